"""Feature files as tests: what is collected, how it is named and chosen, what is refused."""

from __future__ import annotations

import pytest

from .conftest import MISCOUNTED, Run

pytest_plugins = ["pytester"]


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
            "fruit.feature:5:5: unknown keyword 'Gven': did you mean Given",
        ),
        (
            "Feature: A\n\n  Example: B\n    Given c\n    Danach d\n",
            "fruit.feature:5:5: unknown keyword 'Danach': expected Given, When, *",
        ),
        (
            "Feature: A\n  Example: B\n    Given c\n  Exampel: D\n    Given c\n",
            "fruit.feature:4:3: unknown keyword 'Exampel:': did you mean Example:",
        ),
        (
            "Feature: A\n  Example: B\n    Given c\n  Background:\n    Given c\n",
            "fruit.feature:4:3: Background: may not stand here: expected Given, *",
        ),
        (
            'Feature: A\n  Example: B\n    Given c\n    | d |\n    """\n    """\n    | d |\n',
            "fruit.feature:7:5: below a step may stand one table and one doc string",
        ),
        (
            "Feature: A\n  Example: B\n    Given c\n    @fresh\n    Given d\n",
            "fruit.feature:5:5: Given may not stand here: expected *",
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
            'fruit.feature:6:*: the file ends too early: the doc string is not closed *""" or ```',
        ),
        ("Feature: A\n  Exampl: B\n    Given c\n", "fruit.feature:1:1: expected a scenario;*"),
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
    ],
)
def test_a_file_that_cannot_be_read_fails_as_one_test(
    run: Run, feature: str, complaint: str
) -> None:
    result = run(feature)

    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["FAILED fruit.feature::fruit - fruit.feature:*"])
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
            "FAILED fruit.feature::Counting pear[[]pear-1] - *",
            "FAILED fruit.feature::Counting apple[[]apple-2] - *",
        ]
    )


def test_a_title_that_tells_rows_apart_names_them(run: Run) -> None:
    result = run("""
        Feature: Fruit

          Scenario Outline: Counting <fruit>
            Given <fruit> is in the basket
            Then the count is 1

            Examples:
              | fruit |
              | pear  |
              | apple |
    """)

    result.stdout.fnmatch_lines_random(
        ["FAILED fruit.feature::Counting pear - *", "FAILED fruit.feature::Counting apple - *"]
    )


def test_the_last_failed_and_a_single_row_are_found_again(run: Run) -> None:
    run(ROWS)

    run(ROWS, "--lf").assert_outcomes(failed=2)
    run(ROWS, "fruit.feature::Counting apple[apple-1]").assert_outcomes(passed=1)


def test_tags_and_words_choose_scenarios(run: Run) -> None:
    run(MISCOUNTED, "-m", "fresh").assert_outcomes(failed=1, deselected=1)
    run(MISCOUNTED, "-k", "right").assert_outcomes(passed=1, deselected=1)


def test_any_order_is_a_good_order(run: Run) -> None:
    pytest.importorskip("random_order", reason="needs random_order, which the extra 'test' brings")
    run(ROWS, "--random-order", "--random-order-seed=3").assert_outcomes(passed=1, failed=2)


def test_two_workers_report_as_one(run: Run, pytester: pytest.Pytester) -> None:
    pytest.importorskip("xdist", reason="needs xdist, which the extra 'test' brings")
    run(ROWS, "--collect-only")
    result = pytester.runpytest_subprocess("-n2")

    result.assert_outcomes(passed=1, failed=2)
    result.stdout.fnmatch_lines(
        ["fruit.feature:21  *", "  > ✗ And the basket holds:", "*- people -*"]
    )


def test_code_that_would_bind_scenarios_is_not_asked_for(run: Run) -> None:
    result = run(MISCOUNTED, "--generate-missing", "--feature", "fruit.feature")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    [line] = [line for line in result.errlines if line]
    assert line.startswith("ERROR: --generate-missing: scenarios are played without code of their")
