"""What the procedure does not cure: of each problem how many jobs do not succeed afterwards."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from crosswalk.diagnosis.row import Problem, Word
from crosswalk.diagnosis.written.kinds import Kind
from crosswalk.diagnosis.written.people import FILE

from .explained import Explained, explained
from .findings import Findings
from .harm import Harm, harm_afterwards

_ORDER = {harm: number for number, harm in enumerate(Harm)}


@dataclass(slots=True)
class Remaining:
    """Rows with a problem of which a job does not succeed after the procedure.

    ``problem`` is None of rows that have none. ``harms`` counts the worst of each row.
    """

    problem: Problem | None
    names: tuple[str, ...]
    count: int = 0
    harms: Counter[Harm] = field(default_factory=Counter)

    @property
    def explained(self) -> Explained | None:
        """What is said of the problem."""
        return explained()[self.problem] if self.problem else None

    @property
    def file(self) -> str:
        """The file that names everybody."""
        return FILE

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.count - len(self.names)

    @property
    def told(self) -> list[tuple[int, Harm]]:
        """How many have what as the worst, the worst first."""
        return [(self.harms[harm], harm) for harm in Harm if self.harms[harm]]

    @property
    def rank(self) -> tuple[int, int]:
        """Sorts by what happens to most of the rows, then by how many there are."""
        most = max(Harm, key=lambda harm: (self.harms[harm], -_ORDER[harm]))
        return _ORDER[most], -self.count


def remaining(findings: Findings) -> list[Remaining]:
    """Return what remains, in the order in which it hurts."""
    found = {
        problem: Remaining(problem, tuple(names.first))
        for problem, names in findings.remaining.items()
    }
    for kind in findings.tally.kinds.all():
        if _remains(kind):
            _count(kind, found)
    return sorted((each for each in found.values() if each.count), key=lambda each: each.rank)


def _remains(kind: Kind) -> bool:
    return set(kind.words[3:]) != {Word.SUCCEEDS}


def _count(kind: Kind, found: dict[Problem | None, Remaining]) -> None:
    harm = harm_afterwards(kind)
    for problem in kind.problems or (None,):
        if kind.problems == (Problem.DUPLICATE_AHEAD,) or problem is not Problem.DUPLICATE_AHEAD:
            found[problem].count += kind.count
            found[problem].harms[harm] += kind.count
