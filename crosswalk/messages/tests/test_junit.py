"""JUnit files name the feature file and the line."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from .conftest import Run

pytest_plugins = ["pytester"]

FEATURE = """
    Feature: Fruit

      Scenario: One
        Given an apple

      Scenario: Two
        Given a stone
"""
STEPS = """
    @given("an apple")
    def _(): pass

    def test_plain(): pass
"""


def places(pytester: pytest.Pytester) -> list[tuple[str | None, str | None]]:
    tree = ET.parse(pytester.path / "result.xml")  # noqa: S314 - written by pytest just now
    return [(each.get("file"), each.get("line")) for each in tree.iter("testcase")]


@pytest.mark.parametrize("arguments", [[], ["-n1"]])
def test_a_scenario_stands_in_its_feature(
    arguments: list[str], play: Run, pytester: pytest.Pytester
) -> None:
    if arguments:
        pytest.importorskip("xdist", reason="needs xdist, which the extra 'test' brings")

    play(FEATURE, STEPS, "--junitxml=result.xml", "-o", "junit_family=xunit1", *arguments)

    scenarios = [("fruit.feature", "3"), ("fruit.feature", "6")]
    assert sorted(places(pytester))[:2] == scenarios
    assert sorted(places(pytester))[2][0] == "test_fruit.py"


def test_a_second_case_for_what_fails_afterwards_stands_there_too(
    play: Run, pytester: pytest.Pytester
) -> None:
    torn = """
    @pytest.fixture(autouse=True)
    def around():
        yield
        assert False

    @given("a stone")
    def _(): assert False
    """

    for family in ("xunit1", "xunit2"):
        play(FEATURE, STEPS + torn, "--junitxml=result.xml", "-o", f"junit_family={family}")

        stone = [("fruit.feature", "6"), (None, None)][family == "xunit2"]
        assert places(pytester)[1:3] == [stone, stone]


def test_a_family_that_allows_no_place_gets_none(play: Run, pytester: pytest.Pytester) -> None:
    play(FEATURE, STEPS, "--junitxml=result.xml", "-o", "junit_family=xunit2")

    assert places(pytester) == [(None, None)] * 3
