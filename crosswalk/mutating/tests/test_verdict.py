"""The verdict on a run, and the list of what nobody can notice."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("mutmut", reason="needs mutmut, which the extra 'mutation' brings")

from crosswalk.mutating.mutants import Mutant, mutants_of
from crosswalk.mutating.trying import Fate
from crosswalk.mutating.unnoticed import Unnoticed, unnoticed
from crosswalk.mutating.verdict import Verdict

ROOT = Path(__file__).parents[3]
ONE = Mutant("rules.py", "rule", "a < b", "a <= b", line=7)
OTHER = Mutant("rules.py", "rule", "a and b", "a or b", line=9)
GONE = Mutant("rules.py", "rule", "c < d", "c <= d")
ELSEWHERE = replace(GONE, path="others.py")
TOLD = "rules.py:7 rule: alive\n  - a < b\n  + a <= b"


def listed(mutant: Mutant, test: str = "") -> Unnoticed:
    return Unnoticed(mutant.path, mutant.place, mutant.before, mutant.after, "Why.", test=test)


def verdict(fates: dict[Mutant, Fate], *known: Mutant, test: str = "") -> Verdict:
    return Verdict({ONE, OTHER}, fates, {each: listed(each, test) for each in known})


@pytest.mark.parametrize(
    ("fates", "known", "summary", "complaints"),
    [
        ({}, (), "0 mutants: nothing to try", []),
        (
            {ONE: Fate.UNTRIED},
            (),
            "1 mutants: 1 not tried",
            ["the time was over before the first mutant: allow more seconds"],
        ),
        ({ONE: Fate.KILLED}, (), "1 mutants: 1 killed", []),
        ({ONE: Fate.ALIVE}, (), "1 mutants: 1 alive", [TOLD]),
        ({ONE: Fate.ALIVE}, (ONE,), "1 mutants: 1 equivalent", []),
        (
            {ONE: Fate.UNREACHED, OTHER: Fate.UNTRIED},
            (),
            "2 mutants: 1 alive, 1 not tried",
            [TOLD.replace("alive", "alive, no test runs the line")],
        ),
        (
            {ONE: Fate.KILLED},
            (ONE,),
            "1 mutants: 1 killed",
            [TOLD.replace("alive", "killed, take it out of unnoticed.toml")],
        ),
        (
            {ONE: Fate.KILLED},
            (GONE, ELSEWHERE),
            "1 mutants: 1 killed",
            ["rules.py rule: no such mutant, take it out of unnoticed.toml\n  - c < d\n  + c <= d"],
        ),
    ],
)
def test_a_run_is_right_where_all_that_was_tried_is_killed_or_listed(
    fates: dict[Mutant, Fate], known: tuple[Mutant, ...], summary: str, complaints: list[str]
) -> None:
    said = verdict(fates, *known)

    assert said.summary() == summary
    assert list(said.complaints()) == complaints
    assert said.is_right is not bool(complaints)


@pytest.mark.parametrize(
    ("fate", "summary", "complaints"),
    [
        (Fate.ELSEWHERE, "1 mutants: 1 killed by its own test", []),
        (Fate.ALIVE, "1 mutants: 1 alive", [TOLD]),
        (
            Fate.KILLED,
            "1 mutants: 1 killed",
            [TOLD.replace("alive", "killed, take it out of unnoticed.toml")],
        ),
    ],
)
def test_a_mutant_with_a_test_of_its_own_has_to_be_killed_by_it(
    fate: Fate, summary: str, complaints: list[str]
) -> None:
    said = verdict({ONE: fate}, ONE, test="tests/test_rules.py::test_a_rule")

    assert said.summary() == summary
    assert list(said.complaints()) == complaints


def test_the_list_is_of_mutants_that_there_are_and_gives_reasons() -> None:
    known = unnoticed()
    made = {each for path in {each.path for each in known} for each in mutants_of(ROOT, path)}

    assert set(known) <= made
    assert all(each.why.endswith(".") for each in known.values())


def test_a_mistake_in_the_list_is_named(tmp_path: Path) -> None:
    path = tmp_path / "unnoticed.toml"
    path.write_text("[[unnoticed]]\npath = 'a.py'\n", encoding="utf-8")

    with pytest.raises(ValueError, match=re.escape("unnoticed.toml: Object missing required")):
        unnoticed(path)
