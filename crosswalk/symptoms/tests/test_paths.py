"""Each path is played: its example begins in what the answers say, and ends where all works."""

from __future__ import annotations

import pathlib

import pytest

from crosswalk.catalogue import IDS
from crosswalk.procedure.runbook import runbook
from crosswalk.runner.vocabulary import load, modules_in
from crosswalk.symptoms.model import Path, Symptom
from crosswalk.symptoms.reading import symptoms
from fakes.outcomes.model import Job

from .playing import Onlooker

pytest_plugins = ["pytester"]

ROOT = pathlib.Path(__file__).parents[3]
SYMPTOMS = symptoms()
BY_NAME = {each.name: each for each in SYMPTOMS}
PATHS = [
    pytest.param(symptom, path, id=f"{symptom.name}: {path.cause}")
    for symptom in SYMPTOMS
    for path in symptom.paths()
]
# Imported here they stay: what is imported during a test of pytester's is forgotten after it.
load(modules_in(ROOT / "pytest.ini"))
OPTIONS = ("-c", f"{ROOT}/pytest.ini", "--rootdir", str(ROOT), "-p", "no:cacheprovider", "-q")


@pytest.mark.parametrize(("symptom", "path"), PATHS)
def test_an_example_begins_in_the_answers_and_ends_where_everything_works(
    symptom: Symptom, path: Path, pytester: pytest.Pytester
) -> None:
    cause = BY_NAME[path.symptom].cause(path.cause)
    onlooker = Onlooker([job for job in Job if job.value in symptom.jobs], path.turns, cause.after)
    played = f"{ROOT}/features/{cause.feature}.feature::{cause.example}"

    result = pytester.runpytest_inprocess(*OPTIONS, played, plugins=[onlooker])

    assert result.parseoutcomes() == {"passed": 1}
    asked = {turn.question.sees: turn.answer.sees for turn in path.turns}
    answered = {each: onlooker.seen[each] for each in asked}
    assert not {each: seen for each, seen in answered.items() if seen not in asked[each]}
    assert {job.value for end in onlooker.ends for _, job in end.failing} == set(cause.failing)
    assert [(end.twice, end.tasks) for end in onlooker.ends] == [((), ())] * 2


@pytest.mark.parametrize("symptom", SYMPTOMS, ids=lambda symptom: str(symptom.name))
def test_a_symptom_names_what_there_is(symptom: Symptom) -> None:
    steps = {step.name for step in runbook()}
    jobs = {job.value for job in Job}

    assert set(symptom.jobs) <= jobs
    for cause in symptom.causes:
        assert set(cause.ids) <= IDS
        assert set(cause.failing) <= jobs
        assert {each.step for each in cause.actions if each.step} <= steps
