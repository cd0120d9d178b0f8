"""The machine: it calls everything that acts, and the same seed gives the same bytes anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crosswalk.exploring.actions import ACTIONS
from crosswalk.exploring.calls import LOOKING, acting_verbs, operation
from crosswalk.exploring.campaign import histories
from crosswalk.exploring.chance import Chance, NothingToDo
from crosswalk.exploring.history import History, planned
from crosswalk.exploring.laws import LAWS, NAMES
from crosswalk.exploring.shrinking import shrunk
from crosswalk.exploring.sites import InProcess
from fakes.serving.operations import ADMINS, operations_of

ROOT = Path(__file__).parents[3]
_DIGEST = """
from crosswalk.exploring.campaign import histories
print(*(told.digest for told in histories("same", range(2))))
"""


def test_an_action_calls_every_verb_that_acts() -> None:
    called = {verb for action in ACTIONS for verb in action.verbs}
    assert sorted(set(acting_verbs()) - called) == []


def test_an_action_names_only_verbs_that_there_are() -> None:
    for action in ACTIONS:
        for verb in action.verbs:
            assert operation(verb).doc, f"{action.name}: {verb}"


def test_no_two_actions_have_one_name() -> None:
    assert len({each.name for each in ACTIONS}) == len(ACTIONS)


def test_every_verb_acts_or_says_what_it_returns() -> None:
    acting = set(acting_verbs())
    assert len(acting) > 100
    for system in ADMINS:
        for each in operations_of(system):
            assert (str(each) in acting) is not each.doc.startswith(LOOKING), each


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_the_same_seed_gives_the_same_bytes_in_another_process(hash_seed: str) -> None:
    here = [told.digest for told in histories("same", range(2))]
    there = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", _DIGEST],
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stdout.split() == here


def test_two_processes_give_what_one_gives() -> None:
    alone = [(told.number, told.digest) for told in histories("jobs", range(3), length=10)]
    shared = histories("jobs", range(3), length=10, jobs=2)
    assert [(told.number, told.digest) for told in shared] == alone


def test_another_seed_gives_other_histories() -> None:
    assert planned("one", 0) != planned("two", 0)
    assert planned("one", 0) != planned("one", 1)


def test_histories_have_different_actions_switched_on() -> None:
    used = [frozenset(step.action for step in planned("swarm", n)) for n in range(8)]
    assert len(set(used)) == len(used)


def test_who_is_picked_does_not_depend_on_who_else_is_there() -> None:
    picked = Chance(7).pick(["Sam", "Ada", "Lia", "Max"])
    others = [each for each in ("Sam", "Ada", "Lia", "Max") if each != picked]
    assert Chance(7).pick([picked, others[0]]) == picked
    with pytest.raises(NothingToDo):
        Chance(7).pick([])


def test_turns_go_round() -> None:
    options = ("a", "b", "c")
    seeds = [Chance("x").seed(turn) for turn in range(6)]
    assert [Chance(seed).turn(options) for seed in seeds] == [*options, *options]


def test_shrinking_leaves_what_is_needed() -> None:
    steps = planned("shrink", 0, 40)
    needed = {steps[3], steps[30]}
    assert set(shrunk(steps, lambda left: needed <= set(left))) == needed


def test_every_law_has_a_name_and_ids_of_its_own() -> None:
    assert len(set(NAMES)) == len(NAMES)
    for law in LAWS:
        assert law.ids, law.name
        assert law.breaches.__doc__, law.name


def test_laws_cost_no_history_its_course() -> None:
    steps = planned("bare", 1, 30)
    watched = History(InProcess()).play(steps)
    bare = History(InProcess(), observing=False).play(steps)
    assert watched.breach is None
    assert bare.digest == watched.digest
