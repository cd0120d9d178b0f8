"""A law: what holds after every step of any history, and the statements that it stands on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from crosswalk.exploring.watching import Happened, Snapshots


@dataclass
class Memory:
    """What laws remember of a history: the snapshots that were taken, and who holds which."""

    snapshots: Snapshots = field(default_factory=dict)


Breaches = Iterator[str]
Holds = Callable[[Happened, Memory], Breaches]


@dataclass(frozen=True, slots=True)
class Law:
    """What holds, as a sentence, the ids it stands on, and the function that looks.

    ``every`` is after how many steps it is looked at; it is always looked at after the last.
    """

    name: str
    ids: tuple[str, ...]
    breaches: Holds
    every: int = 1


def law(name: str, *ids: str, every: int = 1) -> Callable[[Holds], Law]:
    """Make a law of a function that yields a sentence for each breach."""

    def made(holds: Holds) -> Law:
        return Law(name, ids, holds, every)

    return made
