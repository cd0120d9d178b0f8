"""A find: a history that breaks a law, shrunk, and everything that it takes to see it again."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .calls import Call
from .history import Breach, History, Outcome, Step
from .shrinking import shrunk
from .world import Site

NewSite = Callable[[], Site]
_NUMBERS = re.compile(r"[0-9a-f]{6,}|\d+")


@dataclass(frozen=True, slots=True)
class Find:
    """A law that was broken, by the history of a number of a seed, after these steps.

    ``kind`` is the same for finds that are most likely one.
    """

    law: str
    said: str
    seed: str
    number: int
    steps: tuple[Step, ...]

    @property
    def kind(self) -> str:
        """The law and what was said, but for names and numbers."""
        said = re.sub(r"\S+@\S+|'[^']*'|\"[^\"]*\"", "…", self.said)
        return f"{self.law}: {_NUMBERS.sub('…', said)[:90]}"

    def as_json(self) -> dict[str, Any]:
        """Return the find as a line of NDJSON has it."""
        steps = [list(each) for each in self.steps]
        return {
            "law": self.law,
            "said": self.said,
            "seed": self.seed,
            "number": self.number,
            "steps": steps,
        }

    @classmethod
    def of_json(cls, told: dict[str, Any]) -> Find:
        """Return the find that a line of NDJSON tells of."""
        steps = tuple(Step(name, seed) for name, seed in told["steps"])
        return cls(told["law"], told["said"], told["seed"], told["number"], steps)


@dataclass(frozen=True, slots=True)
class Shown:
    """A find as it is shown: its steps, what they called, and the lab before the last."""

    find: Find
    calls: tuple[list[Call], ...]
    before_last: bytes


def found(outcome: Outcome, seed: str, number: int) -> Find | None:
    """Return what a history found, if it did."""
    breach = outcome.breach
    if breach is None:
        return None
    return Find(breach.law, breach.said, seed, number, outcome.steps[: breach.step + 1])


def shown(find: Find, new_site: NewSite) -> Shown:
    """Shrink a find and play it once more, with an eye on the moment before its last step."""

    def breach_of(steps: tuple[Step, ...]) -> Breach | None:
        return History(new_site(), only=find.law).play(steps).breach

    def breaks(steps: tuple[Step, ...]) -> bool:
        return breach_of(steps) is not None

    steps = shrunk(find.steps, breaks) if breaks(find.steps) else find.steps
    breach = breach_of(steps)
    last = breach.step if breach else len(steps) - 1
    outcome = History(new_site(), only=find.law).play(steps, keep=last.__eq__)
    said = breach.said if breach else find.said
    small = Find(find.law, said, find.seed, find.number, steps)
    return Shown(small, tuple(outcome.calls), outcome.before_last)
