"""What is said of the rows of a kind, beyond their addresses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from crosswalk.diagnosis.row import Word
from crosswalk.diagnosis.written.kinds import Kind
from crosswalk.procedure.runbook import Claim

from .explained import Explained, book, explained
from .harm import JOBS, Harm, harm_of

TIMES = ("now", "afterwards")
MARKS = {
    Word.SUCCEEDS: ("good", "✓"),
    Word.NOT_STARTED: ("idle", "–"),  # noqa: RUF001 - a dash is meant
    Word.NO_ACCOUNT: ("idle", "–"),  # noqa: RUF001 - a dash is meant
}
"""The class and the mark of an outcome; any other word is a failure."""
FAILURE = ("bad", "✗")
NOBODY = "Nobody was diagnosed: no account and nobody who gets one. Check the exports."
"""What is said of no rows: all clear would be wrong."""


@dataclass(frozen=True, slots=True)
class JobSaid:
    """How a job ends: what it is called, the word, the cause and the ids."""

    name: str
    time: str
    word: Word
    cause: str
    ids: tuple[str, ...]

    @property
    def css(self) -> str:
        """The class of the word."""
        return MARKS.get(self.word, FAILURE)[0]

    @property
    def mark(self) -> str:
        """A mark for those who do not see colors."""
        return MARKS.get(self.word, FAILURE)[1]


class Said:
    """What rows of a kind have in common."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.jobs = tuple(
            JobSaid(JOBS[at % 3], TIMES[at // 3], job.word, job.cause, job.ids)
            for at, job in enumerate(kind.jobs)
        )

    @property
    def outcomes(self) -> tuple[tuple[JobSaid, JobSaid], ...]:
        """The jobs, each now and afterwards."""
        return tuple(zip(self.jobs[:3], self.jobs[3:], strict=True))

    @property
    def problems(self) -> tuple[Explained, ...]:
        """The problems."""
        return tuple(explained()[each] for each in self.kind.problems)

    @cached_property
    def harm(self) -> Harm:
        """What is the worst."""
        return harm_of(self.kind)

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id that decided, once."""
        return tuple(dict.fromkeys(id_ for job in self.jobs for id_ in job.ids))

    @property
    def examples(self) -> tuple[Claim, ...]:
        """What shows the problems, and how the jobs fail, each example once."""
        failing = [job.ids for job in self.jobs if job.css == "bad"]
        cases = [case for ids in failing if (case := book().case_of(ids))]
        found: dict[tuple[str, str], Claim] = {}
        for each in (*self.problems, *cases):
            found.setdefault((each.feature, each.example), each)
        return tuple(found.values())
