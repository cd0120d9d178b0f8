"""What an import does to one user: the article's cases, and which ways there are."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from crosswalk.procedure.advice import Advice, advice
from crosswalk.procedure.ends import CIRCUMSTANCES, Status, ends
from crosswalk.procedure.imports import Effect, Import, Touched, Value, Whose, effects, ways
from crosswalk.procedure.played_imports import changed_email_ids, imports
from crosswalk.runner.gherkin import plays_of

FEATURES = Path(__file__).parents[3] / "features"
ACTIVE = Status.ACTIVE
BY_UPN = Import(linked=ACTIVE, holder=None, held=None, renamed=True, upn=True)
"""Imported by the login; then both addresses are mapped, and nobody has the email."""


def touched(way: Import) -> tuple[Touched, ...]:
    return imports()[way].touched


def test_every_way_was_played_and_none_twice() -> None:
    assert list(imports())
    assert set(imports()) == set(ways())
    assert len(list(ways())) == len(set(ways())) == 2 * (6 + 2 * 2 * 6)


def test_remapped_without_new_email_ids_there_is_a_second_account() -> None:
    """R10: the first keeps everything, and is not touched."""
    assert touched(BY_UPN) == (Touched(Whose.NEW, Value.SENT, Value.SENT, ACTIVE),)
    assert effects(BY_UPN, imports()[BY_UPN]) == (Effect.DUPLICATED,)


def test_with_new_email_ids_first_the_same_account_is_updated() -> None:
    """R11."""
    way = replace(BY_UPN, holder=Whose.LINKED)

    assert touched(way) == (Touched(Whose.LINKED, Value.KEPT, Value.SENT, ACTIVE),)
    assert effects(way, imports()[way]) == (Effect.UPDATED,)


def test_under_the_same_user_name_a_linked_account_is_renamed() -> None:
    """P1: it is known by its id."""
    way = replace(BY_UPN, renamed=False)

    assert touched(way) == (Touched(Whose.LINKED, Value.SENT, Value.SENT, ACTIVE),)
    assert effects(way, imports()[way]) == (Effect.RENAMED,)


def test_whoever_is_not_known_gets_one_account_or_another() -> None:
    new = Import(linked=None, holder=None, held=None, renamed=False, upn=True)

    assert effects(new, imports()[new]) == (Effect.CREATED,)
    unfound = replace(new, unfound=True)
    assert effects(unfound, imports()[unfound]) == (Effect.DUPLICATED,)


@pytest.mark.parametrize(
    ("held", "after", "effect"),
    [
        (Status.BY_OKTA, ACTIVE, Effect.REACTIVATED),
        (Status.BY_ADMINISTRATOR, Status.BY_ADMINISTRATOR, Effect.STAYS_PRESERVED),
    ],
)
def test_who_preserved_an_account_decides_whether_it_comes_back(
    held: Status, after: Status, effect: Effect
) -> None:
    """F02 and F03, A26."""
    way = Import(linked=None, holder=Whose.OTHER, held=held, renamed=False, upn=True)

    assert touched(way) == (Touched(Whose.OTHER, Value.KEPT, Value.SENT, after),)
    assert effects(way, imports()[way]) == (Effect.LINKED, effect, Effect.UPDATED)


def test_without_a_upn_nothing_writes_the_attribute() -> None:
    """R06."""
    for way, imported in imports().items():
        assert way.upn or all(each.attribute is not Value.SENT for each in imported.touched), way


def test_the_account_of_somebody_else_is_left_alone_and_a_task_says_so() -> None:
    """A20 and F24."""
    theirs = {way: found for way, found in imports().items() if way.holder is Whose.SOMEBODY}

    assert len(theirs) == 2 * (1 + 4)
    for way, imported in theirs.items():
        assert imported.touched == (), way
        told = "already linked to another" if way.renamed or not way.linked else "Conflict"
        assert told in imported.task, way
        assert effects(way, imported)[0] is Effect.REFUSED


def test_only_an_email_id_that_another_account_has_is_refused() -> None:
    assert changed_email_ids() == {True: False, False: True}


def test_every_effect_is_told_once_and_comes_about() -> None:
    told = [each.effect for each in advice().effects]

    assert sorted(told, key=str) == sorted(Effect, key=str)
    assert {each for way, found in imports().items() for each in effects(way, found)} == set(told)


def test_whatever_fails_is_explained() -> None:
    """Of every end that is a failure, what decided is among what no step cures."""
    unexplained = {
        (end.ids, at.job)
        for found in ends().values()
        for at, end in zip(CIRCUMSTANCES, found, strict=True)
        if not end.succeeds
        and not any(each.explains(end.ids, at.job.workload) for each in advice().uncured)
    }

    assert unexplained == set()


def test_nothing_is_explained_that_does_not_come_about() -> None:
    failing = {
        (id_, at.job.workload)
        for found in ends().values()
        for at, end in zip(CIRCUMSTANCES, found, strict=True)
        if not end.succeeds
        for id_ in end.ids
    }
    for each in advice().uncured:
        assert any(each.explains([id_], workload) for id_, workload in failing), each.text


def test_every_claim_has_an_example_that_bears_its_ids(told: Advice) -> None:
    plays = {
        (path.stem, play.name): set(play.tags)
        for path in FEATURES.glob("*.feature")
        for play in plays_of(path)
    }
    for claim in (*told.effects, *told.uncured):
        assert set(claim.ids) <= plays[claim.feature, claim.example], claim.text


@pytest.fixture
def told() -> Advice:
    return advice()


def test_a_mistake_is_named_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "advice.toml"
    path.write_text("effects = []\nuncured = []\n")

    complaint = "advice.toml: Expected `array` of length >= 1 - at `$.effects`"
    with pytest.raises(ValueError, match=re.escape(complaint)):
        advice(path)
