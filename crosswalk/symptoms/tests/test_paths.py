"""Each path is played: its example begins in what the answers say, and ends where all works."""

from __future__ import annotations

import pathlib
from collections.abc import Iterable, Iterator
from itertools import chain

import pytest

from crosswalk.catalogue import IDS
from crosswalk.procedure.runbook import runbook
from crosswalk.runner.gherkin import plays_of
from crosswalk.runner.vocabulary import load, modules_in
from crosswalk.symptoms.model import Cause, Path, Symptom
from crosswalk.symptoms.observable import Observable
from crosswalk.symptoms.reading import symptoms
from fakes.outcomes.model import Job

from .observing import SEEN
from .playing import End, Example, Onlooker, Told

pytest_plugins = ["pytester"]

ROOT = pathlib.Path(__file__).parents[3]
SYMPTOMS = symptoms()
BY_NAME = {each.name: each for each in SYMPTOMS}
# Imported here they stay: what is imported during a test of pytester's is forgotten after it.
load(modules_in(ROOT / "pytest.ini"))
OPTIONS = ("-c", f"{ROOT}/pytest.ini", "--rootdir", str(ROOT), "-p", "no:cacheprovider", "-q")


def cause_of(path: Path) -> Cause:
    return BY_NAME[path.symptom].cause(path.cause)


def unlike(path: Path, told: Told) -> Iterator[str]:
    """Say where an example does not begin in the answers."""
    for question, answer in path.turns:
        seen = told.seen.get(question.sees, "nothing")
        if seen not in answer.sees:
            yield f"{question.name}: the path says {answer.says!r}, and {seen} is seen"


def differences(path: Path, told: Told) -> Iterator[str]:
    """Say where an example does not begin in the answers, or does not end where all works."""
    cause = cause_of(path)
    yield from unlike(path, told)
    failing = {job.value for end in told.ends for _, job in end.failing}
    if failing != set(cause.failing):
        yield f"expected to fail at the end: {set(cause.failing)}, found {told.ends}"
    if [(end.twice, end.tasks) for end in told.ends] != [((), ()), ((), ())]:
        yield f"expected one active account each, and no task, found {told.ends}"


def example_of(path: Path) -> Example:
    cause = cause_of(path)
    return cause.feature, cause.example


def played(symptom: Symptom, paths: Iterable[Path], pytester: pytest.Pytester) -> Onlooker:
    """Play the examples of some paths, looking for what a symptom asks."""
    after = {example_of(each): cause_of(each).after for each in paths}
    jobs = [job for job in Job if job.value in symptom.jobs]
    onlooker = Onlooker(jobs, {question.sees for question in symptom.questions}, after)
    examples = [f"{ROOT}/features/{stem}.feature::{title}" for stem, title in after]

    result = pytester.runpytest_inprocess(*OPTIONS, *examples, plugins=[onlooker])

    assert result.parseoutcomes() == {"passed": len(examples)}
    return onlooker


@pytest.mark.parametrize(
    "symptom", [each for each in SYMPTOMS if [*each.paths()]], ids=lambda each: str(each.name)
)
def test_examples_begin_in_the_answers_and_end_where_everything_works(
    symptom: Symptom, pytester: pytest.Pytester
) -> None:
    paths = list(symptom.paths())

    told = played(symptom, paths, pytester).told

    found = {path.cause: [*differences(path, told[example_of(path)])] for path in paths}
    assert {name: each for name, each in found.items() if each} == {}


@pytest.mark.parametrize(
    "symptom", [each for each in SYMPTOMS if [*each.referrals()]], ids=lambda each: str(each.name)
)
def test_an_answer_that_leads_to_another_symptom_fits_an_example_of_it(
    symptom: Symptom, pytester: pytest.Pytester
) -> None:
    referrals = list(symptom.referrals())
    paths = {path.symptom: [*BY_NAME[path.symptom].paths()] for path in referrals}

    told = played(symptom, chain.from_iterable(paths.values()), pytester).told

    astray = [
        (referral.symptom, [answer.says for _, answer in referral.turns])
        for referral in referrals
        if all([*unlike(referral, told[example_of(each)])] for each in paths[referral.symptom])
    ]
    assert astray == []


def test_every_cause_is_of_a_path_and_no_two_of_a_symptom_share_an_example() -> None:
    for symptom in SYMPTOMS:
        paths = list(symptom.paths())
        assert {cause.name for cause in symptom.causes} == {
            path.cause for path in paths if path.symptom == symptom.name
        }
        assert len(set(map(example_of, paths))) == len(paths)


@pytest.mark.parametrize("symptom", SYMPTOMS, ids=lambda each: str(each.name))
def test_a_symptom_names_what_there_is(symptom: Symptom) -> None:
    steps = {step.name for step in runbook()}
    jobs = {job.value for job in Job}

    assert set(symptom.jobs) <= jobs
    for cause in symptom.causes:
        assert set(cause.ids) <= IDS
        assert set(cause.failing) <= jobs
        assert {each.step for each in cause.actions if each.step} <= steps


@pytest.mark.parametrize(
    ("cause", "symptom"),
    [(cause, symptom) for symptom in SYMPTOMS for cause in symptom.causes],
    ids=lambda each: str(each.name),
)
def test_an_example_carries_an_id_of_its_cause(cause: Cause, symptom: Symptom) -> None:
    plays = plays_of(ROOT / "features" / f"{cause.feature}.feature")
    (tags,) = {each.tags for each in plays if each.name == cause.example}

    assert tags & set(cause.ids)


def test_an_end_tells_what_fails() -> None:
    path = next(each for each in BY_NAME["duplicates"].paths() if each.cause == "swap")
    seen = {turn.question.sees: turn.answer.sees[0] for turn in path.turns}
    works = End((), (), ())

    assert [*differences(path, Told(seen, [works, works]))] == []
    for broken in (
        End((("sam@corp.example", Job.ONEDRIVE_BACKUP),), (), ()),
        End((), ("Sam Soto",), ()),
        End((), (), ("a task",)),
    ):
        assert len([*differences(path, Told(seen, [works, broken]))]) == 1
        assert len([*differences(path, Told(seen, [broken, works]))]) == 1
    for observable in seen:
        wrong = {**seen, observable: "something else"}
        assert len([*differences(path, Told(wrong, [works, works]))]) == 1


def test_every_observable_is_seen_or_allowed() -> None:
    allowed = {each for each in Observable if each.allowed}

    assert set(SEEN) | allowed == set(Observable)
    assert not set(SEEN) & allowed


def test_every_observable_is_asked_about() -> None:
    asked = {question.sees for symptom in SYMPTOMS for question in symptom.questions}

    assert set(Observable) - asked == set()
