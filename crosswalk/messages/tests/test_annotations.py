"""Failing scenarios under GitHub Actions: at the line of the step, in any number of processes."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from crosswalk.messages.annotations import Annotations
from crosswalk.messages.github import Failure, annotation, inline, summary

from .conftest import INI, RETRY, WANTED

pytest_plugins = ["pytester"]

FEATURE = """
    Feature: Fruit

      Background:
        Given a basket

      Scenario: One
        Given an apple

      Scenario: It's 100%, or: not
        Given an apple
        Then a stone

      Scenario: Unknown
        Given an apple
        When nobody knows

      Scenario Outline: Row of <fruit>
        Given the fruit <fruit>

        Examples:
          | fruit |
          | plum  |
          | rock  |

      Scenario: Left out
        Then nothing
"""
STEPS = """
    import pytest

    @given("a basket")
    def _(): pass

    @given("an apple")
    def _(): pass

    @given(parsers.parse("the fruit {fruit}"))
    def _(fruit): assert fruit == "plum", "harder | than <fruit>\\nby far"

    @then("a stone")
    def _(): assert False, "hard"

    @then("nothing")
    def _(): pytest.skip("later")

    def test_plain(): assert False
"""
EXPECTED = {
    "::error file=fruit.feature,line=11,title=It's 100%25%2C or%3A not::Then a stone%0Ahard",
    "::error file=fruit.feature,line=15,title=Unknown::",
    "::error file=fruit.feature,line=18,title=Row of rock::Given the fruit rock%0A"
    "harder | than <fruit>%0A",
}


@pytest.fixture
def github(monkeypatch: pytest.MonkeyPatch, pytester: pytest.Pytester) -> Path:
    """A job of GitHub Actions, and where its summary is."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(pytester.path))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(pytester.path / "summary.md"))
    return pytester.path / "summary.md"


def told(result: pytest.RunResult) -> list[str]:
    return [line for line in result.outlines if line.startswith("::")]


def run(pytester: pytest.Pytester, feature: str, steps: str, *arguments: str) -> pytest.RunResult:
    """Play a feature without recording anything."""
    pytester.makeini(INI)
    pytester.makefile(".feature", fruit=dedent(feature))
    pytester.makepyfile(test_fruit=WANTED + dedent(steps))
    return pytester.runpytest_inprocess(*arguments)


@pytest.mark.parametrize("arguments", [[], ["-n2"]], ids=["alone", "in two processes"])
def test_a_failure_is_annotated_at_the_line_of_its_step(
    arguments: list[str], github: Path, unsaid: None, pytester: pytest.Pytester
) -> None:
    if arguments:
        pytest.importorskip("xdist", reason="needs xdist, which the extra 'test' brings")

    lines = told(run(pytester, FEATURE, STEPS, *arguments))

    found = {
        next((each for each in EXPECTED if line.startswith(each)), line): line for line in lines
    }
    assert found.keys() == EXPECTED
    assert len(lines) == len(EXPECTED)
    assert "nobody knows" in found["::error file=fruit.feature,line=15,title=Unknown::"]


@pytest.mark.parametrize("arguments", [[], ["-n2"]], ids=["alone", "in two processes"])
def test_the_job_has_one_summary(
    arguments: list[str], github: Path, unsaid: None, pytester: pytest.Pytester
) -> None:
    if arguments:
        pytest.importorskip("xdist", reason="needs xdist, which the extra 'test' brings")

    run(pytester, FEATURE, STEPS, *arguments)

    lines = github.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("#")] == [
        "## Scenarios: 3 failed, 1 skipped, 2 passed"
    ]
    where = "| Row of rock | fruit.feature:18 | Given the fruit rock"
    why = "harder &#124; than &lt;fruit&gt; by far assert"
    assert [line for line in lines if line.startswith(f"{where} {why}")]
    assert sum(line.startswith("| ") for line in lines) == 5


def test_elsewhere_nothing_is_annotated(
    unsaid: None, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "false")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(pytester.path / "summary.md"))

    assert told(run(pytester, FEATURE, STEPS)) == []
    assert not (pytester.path / "summary.md").exists()


def test_a_run_that_plays_no_scenario_has_no_summary(
    github: Path, pytester: pytest.Pytester
) -> None:
    pytester.makeini(INI)
    pytester.makepyfile("def test_plain(): assert False")

    assert told(pytester.runpytest_inprocess()) == []
    assert not github.exists()


def test_an_attempt_that_is_repeated_is_no_failure(
    github: Path, unsaid: None, pytester: pytest.Pytester
) -> None:
    pytest.importorskip(
        "pytest_rerunfailures", reason="needs pytest_rerunfailures, which the extra 'test' brings"
    )
    feature = "Feature: Fruit\n\n  Scenario: One\n    Given an apple\n"
    steps = """
    TRIES = []

    @given("an apple")
    def _():
        TRIES.append(1)
        assert len(TRIES) == 2
    """

    assert told(run(pytester, feature, steps, *RETRY)) == []
    assert github.read_text("utf-8").startswith("## Scenarios: 1 passed\n")


def test_a_failure_around_the_steps_is_at_the_scenario(
    github: Path, unsaid: None, pytester: pytest.Pytester
) -> None:
    feature = "Feature: Fruit\n\n  Scenario: One\n    Given an apple\n"
    steps = """
    import pytest

    @given("an apple")
    def _(): pass

    @pytest.fixture(autouse=True)
    def around():
        yield
        assert False, "spilt"
    """

    (line,) = told(run(pytester, feature, steps))

    assert line.startswith("::error file=fruit.feature,line=3,title=One::spilt")
    assert github.read_text("utf-8").startswith("## Scenarios: 1 failed\n")


def test_a_process_that_crashed_is_annotated(github: Path, pytester: pytest.Pytester) -> None:
    report = pytest.TestReport(
        "a.feature::One",
        ("a.feature", 4, "One"),
        {},
        "failed",
        "worker crashed",
        "???",  # type: ignore[arg-type]
    )
    plugin = Annotations(pytester.parseconfig())

    plugin.pytest_runtest_logreport(report)

    assert plugin._failures == [Failure("a.feature", 5, "One", "worker crashed")]


def test_a_project_below_the_top_of_the_repository_is_named_from_there(
    github: Path, unsaid: None, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(pytester.path.parent))

    lines = told(run(pytester, FEATURE, STEPS))

    assert lines
    assert all(line.startswith(f"::error file={pytester.path.name}/fruit") for line in lines)


def test_what_would_end_a_command_is_escaped() -> None:
    failure = Failure("a,b:c.feature", 3, "10%\n: x", "1%\r\n::error::")

    assert annotation(failure) == (
        "::error file=a%2Cb%3Ac.feature,line=3,title=10%25%0A%3A x::1%25%0D%0A::error::"
    )


def test_the_summary_shows_texts_as_they_are() -> None:
    assert inline("a |b|\n*c* <d> `e` @team #1") == (
        "a &#124;b&#124; &#42;c&#42; &lt;d&gt; &#96;e&#96; &#64;team &#35;1"
    )


def test_of_very_many_failures_the_first_are_in_the_summary() -> None:
    lines = list(summary("60 failed", [Failure("a.feature", n, "t", "m") for n in range(60)]))

    assert sum(line.startswith("| t |") for line in lines) == 50
    assert "And 10 more." in lines
