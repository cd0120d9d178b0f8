"""A bug in a rule or in the flow is found: the laws are worth something."""

from __future__ import annotations

import pytest

from crosswalk.exploring.campaign import histories, numbers_from
from crosswalk.exploring.laws import NAMES

from .mutants import MUTANTS, Mutant

ENOUGH = 10_000
SEED = "mutants"


@pytest.mark.parametrize(
    ("mutant", "law"), MUTANTS.items(), ids=[each.__name__ for each in MUTANTS]
)
def test_a_bug_is_found_within_10_000_steps(
    mutant: Mutant, law: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert law in NAMES
    mutant(monkeypatch)
    finds = (told.find for told in histories(SEED, numbers_from(0, ENOUGH), only=law))
    find = next(filter(None, finds), None)
    assert find, f"{mutant.__name__} broke no law in {ENOUGH} steps"
    monkeypatch.undo()
    (again,) = histories(SEED, [find.number], only=law)
    assert again.find is None, f"the law is broken without the bug: {again.find}"
