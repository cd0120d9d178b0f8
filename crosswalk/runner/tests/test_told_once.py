"""What stops several scenarios of a file is told in full of one of them."""

from __future__ import annotations

import pytest

from .conftest import Run

pytest_plugins = ["pytester"]

FEATURE = """\
Feature: Fruit
  Background:
    Given apple is in the basket
    And {background}

  Example: One
    When somebody counts

  Example: Two
    When somebody counts

  Rule: More
    Background:
      Given pear is in the basket

    Example: Three
      When {own}
"""


def played(
    run: Run, background: str, *options: str, own: str = "somebody counts", words: str = ""
) -> pytest.RunResult:
    return run(FEATURE.format(background=background, own=own), *options, words=words)


def told(result: pytest.RunResult, line: int) -> list[str]:
    return [each for each in result.outlines if each.startswith(f"fruit.feature:{line}:")]


ALSO = """
    @given(parsers.parse("the basket is {what}"))
    def also_is(what):
        pass
"""


@pytest.mark.parametrize(
    ("background", "first", "words"),
    [
        ("plum is in the basket", "undefined step: Given 'plum is in the basket'", ""),
        ('the basket is "green"', "ambiguous step: 2 definitions match 'the basket is *", ALSO),
    ],
)
def test_a_fault_of_the_background_is_told_in_full_once(
    run: Run, background: str, first: str, words: str
) -> None:
    result = played(run, background, words=words)

    result.assert_outcomes(failed=3)
    stops = "fruit.feature:4: in the Background, line 4, which stops 3 scenarios: "
    found = told(result, 4)
    assert len(found) == 3
    assert found[0].startswith(stops)
    result.stdout.fnmatch_lines([f"{stops}{first}", f"{stops}{first} (told in full at 'One')"])
    assert all(line.endswith(" (told in full at 'One')") for line in found[1:])
    assert sum("> ✗" in line for line in result.outlines) == 1
    assert sum("run again" in line for line in result.outlines) == 1


def test_a_table_of_the_background_is_told_in_full_once(run: Run) -> None:
    words = """
        from crosswalk.runner.tables import Column, table

        @given("fruit:")
        @table(Column("kind"))
        def fruit(datatable):
            pass
    """
    result = played(run, "fruit:\n      | knid |\n      | x |", words=words)

    result.assert_outcomes(failed=3)
    assert [line.partition("stops 3 scenarios: ")[2] for line in told(result, 5)] == [
        "unknown column 'knid': the columns are kind",
        "unknown column 'knid': the columns are kind (told in full at 'One')",
        "unknown column 'knid': the columns are kind (told in full at 'One')",
    ]


def test_what_is_wrong_besides_is_told_in_full(run: Run) -> None:
    result = played(run, "plum is in the basket", own="nobody counts")

    result.assert_outcomes(failed=3)
    assert told(result, 4)[2].endswith("(told in full at 'One')")
    assert "fruit.feature:17: undefined step: When 'nobody counts'" in result.outlines
    result.stdout.fnmatch_lines(["      When somebody counts  (words.py:*)"])


def test_the_background_of_a_rule_stops_the_scenarios_of_the_rule(run: Run) -> None:
    feature = FEATURE.format(background='the basket is "green"', own="somebody counts")
    result = run(feature.replace("pear", "plum"))

    result.assert_outcomes(passed=2, failed=1)
    stops = "fruit.feature:14: in the Background, line 14, which stops 1 scenario: undefined step: "
    assert told(result, 14)[0].startswith(stops)


def test_whoever_is_first_is_told_all(run: Run) -> None:
    result = played(run, "plum is in the basket", "-k", "Two")

    assert "(told in full" not in result.stdout.str()
    assert "  > ✗ And plum is in the basket  (in the Background)" in result.outlines


def test_each_of_two_workers_tells_it_at_most_once(run: Run, pytester: pytest.Pytester) -> None:
    pytest.importorskip("xdist", reason="needs xdist, which the extra 'test' brings")
    played(run, "plum is in the basket", "--collect-only")
    result = pytester.runpytest_subprocess("-n2")

    result.assert_outcomes(failed=3)
    full = [line for line in told(result, 4) if "(told in full" not in line]
    assert len(told(result, 4)) == 3
    assert 1 <= len(full) <= 2


def test_a_step_of_the_background_that_fails_is_named_so_each_time(run: Run) -> None:
    words = """
        @given("it rots")
        def rots():
            assert False, "rotten"
    """
    result = played(run, "it rots", words=words)

    result.assert_outcomes(failed=3)
    assert result.outlines.count("  > ✗ And it rots  (in the Background)") == 3


OUTLINE = """\
Feature: Fruit
  Scenario Outline: <fruit> and <other>
    Given {step}

    Examples:
      | fruit | other |
      | apple | 1     |
      | pear  | 2     |
"""


@pytest.mark.parametrize("step", ["<friut> is in the basket", "<colour> leaves fall"])
def test_an_unknown_column_is_told_with_those_that_there_are(run: Run, step: str) -> None:
    result = run(OUTLINE.format(step=step))

    result.assert_outcomes(failed=2)
    name = step.partition(">")[0]
    said = f"unknown column {name}>: the Examples in line 6 have fruit, other"
    assert sum(said in line and "(told" not in line for line in result.outlines[:-4]) == 1
    assert sum("(told in full at 'apple and 1')" in line for line in result.outlines[:-4]) == 1


def test_a_column_may_be_misspelled_where_any_text_fits(run: Run) -> None:
    words = """
        @given(parsers.parse('the label says "{text}"'))
        def label(text):
            pass

        @given("labels:")
        def labels(datatable):
            pass
    """
    for step, said in (
        ('the label says "<friut>"', "<friut>: the Examples in line 6 have fruit, other"),
        ("labels:\n      | <otehr> |", "<otehr>: the Examples in line 7 have fruit, other"),
    ):
        result = run(OUTLINE.format(step=step), words=words)

        result.assert_outcomes(failed=2)
        assert f"fruit.feature:3: unknown column {said}" in result.outlines


def test_what_resembles_no_column_is_meant_as_it_stands(run: Run) -> None:
    words = """
        @given(parsers.parse('the label says "{text}"'))
        def label(text):
            assert text in ("<b>apple</b>", "<b>pear</b>")
    """
    feature = OUTLINE.format(step='the label says "<b><fruit></b>"')

    run(feature, words=words).assert_outcomes(passed=2)
