"""Messages of scenarios that our runner plays."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

import pytest

from .conftest import MISCOUNTED, Run

pytest_plugins = ["pytester"]

OUT = "--messages=out.ndjson"
DOUBLE = """
    @given(parsers.parse("{fruit} is in {place}"), converters=TERMS)
    def is_somewhere(fruit, place):
        pass
"""
UNSAID = """
    Feature: Fruit

      Example: Half said
        Given apple is in the basket
        When somebody cuonts
        Then the count is 1
"""
ROWS = """
    Feature: Fruit

      Scenario Outline: <fruit>
        Given <fruit> is in the basket

        Examples: Red
          | fruit |
          | apple |

        Examples: Green
          | fruit |
          | pear  |
"""

Written = Callable[[str], list[Any]]


@pytest.fixture
def written(pytester: pytest.Pytester) -> Written:
    def written(kind: str) -> list[Any]:
        lines = (pytester.path / "out.ndjson").read_text(encoding="utf-8").split("\n")[:-1]
        return [each[kind] for each in map(json.loads, lines) if kind in each]

    return written


def statuses(written: Written) -> list[str]:
    return [each["testStepResult"]["status"] for each in written("testStepFinished")]


def test_a_failure_is_told_as_the_terminal_tells_it(run: Run, written: Written) -> None:
    run(MISCOUNTED, OUT)

    assert statuses(written) == [*["PASSED", "PASSED", "FAILED", "SKIPPED"], *["PASSED"] * 3]
    failed = written("testStepFinished")[2]["testStepResult"]
    assert "  > ✗ Then the count is 2" in failed["message"]
    assert failed["exception"]["type"] == "AssertionError"
    assert failed["exception"]["stackTrace"].endswith("\nfruit.feature:9")


def test_nothing_is_played_of_what_is_half_said(run: Run, written: Written) -> None:
    run(UNSAID, OUT)

    assert statuses(written) == ["SKIPPED", "UNDEFINED", "SKIPPED"]
    assert "When somebody counts" in written("testStepFinished")[1]["testStepResult"]["message"]
    [case] = written("testCase")
    assert [len(each["stepDefinitionIds"]) for each in case["testSteps"]] == [1, 0, 1]


def test_a_sentence_said_twice_names_both_definitions(run: Run, written: Written) -> None:
    run(UNSAID.replace("cuonts", "counts"), OUT, words=DOUBLE)

    assert statuses(written) == ["AMBIGUOUS", "SKIPPED", "SKIPPED"]
    sources = {each["id"]: each["pattern"]["source"] for each in written("stepDefinition")}
    [case] = written("testCase")
    assert {sources[each] for each in case["testSteps"][0]["stepDefinitionIds"]} == {
        "{fruit} is in the basket",
        "{fruit} is in {place}",
    }


def test_what_a_placeholder_holds_is_shown_in_the_sentence(run: Run, written: Written) -> None:
    run(MISCOUNTED, OUT, "-k", "right")

    [case] = written("testCase")
    groups = [
        argument["group"]
        for step in case["testSteps"]
        for each in step["stepMatchArgumentsLists"]
        for argument in each["stepMatchArguments"]
    ]
    assert groups == [{"start": 0, "value": "apple"}, {"start": 13, "value": "1"}]


def test_a_row_is_known_by_its_line(run: Run, written: Written, pytester: pytest.Pytester) -> None:
    run(ROWS, OUT, "--junitxml=result.xml", "-o", "junit_family=xunit1")

    lines = {each["id"]: each["location"]["line"] for each in written("pickle")}
    assert [lines[each["pickleId"]] for each in written("testCase")] == [8, 12]
    tree = ET.parse(pytester.path / "result.xml")  # noqa: S314 - written by pytest just now
    places = [(each.get("file"), each.get("line")) for each in tree.iter("testcase")]
    assert places == [("fruit.feature", "8"), ("fruit.feature", "12")]


@pytest.mark.parametrize("separator", ["\u2028", "\x0c", "\x85"], ids=ascii)
def test_a_character_that_only_python_takes_for_the_end_of_a_line_is_none(
    separator: str, run: Run, written: Written, pytester: pytest.Pytester
) -> None:
    pytester.makeconftest(
        f"""
        import pathlib

        feature = pathlib.Path("fruit.feature")
        text = feature.read_text(encoding="utf-8").replace("Fruit", "Fruit" + {separator!a})
        feature.write_text(text, encoding="utf-8")
        """
    )

    run(ROWS, OUT).assert_outcomes(passed=2)

    lines = {each["id"]: each["location"]["line"] for each in written("pickle")}
    assert [lines[each["pickleId"]] for each in written("testCase")] == [8, 12]


def test_a_crash_is_told_where_it_happened(run: Run, written: Written) -> None:
    pytest.importorskip("xdist", reason="needs xdist, which the extra 'test' brings")
    crashing = """
    import os

    @pytest.fixture
    def basket():
        os._exit(3)
    """

    run(MISCOUNTED, OUT, "-n1", "--max-worker-restart=0", "-k", "right", words=crashing)

    [case] = written("testCase")
    lines = {each["id"]: each["location"]["line"] for each in written("pickle")}
    assert lines[case["pickleId"]] == 12
    assert statuses(written) == ["UNKNOWN", "UNKNOWN", "UNKNOWN", "FAILED"]


def test_a_crash_before_the_first_report_is_told_too(
    run: Run, written: Written, pytester: pytest.Pytester
) -> None:
    pytest.importorskip("xdist", reason="needs xdist, which the extra 'test' brings")
    crashing = """
    import os

    @pytest.fixture(autouse=True)
    def ground():
        os._exit(3)
    """

    run(MISCOUNTED, OUT, "-n1", "--max-worker-restart=0", "-k", "right", words=crashing)

    assert statuses(written) == ["UNKNOWN", "UNKNOWN", "UNKNOWN", "FAILED"]


def test_a_file_that_cannot_be_read_says_why(run: Run, written: Written) -> None:
    result = run(UNSAID.replace("Example:", "Exmaple:").replace("Given", "  Given"), OUT)

    assert result.ret == pytest.ExitCode.TESTS_FAILED

    assert written("source")[0]["uri"] == "fruit.feature"
    assert written("testCase") == []
    [finished] = written("testRunFinished")
    assert finished["success"] is False
    assert "fruit.feature:" in finished["message"]


@pytest.mark.parametrize("options", [[], ["-n2"]])
def test_a_file_that_no_parser_reads_is_a_parse_error(
    run: Run, written: Written, options: list[str]
) -> None:
    if options:
        pytest.importorskip("xdist", reason="needs xdist, which the extra 'test' brings")
    unread = "Feature: Fruit\n\n  Example: One\n    Given an apple\n  nonsense\n"
    result = run(unread, OUT, *options)

    assert result.ret == pytest.ExitCode.TESTS_FAILED

    [error] = written("parseError")
    assert error["source"] == {"uri": "fruit.feature", "location": {"line": 5, "column": 3}}


def test_a_table_that_does_not_fit_fails_its_step(run: Run, written: Written) -> None:
    words = """
    from crosswalk.runner.tables import Column, table

    @given("fruit:")
    @table(Column("kind"))
    def fruit(datatable):
        pass
    """
    run(
        "Feature: A\n\n  Example: B\n    Given apple is in the basket\n    And fruit:\n"
        "      | knid |\n      | x |\n    When nobody\n",
        OUT,
        words=words,
    )

    assert statuses(written) == ["SKIPPED", "FAILED", "UNDEFINED"]
    result = written("testStepFinished")[1]["testStepResult"]
    assert "fruit.feature:6:9: unknown column 'knid'" in result["message"]
