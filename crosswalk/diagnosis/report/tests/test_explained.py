"""What is said of problems: each has its words, and every example that is named exists."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosswalk.diagnosis.report.explained import BOOK, book, explained, read
from crosswalk.diagnosis.row import Problem
from crosswalk.procedure.runbook import Claim
from crosswalk.runner.gherkin import plays_of

FEATURES = Path(__file__).parents[4] / "features"
CLAIMS: tuple[Claim, ...] = (*book().problems, *book().cases)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.text[:40])
def test_every_example_that_is_named_exists_and_bears_its_ids(claim: Claim) -> None:
    plays = {play.name: play.tags for play in plays_of(FEATURES / f"{claim.feature}.feature")}
    assert claim.example in plays
    tags = plays[claim.example]
    assert set(claim.ids) <= tags


@pytest.mark.parametrize("problem", Problem, ids=lambda problem: problem.value)
def test_the_example_of_a_problem_finds_it(problem: Problem) -> None:
    claim = explained()[problem]
    plays = plays_of(FEATURES / f"{claim.feature}.feature")
    (play,) = (play for play in plays if play.name == claim.example)
    steps = [each.name for each in play.render().steps]
    said = [step for step in steps if step.startswith("the problems of ")]
    codes = [step.partition(" are ")[2].split(", ") for step in said]
    assert [problem.value in each for each in codes] == [True]


def test_every_problem_is_explained() -> None:
    assert list(explained()) == list(Problem)
    assert all(each.text.endswith(".") and each.do.endswith(".") for each in book().problems)


def test_a_problem_that_is_left_out_is_named(tmp_path: Path) -> None:
    path = tmp_path / "problems.toml"
    text = BOOK.read_text(encoding="utf-8")
    first = text.index("[[problems]]")
    path.write_text(text[:first] + text[text.index("[[problems]]", first + 1) :], encoding="utf-8")
    with pytest.raises(ValueError, match=r"problems.toml: expected each problem once.*DUPLICATE"):
        read(path)


def test_a_mistake_is_named_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "problems.toml"
    path.write_text('[[problems]]\ncode = "guests"\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"problems.toml: .*\$\.problems\[0\]"):
        read(path)


@pytest.mark.parametrize(
    ("ids", "example"),
    [
        (("R03", "R08"), "What the console and the log say when it fails"),
        (("R03",), "The mailbox is restored under her alias"),
        (("R01", "R07"), "The setting was forgotten: it still is inSync email ID"),
        (("F10",), None),
    ],
)
def test_a_failing_job_is_shown_by_what_decided_it(
    ids: tuple[str, ...], example: str | None
) -> None:
    case = book().case_of(ids)
    assert (case.example if case else None) == example
