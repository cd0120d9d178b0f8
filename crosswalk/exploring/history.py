"""A history: a lab, the actions that are switched on, and one step after another."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .actions import ACTIONS, Action
from .calls import Broken, Call, Refused, digest_of
from .chance import Chance, NothingToDo
from .ending import end
from .laws import ENDING, LAWS, LIVELY, UNEXPECTED, Law, Memory
from .reached import Reached
from .setting_up import set_up
from .watching import Happened, Records, records_of
from .world import Site, World

LENGTH = 100
"""How many steps a history has."""
_SHARE_ON = 0.6
_SHARE_OF_START = 0.8
_TURNS_OF_ONE = 7
"""About how often an action is taken in one history."""
_START = ("hire", "hire", "read assumptions otherwise", "assign")
_BY_NAME = {each.name: each for each in ACTIONS}


class Step(NamedTuple):
    """One step: the name of an action, and what its arguments are drawn from."""

    action: str
    seed: int


@dataclass(frozen=True, slots=True)
class Breach:
    """A law that does not hold: which, what is wrong, after which step of a history.

    ``step`` is the number of the step, the first being 0; the ending comes after the last.
    """

    law: str
    said: str
    step: int


@dataclass
class Outcome:
    """What became of a history."""

    steps: tuple[Step, ...]
    done: int = 0
    breach: Breach | None = None
    digest: str = ""
    reached: Reached = field(default_factory=Reached)
    calls: list[list[Call]] = field(default_factory=list)
    before_last: bytes = b""


def planned(
    seed: str, number: int, length: int = LENGTH, *, in_process: bool = True
) -> tuple[Step, ...]:
    """Return the steps of the history of a number: for it a part of the actions is switched on."""
    chance = Chance(f"{seed}/{number}")
    possible = [each for each in ACTIONS if in_process or not each.in_process]
    on = [each for each in possible if chance.flip(_SHARE_ON) or each.always]
    start = [name for name in _START if chance.flip(_SHARE_OF_START)]
    weights = [each.weight for each in on]
    names = (*start, *(chance.weighted(on, weights).name for _ in range(length)))[:length]
    turns = Counter({each.name: number * _TURNS_OF_ONE for each in ACTIONS})
    steps = []
    for name in names:
        steps.append(Step(name, chance.seed(turns[name])))
        turns[name] += 1
    return tuple(steps)


class History:
    """Plays steps in a lab, and looks after each whether the laws hold."""

    def __init__(
        self,
        site: Site,
        *,
        only: str = "",
        observing: bool = True,
        ending: bool = True,
        laws: Sequence[Law] = LAWS,
    ) -> None:
        self.world = World(site, observing=observing)
        self._laws = [each for each in laws if only in ("", each.name)]
        self._only = only
        self._ending = ending
        self._memory = Memory()
        self._digest = hashlib.sha256()

    def play(self, steps: Iterable[Step], keep: Callable[[int], bool] = lambda _: False) -> Outcome:
        """Play steps until a law is broken; ``keep`` says before which the lab is remembered."""
        steps = tuple(steps)
        outcome = Outcome(steps)
        set_up(self.world)
        self._finish(outcome)
        records = records_of(self.world.lab) if self.world.observing else None
        for number, step in enumerate(steps):
            if keep(number):
                outcome.before_last = self.world.site.state()
            broken = self._take(step)
            outcome.done += 1
            records = self._look(outcome, number, step.action, records, broken, len(steps))
            if outcome.breach:
                break
        if outcome.breach is None and self._ending:
            if keep(len(steps)):
                outcome.before_last = self.world.site.state()
            self._end(outcome)
        self._digest.update(self.world.site.holds())
        outcome.digest = self._digest.hexdigest()
        return outcome

    def _take(self, step: Step) -> str:
        """Do what a step does; return what was unexpected about it."""
        self.world.begin_step()
        action: Action = _BY_NAME[step.action]
        try:
            action.does(self.world, Chance(step.seed))
        except (Refused, NothingToDo):
            return ""
        except Broken as broken:
            return str(broken)
        return ""

    def _finish(self, outcome: Outcome) -> None:
        """Add what a step did to the digest and to what is remembered of the history."""
        for call in self.world.calls:
            self._digest.update(digest_of([call.as_json(), call.refusal]))
        outcome.calls.append(self.world.calls)
        if self.world.observing:
            self.world.end_step()

    def _look(
        self,
        outcome: Outcome,
        number: int,
        action: str,
        before: Records | None,
        broken: str,
        of: int,
    ) -> Records | None:
        """Look whether the laws hold after a step; return the records as they are now."""
        self._finish(outcome)
        if broken and self._only in ("", UNEXPECTED):
            outcome.breach = Breach(UNEXPECTED, broken, number)
        if before is None:
            return None
        world = self.world
        after = records_of(world.lab)
        happened = Happened(
            action, world.calls, world.exchanges, world.struck, world.killed, before, after, world
        )
        outcome.reached.take(happened)
        last = number + 1 == of
        for law in self._laws if outcome.breach is None else ():
            if last or number % law.every == law.every - 1:
                said = next(law.breaches(happened, self._memory), None)
                if said:
                    outcome.breach = Breach(law.name, said, number)
                    break
        return after

    def _end(self, outcome: Outcome) -> None:
        """Let the trouble end and the remedy be applied: then everything has to succeed."""
        if self._only not in ("", ENDING, LIVELY):
            return
        self.world.begin_step()
        try:
            found = end(self.world)
        except (Refused, Broken) as error:
            found = (LIVELY, f"the remedy cannot be applied: {error}")
        self._finish(outcome)
        if found:
            outcome.breach = Breach(*found, len(outcome.steps))


__all__ = ["LENGTH", "Breach", "History", "Outcome", "Step", "planned"]
