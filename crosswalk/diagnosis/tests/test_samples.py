"""The exports that ship with the project show every problem that a diagnosis can find."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosswalk.diagnosis.diagnosing import diagnose
from crosswalk.diagnosis.exports import read
from crosswalk.diagnosis.row import Problem, Word

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.csv"))


@pytest.fixture(scope="module")
def found() -> set[Problem | Word]:
    rows = [*diagnose(read(SAMPLES)).rows()]
    problems = {problem for row in rows for problem in row.problems}
    return problems | {job.word for row in rows for job in (*row.now, *row.after)}


@pytest.mark.parametrize("each", [*Problem, *Word], ids=lambda each: each.value)
def test_the_sample_has_somebody_with_every_problem_and_outcome(
    found: set[Problem | Word], each: Problem | Word
) -> None:
    assert each in found


def test_only_the_email_that_is_no_address_is_noted() -> None:
    (note,) = read(SAMPLES).notes
    assert "'rosa.silva at corp.example' in Primary email is no address" in note.text
