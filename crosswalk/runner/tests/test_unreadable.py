"""What cannot be played fails itself, and nothing beside it."""

from __future__ import annotations

import pytest

from .conftest import MISCOUNTED, Run

pytest_plugins = ["pytester"]

BROKEN = "Feature: Broken\n  Example: One\n    Given c\n    Gven d\n"
AMONG_OTHERS = """\
Feature: Fruit
  Example: Before
    Given apple is in the basket

{scenario}
  Example: After
    Given apple is in the basket
"""


@pytest.fixture
def broken(pytester: pytest.Pytester) -> None:
    (pytester.path / "broken.feature").write_text(BROKEN)


@pytest.mark.parametrize("options", [[], ["-n2"]])
def test_a_file_that_cannot_be_read_lets_the_others_run(
    run: Run, broken: None, options: list[str]
) -> None:
    if options:
        pytest.importorskip("xdist", reason="needs xdist, which the extra 'test' brings")
    result = run(MISCOUNTED, *options)

    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.assert_outcomes(passed=1, failed=2)
    result.stdout.fnmatch_lines_random(
        [
            "broken.feature:4:5: unknown keyword 'Gven': did you mean Given",
            "FAILED broken.feature::broken - broken.feature:4:5: unknown keyword 'Gven'*",
        ]
    )


def test_where_nothing_is_to_be_run_it_is_an_error(run: Run, broken: None) -> None:
    result = run(MISCOUNTED, "--collect-only")

    assert result.ret == pytest.ExitCode.INTERRUPTED
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["broken.feature:4:5: unknown keyword 'Gven'*"])


def test_a_scenario_asked_for_by_its_name_tells_why_it_is_not_found(run: Run, broken: None) -> None:
    result = run(MISCOUNTED, "broken.feature::One")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stdout.fnmatch_lines(["broken.feature:4:5: unknown keyword 'Gven'*"])


@pytest.mark.parametrize(
    ("scenario", "complaint"),
    [
        ("  Example: B\n", "fruit.feature:5: expected a step below the title"),
        (
            "  Example: B\n    Gven apple\n    Wen so\n",
            "fruit.feature:5: expected a step below the title, 'Gven apple' is its description",
        ),
        (
            "  Scenario Outline: B\n    Given apple is in the basket\n",
            "fruit.feature:5: expected Examples: below a Scenario Outline",
        ),
        (
            "  Scenario Outline: B\n    Given <c> is in the basket\n"
            "    Examples:\n      | c |\n      | pear |\n      | pear |\n",
            "fruit.feature:10: the row 'pear' is also on line 9",
        ),
        ("\n  @frehs\n  Example: B\n    When nobody\n", "fruit.feature:6: unknown tag @frehs"),
    ],
)
def test_a_scenario_that_cannot_be_played_lets_the_others_of_its_file_run(
    run: Run, scenario: str, complaint: str
) -> None:
    result = run(AMONG_OTHERS.format(scenario=scenario))

    result.assert_outcomes(passed=2, failed=1)
    assert complaint in result.outlines
    result.stdout.fnmatch_lines(["FAILED fruit.feature::B - *"])
    result.stdout.no_fnmatch_line("*.py:*")


def test_an_unknown_tag_is_told_with_the_line_that_makes_it_known(
    run: Run, pytester: pytest.Pytester
) -> None:
    feature = AMONG_OTHERS.format(
        scenario="  @wip\n  Example: B\n    Given pear is in the basket\n"
    )
    result = run(feature)

    result.assert_outcomes(passed=2, failed=1)
    at = result.outlines.index("fruit.feature:5: unknown tag @wip")
    assert result.outlines[at + 1].strip() == "for a tag of your own, add to markers in tox.ini:"
    line = result.outlines[at + 2]
    assert line.startswith("    wip:")
    ini = pytester.path / "tox.ini"
    ini.write_text(ini.read_text().replace("markers = ", f"markers =\n{line}\n    "))

    run(feature).assert_outcomes(passed=3)
    run(feature, "-m", "wip").assert_outcomes(passed=1, deselected=2)


def test_a_tag_that_is_misspelled_is_told_with_the_nearest(run: Run) -> None:
    result = run("@frehs\nFeature: A\n\n  Example: B\n    When somebody counts\n")

    at = result.outlines.index("fruit.feature:1: unknown tag @frehs")
    assert result.outlines[at + 1] == "  the nearest known are @fresh"


def test_a_tag_of_all_scenarios_is_told_in_full_once(run: Run) -> None:
    result = run("@wip\n" + AMONG_OTHERS.format(scenario=""))

    result.assert_outcomes(failed=2)
    told = [line for line in result.outlines if line.startswith("fruit.feature:1:")]
    assert told == [
        "fruit.feature:1: unknown tag @wip",
        "fruit.feature:1: unknown tag @wip (told in full at 'Before')",
    ]


def test_a_step_module_that_cannot_be_imported_is_a_single_error(
    run: Run, broken: None, pytester: pytest.Pytester
) -> None:
    (pytester.path / "third.feature").write_text(BROKEN)
    result = run(MISCOUNTED, words="import nowhere")

    assert result.ret == pytest.ExitCode.INTERRUPTED
    result.assert_outcomes(errors=1)
    assert sum(line.startswith("words cannot be imported:") for line in result.outlines) == 1
