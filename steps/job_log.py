"""The backups and restores of a scenario: which one a sentence means, which nobody asked about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

import pytest

from crosswalk.runner.remarks import Remarks
from fakes.insync.model import Backup, BackupStatus, Restore, RestoreStatus

Job = Backup | Restore
Kind = TypeVar("Kind", bound=Job)

WELL = "succeeds"
_TOLD_AT_MOST = 3


class _Run(NamedTuple):
    """A job, and in which run of When steps it was started."""

    job: Job
    block: int


class JobLog:
    """The jobs in order. What failed, or was not started, has to be asked about."""

    def __init__(self, remarks: Remarks) -> None:
        self._remarks = remarks
        self._runs: list[_Run] = []
        self._unasked: list[Job] = []
        self._about: Job | None = None

    def add(self, *jobs: Job) -> None:
        """Remember the jobs of a step."""
        block = -2 if self._remarks.prepares else self._remarks.block
        self._runs += [_Run(job, block) for job in jobs]
        self._about = None
        failed = [job for job in jobs if ending(job) != WELL]
        if failed:
            self._unasked += failed
            self._remarks.make(_summary(failed), lambda: self._is_unasked(failed), shown=False)

    def ask(self, *jobs: Job) -> None:
        """Say that a Then step looks at how these jobs ended."""
        # Two jobs that were not started may be equal, and are two all the same.
        asked = set(map(id, jobs))
        self._unasked = [each for each in self._unasked if id(each) not in asked]

    def latest(self, kind: type[Kind]) -> Sequence[Kind]:
        """Return the jobs of a kind that were run together last; fails when there are none."""
        runs = [each for each in self._runs if isinstance(each.job, kind)]
        assert runs, f"no {kind.__name__.lower()} was run in this scenario"
        return [each.job for each in runs if each.block == runs[-1].block]  # type: ignore[misc]

    def one(self, kind: type[Kind]) -> Kind:
        """Return the one job of a kind that was run last; fails when there were several."""
        jobs = self.latest(kind)
        name = kind.__name__.lower()
        if len(jobs) > 1:
            pytest.fail(
                f"{len(jobs)} {name}s were run since the last Then, and the sentence means one: "
                f"ask about each before the next, or say that every {name} succeeds or that the "
                f"{name}s end like this",
                pytrace=False,
            )
        self._about = jobs[0]
        return jobs[0]

    @property
    def about(self) -> Job:
        """The job that the last Then step spoke of, or the only one that was run last."""
        if self._about is not None:
            return self._about
        assert self._runs, "no backup or restore was run in this scenario"
        last = [each.job for each in self._runs if each.block == self._runs[-1].block]
        assert len(last) == 1, (
            f"{len(last)} jobs were run since the last Then: say first how the backup or how the "
            "restore ends"
        )
        return last[0]

    def _is_unasked(self, jobs: Iterable[Job]) -> bool:
        unasked = set(map(id, self._unasked))
        return any(id(each) in unasked for each in jobs)


def ending(job: Job) -> str:
    """Say how a job ended, as a sentence or a table cell says it."""
    if not job.started:
        return "is not started"
    if job.status in (BackupStatus.SUCCESSFUL, RestoreStatus.SUCCESS):
        return WELL
    if job.status is BackupStatus.WITH_ERRORS:
        return "ends with errors"
    if job.error:
        return f"fails with {job.error.value}"
    # A backup that fails without a code shows what Microsoft 365 said; a restore shows nothing.
    silent = bool(job.underlying) if isinstance(job, Backup) else not job.message
    return "fails without a code" if silent else f"fails and shows {job.message!r}"


def told(job: Job) -> str:
    """Say in one line what support would want to know first."""
    parts = [
        f"inSync presented {job.presented or 'nothing'} for {job.workload.value}",
        f"the {type(job).__name__.lower()} {ending(job)}",
        job.cause.value if job.cause else "",
        job.underlying,
    ]
    return "; ".join(part for part in parts if part)


def _summary(jobs: Sequence[Job]) -> str:
    more = len(jobs) - _TOLD_AT_MOST
    lines = [*map(told, jobs[:_TOLD_AT_MOST]), *([f"and {more} more like it"] if more > 0 else [])]
    return "; ".join(lines)
