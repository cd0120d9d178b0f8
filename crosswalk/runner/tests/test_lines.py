"""`pytest fruit.feature:7` runs what stands at that line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import MISCOUNTED, Run

pytest_plugins = ["pytester"]

# Behind each line stand the scenarios that it chooses.
MARKED = '''\
# language: en                      ##
@fresh                              ## abcdefg
Feature: Fruit                      ## abcdefg
  Said of all fruit                 ## abcdefg
                                    ##
  Background:                       ## abcdefg
    Given apple is in the basket    ## abcdefg
                                    ##
  Example: a                        ## a
    When somebody counts            ## a
                                    ## a
    Then the basket holds:          ## a
      | fruit |                     ## a
      | 1     |                     ## a
                                    ##
  # said of b                       ##
                                    ##
  @fresh                            ## b
  Scenario: b                       ## b
    When somebody counts            ## b
                                    ##
  Rule: More                        ## c
    Said of more                    ## c
                                    ##
    Background:                     ## c
      Given pear is in the basket   ## c
                                    ##
    Example: c                      ## c
      When somebody says:           ## c
        """                         ## c
                                    ## c
        # no comment                ## c
        """                         ## c
                                    ##
  @fresh                            ## defg
  Rule: Outlines                    ## defg
                                    ##
    Scenario Outline: <x>           ## defg
                                    ## defg
      When somebody counts          ## defg
                                    ##
      @fresh                        ## de
      Examples:                     ## de
        | x |                       ## de
        | d |                       ## d
                                    ##
        | e |                       ## e
      # between                     ##
                                    ##
      Examples: More                ## fg
        | x    |                    ## fg
        | f    |                    ## f
        | g::h |                    ## g
                                    ##
# the end                           ##
'''
LINES = [line.partition("##")[::2] for line in MARKED.splitlines()]
FEATURE = "".join(f"{text.rstrip()}\n" for text, _ in LINES)


@pytest.fixture
def collected(run: Run, pytester: pytest.Pytester) -> Callable[..., str]:
    (pytester.path / "many.feature").write_text(FEATURE)

    def collected(*arguments: str) -> str:
        result = run(MISCOUNTED, "--collect-only", "-q", *arguments)
        found = [line for line in result.outlines if ".feature::" in line]
        return "".join(line.partition("::")[2][0] for line in found)

    return collected


def test_a_line_chooses_what_stands_there(collected: Callable[..., str]) -> None:
    chosen = {number: collected(f"many.feature:{number}") for number in range(1, len(LINES) + 1)}

    assert chosen == {number: mark.strip() for number, (_, mark) in enumerate(LINES, start=1)}


@pytest.mark.parametrize(
    ("arguments", "chosen"),
    [
        (["many.feature:9", "many.feature:47", "fruit.feature:13"], "aeC"),
        (["many.feature:9", "many.feature:9"], "a"),
        (["many.feature:9", "many.feature::b"], "ab"),
        (["many.feature:45", "many.feature::e"], "de"),
        (["many.feature:9", "many.feature"], "abcdefg"),
        (["many.feature:9", "."], "CCabcdefg"),
        (["many.feature:3", "-m", "not fresh"], ""),
    ],
)
def test_lines_go_together_with_other_arguments(
    collected: Callable[..., str], arguments: list[str], chosen: str
) -> None:
    assert collected(*arguments) == chosen


def test_a_title_that_holds_a_separator_is_run_by_its_line(run: Run) -> None:
    feature = (
        "Feature: F\n  Example: a::b\n    When somebody counts\n  Example: c\n    When nobody\n"
    )

    run(feature, "fruit.feature:2").assert_outcomes(passed=1)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (2, [" nothing stands at this line; the nearest are", "  line 7: Example: Counted wrong"]),
        (
            11,
            [
                " nothing stands at this line; the nearest are",
                "  line 7: Example: Counted wrong",
                "  line 12: Example: Counted right",
            ],
        ),
        (
            90,
            [
                " nothing stands at this line (the file ends at line 14); the nearest are",
                "  line 12: Example: Counted right",
            ],
        ),
    ],
)
def test_a_line_where_nothing_stands_is_refused_with_the_nearest(
    run: Run, line: int, told: list[str]
) -> None:
    result = run(MISCOUNTED, f"fruit.feature:{line}")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    first, *more = told
    assert result.errlines[: len(told)] == [f"ERROR: fruit.feature:{line}:{first}", *more]


def test_a_file_that_is_not_there_is_refused_as_pytest_does(run: Run) -> None:
    result = run(MISCOUNTED, "nowhere.feature:3")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert "ERROR: file or directory not found: nowhere.feature" in result.errlines


def test_a_line_of_a_file_that_cannot_be_read_tells_why(run: Run) -> None:
    result = run("Feature: A\n  Example: B\n    Given c\n    Gven d\n", "fruit.feature:3")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["fruit.feature:4:5: unknown keyword 'Gven'*"])


def test_two_workers_run_what_stands_at_a_line(run: Run, pytester: pytest.Pytester) -> None:
    pytest.importorskip("xdist", reason="needs xdist, which the extra 'test' brings")
    run(MISCOUNTED, "--collect-only")

    pytester.runpytest_subprocess("-n2", "fruit.feature:13").assert_outcomes(passed=1)


def test_a_line_is_found_from_another_directory(
    run: Run, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(MISCOUNTED, "--collect-only")
    feature = pytester.path / "fruit.feature"
    below = pytester.mkdir("below")
    # The option is known only where the conftest beside the feature file is found in time.
    (below / "conftest.py").write_text(
        "def pytest_addoption(parser):\n    parser.addoption('--ripe', action='store_true')\n"
    )
    feature.rename(below / "fruit.feature")
    monkeypatch.chdir(pytester.mkdir("beside"))

    for path in (below, Path("..", "below")):
        result = pytester.runpytest_subprocess(f"{path}/fruit.feature:13", "--ripe")
        result.assert_outcomes(passed=1)
