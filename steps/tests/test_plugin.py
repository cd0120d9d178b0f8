"""What somebody sees who runs feature files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from steps.phrases import TYPES

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[2]

INI = f"""
[pytest]
pythonpath = . {ROOT}
addopts = -p steps.plugin --strict-markers -p no:randomly -p no:hypothesispytest -p no:faker
vocabulary = words
markers = fresh: not tinned
filterwarnings = error
"""

WORDS = """
import pytest
from pytest_bdd import given, parsers, then, when
from steps.phrases import TYPES, one_of

one_of("Fruit", {"apple": 1, "pear": 2})
one_of("Color", {"dark red": "red", "green": "green"}, quoted=True)

@pytest.fixture
def basket():
    return []

@given(parsers.parse("{fruit:Fruit} is in the basket", extra_types=TYPES))
def is_in(basket, fruit):
    basket.append(fruit)

@given(parsers.parse("the basket is {color:Color}", extra_types=TYPES))
def is_painted(color):
    pass

@when("somebody counts", target_fixture="count")
def counts(basket):
    return len(basket)

@then(parsers.parse("the count is {expected:Count}", extra_types=TYPES))
def is_count(count, expected):
    agree(count, expected)

def agree(count, expected):
    assert count == expected, "the basket was miscounted"

@then("the basket holds:")
def holds(basket, datatable):
    assert datatable == [["fruit"], *([str(each)] for each in basket)]
"""

WITNESS = """
import pytest

class Witness:
    def during(self, step, acts):
        with open("during.txt", "a") as file:
            file.write(step + "\\n")

    def report_sections(self, step):
        yield "people", f"asked about: {step}"

@pytest.fixture
def witness():
    return Witness()
"""

Run = Callable[..., pytest.RunResult]


@pytest.fixture
def run(pytester: pytest.Pytester) -> Iterator[Run]:
    types = dict(TYPES)
    pytester.makeini(INI)
    pytester.makeconftest(WITNESS)

    def run(feature: str, *arguments: str, words: str = "") -> pytest.RunResult:
        TYPES.clear()
        TYPES.update(types)
        pytester.makepyfile(words=WORDS + dedent(words))
        pytester.makefile(".feature", fruit=dedent(feature))
        return pytester.runpytest_inprocess(*arguments)

    yield run
    TYPES.clear()
    TYPES.update(types)


MISCOUNTED = """
    Feature: Fruit

      Background:
        Given apple is in the basket

      @fresh
      Example: Counted wrong
        When somebody counts
        Then the count is 2
        And the count is 1

      Example: Counted right
        When somebody counts
        Then the count is 1
"""


def test_a_failed_scenario_is_shown_as_the_document(run: Run) -> None:
    result = run(MISCOUNTED)

    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(
        [
            "fruit.feature:7  Example: Counted wrong",
            "    ✓ Given apple is in the basket",
            "    ✓ When somebody counts",
            "  > ✗ Then the count is 2",
            "    · And the count is 1",
            "",
            "words.py:*: in is_count",
            "E   AssertionError: the basket was miscounted",
            "*- people -*",
            "asked about: the count is 2",
            "FAILED fruit.feature::Counted wrong - AssertionError: the basket was miscounted",
        ],
        consecutive=False,
    )
    result.stdout.no_fnmatch_line("*running.py*")
    result.stdout.no_fnmatch_line("*pluggy/*")


def test_the_junit_file_tells_the_same(run: Run, pytester: pytest.Pytester) -> None:
    run(MISCOUNTED, "--junitxml=result.xml")

    written = (pytester.path / "result.xml").read_text()
    assert 'message="AssertionError: the basket was miscounted' in written
    assert "&gt; ✗ Then the count is 2" in written
    assert "asked about: the count is 2" in written


def test_the_witness_is_told_every_step_and_the_end(run: Run, pytester: pytest.Pytester) -> None:
    run(MISCOUNTED, "-k", "right")

    told = (pytester.path / "during.txt").read_text()
    assert told == "apple is in the basket\nsomebody counts\nthe count is 1\n\n"


def test_an_unknown_sentence_fails_before_anything_is_done(
    run: Run, pytester: pytest.Pytester
) -> None:
    result = run("""
        Feature: Fruit

          Example: Typing errors
            Given apple is in the basket
            And plum is in the basket
            And the basket is "blue"
            When somebody count
            When apple is in the basket
    """)

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "    · Given apple is in the basket",
            "  > ✗ And plum is in the basket",
            "fruit.feature:5: no step says Given 'plum is in the basket':",
            "      fruit: plum is not one of apple, pear",
            '      color: "blue" is not one of "dark red", "green"',
            "fruit.feature:7: no step says When 'somebody count':",
            "      When somebody counts  (words.py:*)",
            "  as a Given it is known: Given {fruit:Fruit} is in the basket  (words.py:*)",
            "FAILED *::Typing errors - no step says Given 'plum is in the basket'",
        ]
    )
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*running.py*")
    assert not [line for line in (pytester.path / "during.txt").read_text().split("\n") if line]


def test_an_ambiguous_sentence_fails_and_names_both(run: Run) -> None:
    words = """
        @when(parsers.parse("{who} counts"))
        def also_counts(who):
            pass
    """
    result = run(MISCOUNTED, "-k", "right", words=words)

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "fruit.feature:13: more than one step says 'somebody counts':",
            "    somebody counts  (words.py:*)",
            "    {who} counts  (words.py:*)",
        ]
    )


@pytest.mark.parametrize(
    ("body", "reason"),
    [("assert False", "is async, and nothing would await it"), ("yield", "is async*")],
)
def test_an_async_step_is_refused(run: Run, body: str, reason: str) -> None:
    words = f"""
        @when("somebody waits")
        async def waits():
            {body}
    """
    result = run(MISCOUNTED, words=words)

    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([f"words.py:*: the step 'somebody waits' {reason}*"])


def test_a_step_that_yields_is_refused(run: Run) -> None:
    words = """
        @when("somebody waits")
        def waits():
            yield
    """
    result = run(MISCOUNTED, words=words)

    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["words.py:*: the step 'somebody waits' yields, *"])


def test_a_step_module_that_cannot_be_imported_says_where(run: Run) -> None:
    result = run(MISCOUNTED, words="import nowhere")

    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["words cannot be imported: ModuleNotFoundError: *words.py:*)"])


@pytest.mark.parametrize(
    ("feature", "complaint"),
    [
        (
            "Feature: A\n\n  Example: B\n    Given c\n    Gven d\n",
            "fruit.feature:5:5: expected * a step (Given, When, *), *, found 'Gven d'",
        ),
        ("", "fruit.feature:1:1: expected Feature:, found nothing"),
        (
            "Feature: A\n  Example: B\n    And c\n",
            "fruit.feature:3:1: First step in a scenario *must start with 'Given'*",
        ),
        (
            "Feature: A\n  Example: B\n    Given c:\n      | d |\n      | e | f |\n",
            "fruit.feature:5:7: inconsistent cell count within the table",
        ),
        (
            'Feature: A\n  Example: B\n    Given c:\n      """\n      never ends\n',
            'fruit.feature:6:*: the file ends too early, expected a doc string (""")',
        ),
        ("Feature: A\n  Example: B\n", "fruit.feature:2:1: expected a step in 'B'"),
        (
            "Feature: A\n  Scenario Outline: B\n    Given c\n",
            "fruit.feature:2:1: expected Examples: in 'B'",
        ),
        (
            "Feature: A\n  Scenario Outline: B\n    Given c\n    Examples:\n      | d |\n",
            "fruit.feature:4:1: expected a table with rows under Examples:",
        ),
        (
            "Feature: A\n  Example: B\n    Given c\n  Rule: R\n    Example: B\n      Given c\n",
            "fruit.feature:5:1: the title 'B' is also on line 2",
        ),
        (
            "Feature: A\n  Example: B\n    Given c\n  Scenario:  B \n    Given c\n",
            "fruit.feature:4:1: the title 'B' is also on line 2",
        ),
        (
            "Feature: A\n  Scenario Outline: B\n    Given <c>\n"
            "    Examples:\n      | c |\n      | 1 |\n      | 1 |\n",
            "fruit.feature:7:1: the row '1' is also on line 6",
        ),
        (
            "Feature: A\n  @frehs\n  Example: B\n    Given c\n",
            "fruit.feature:3: unknown tag @frehs; the nearest known are @fresh*",
        ),
    ],
)
def test_a_feature_that_cannot_be_played_is_a_short_error(
    run: Run, feature: str, complaint: str
) -> None:
    result = run(feature)

    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([complaint.replace("[", "[[]")])
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*.py:*")


ROWS = """
    Feature: Fruit

      Rule: Counting

        @fresh
        Scenario Outline: Counting <fruit>
          Given <fruit> is in the basket
          When somebody counts
          Then the count is <count>
          And the basket holds:
            | fruit |
            | <id>  |

          Examples: Right
            | fruit | count | id |
            | apple | 1     | 1  |

          Examples: Wrong

            | fruit | count | id |
            | pear  | 1     | 1  |
            | apple | 2     | 1  |
"""


def test_a_row_is_a_test_named_by_what_tells_it_apart(run: Run) -> None:
    result = run(ROWS)

    result.assert_outcomes(passed=1, failed=2)
    result.stdout.fnmatch_lines(
        [
            "fruit.feature:21  Scenario Outline: Counting pear",
            "        | fruit |",
            "        | 1     |",
            "FAILED fruit.feature::Counting <fruit>[[]pear-1] - *",
            "FAILED fruit.feature::Counting <fruit>[[]apple-2] - *",
        ]
    )


def test_the_last_failed_and_a_single_row_are_found_again(run: Run) -> None:
    run(ROWS)

    run(ROWS, "--lf").assert_outcomes(failed=2)
    run(ROWS, "fruit.feature::Counting <fruit>[apple-1]").assert_outcomes(passed=1)
    run(ROWS, "fruit.feature::Counting <fruit>").assert_outcomes(passed=1, failed=2)


def test_tags_and_words_choose_scenarios(run: Run) -> None:
    run(MISCOUNTED, "-m", "fresh").assert_outcomes(failed=1, deselected=1)
    run(MISCOUNTED, "-k", "right").assert_outcomes(passed=1, deselected=1)


def test_a_missing_table_or_fixture_is_said_in_words(run: Run) -> None:
    words = """
        @then("the shop is open")
        def is_open(shop):
            pass
    """
    feature = """
        Feature: Fruit

          Example: No table
            Then the basket holds:

          Example: No fixture
            Then the shop is open
    """
    result = run(feature, words=words)

    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(
        [
            "fruit.feature:4: expected a table under this sentence (words.py:*)",
            "fruit.feature:7: words.py:* asks for 'shop': no placeholder *",
        ]
    )


def test_an_error_keeps_the_frames_of_the_project(run: Run) -> None:
    words = """
        import machinery

        @when("it breaks")
        def breaks():
            machinery.deep()
    """
    (Path.cwd() / "machinery.py").write_text("def deep():\n    return {}['key']\n")
    result = run("Feature: A\n\n  Example: B\n    When it breaks\n", words=words)

    result.stdout.fnmatch_lines(
        ["words.py:*: in breaks", "machinery.py:2: in deep", "E   KeyError*"]
    )


def test_empty_steps_do_nothing_and_are_still_looked_up(
    run: Run, pytester: pytest.Pytester
) -> None:
    run(MISCOUNTED, "--empty-steps").assert_outcomes(passed=2)
    assert not (pytester.path / "during.txt").exists()
    run("Feature: A\n\n  Example: B\n    When nobody\n", "--empty-steps").assert_outcomes(failed=1)


def test_any_order_is_a_good_order(run: Run) -> None:
    pytest.importorskip("random_order")
    run(ROWS, "--random-order", "--random-order-seed=3").assert_outcomes(passed=1, failed=2)


def test_two_workers_report_as_one(run: Run, pytester: pytest.Pytester) -> None:
    pytest.importorskip("xdist")
    run(ROWS, "--collect-only")
    result = pytester.runpytest_subprocess("-n2")

    result.assert_outcomes(passed=1, failed=2)
    result.stdout.fnmatch_lines(
        ["fruit.feature:21  *", "  > ✗ And the basket holds:", "*- people -*"]
    )


def test_pytest_bdds_reporter_still_works(run: Run) -> None:
    result = run(MISCOUNTED, "--gherkin-terminal-reporter", "-vv", "-k", "right")

    result.stdout.fnmatch_lines(["*Feature: Fruit", "*Then the count is 1"])


def test_frozen_time_does_not_make_steps_last_for_decades() -> None:
    from freezegun import freeze_time
    from pytest_bdd import reporting
    from pytest_bdd.parser import Step

    report = reporting.StepReport(Step("a", "given", 0, 1, "Given"))
    with freeze_time("2099-01-01"):
        report.finalize(failed=False)

    assert 0 <= report.duration < 60
