"""What writers are owed: the writes that a system acknowledged, and those it never answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

ANY = ""
"""The value of a write whose result only its answer tells."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What became of writes: how many were acknowledged, and how many were not answered.

    Of these ``there`` are there nevertheless. Each problem is a sentence.
    """

    acknowledged: int = 0
    lost: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    unanswered: int = 0
    there: int = 0


@dataclass
class Ledger:
    """The writes of one kind, each under a name that is its own, with the value that it wrote.

    Of a write that was not answered either all is there or nothing.
    """

    kind: str
    acknowledged: dict[str, str] = field(default_factory=dict)
    unanswered: dict[str, str] = field(default_factory=dict)
    answers: int = 0

    def send(self, name: str, value: str = ANY) -> None:
        """Note that something is about to be written."""
        self.unanswered[name] = value

    def acknowledge(self, name: str, value: str) -> None:
        """Note that a system said it is written."""
        self.unanswered.pop(name, None)
        self.acknowledged[name] = value
        self.answers += 1

    def withdraw(self, name: str) -> None:
        """Note that a system refused it."""
        self.unanswered.pop(name, None)

    def settle(self, found: Iterable[tuple[str, str]]) -> Findings:
        """Compare with what is there, which counts as acknowledged from now on."""
        pairs = tuple(found)
        there = dict(pairs)
        findings = Findings(
            acknowledged=self.answers,
            lost=tuple(self._lost(there)),
            doubled=tuple(self._doubled(pairs)),
            unanswered=len(self.unanswered),
            there=sum(self._happened(name, there) for name in self.unanswered),
        )
        self.acknowledged = there
        self.unanswered.clear()
        self.answers = 0
        return findings

    def _lost(self, there: dict[str, str]) -> Iterable[str]:
        for name, value in self.acknowledged.items():
            allowed = {value, self.unanswered.get(name, value)}
            if name not in there:
                yield f"{self.kind} {name} is gone"
            elif ANY not in allowed and there[name] not in allowed:
                yield f"{self.kind} {name} is {there[name]}, not {' or '.join(sorted(allowed))}"

    def _doubled(self, pairs: tuple[tuple[str, str], ...]) -> Iterable[str]:
        for name, times in Counter(name for name, _ in pairs).items():
            if times > 1:
                yield f"{self.kind} {name} is there {times} times"
            if name not in self.acknowledged and name not in self.unanswered:
                yield f"{self.kind} {name} is there, and nobody wrote it"

    def _happened(self, name: str, there: dict[str, str]) -> bool:
        written = self.unanswered[name]
        return name in there and written in (ANY, there[name])
