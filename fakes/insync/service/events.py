"""inSync events of backups and restores, read with a tracker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice

from fakes.insync import rules
from fakes.insync.model import Account, Backup, BackupStatus, Restore, Workload
from fakes.wire import Clock

from .devices import device_id
from .state import State

PAGE = 500
_STATES = {
    BackupStatus.SUCCESSFUL: "Success",
    BackupStatus.WITH_ERRORS: "Backed up with Errors",
    BackupStatus.FAILED: "Failed",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One event: what happened to whom, and how it ended."""

    id: int
    at: datetime
    kind: str
    state: str
    details: str
    account: Account
    workload: Workload
    device_id: int


@dataclass(frozen=True, slots=True)
class Tracker:
    """How far a reader has come: the last backup and the last restore read, and when."""

    backup: int
    restore: int
    given_on: datetime


class Events:
    """The events, read a page at a time from where a reader stopped."""

    def __init__(self, state: State, clock: Clock) -> None:
        self._state = state
        self._clock = clock

    def is_over(self, tracker: Tracker) -> bool:
        """Tell whether a tracker is older than its 48 hours."""
        return self._clock.now() > tracker.given_on + rules.TRACKER_LIFE

    def after(self, tracker: Tracker | None) -> tuple[tuple[Event, ...], Tracker, bool]:
        """Return the events after a tracker, the tracker after them, and whether there are more.

        Without a tracker it is the first page, every time.
        """
        backup, restore = (tracker.backup, tracker.restore) if tracker else (0, 0)
        backups = (each for each in self._state.backups if each.id > backup)
        restores = (each for each in self._state.restores if each.id > restore)
        jobs: Iterable[Backup | Restore] = merge(backups, restores, key=_started)
        page = list(islice(jobs, PAGE + 1))
        read = page[:PAGE]
        reached = Tracker(
            max((job.id for job in read if isinstance(job, Backup)), default=backup),
            max((job.id for job in read if isinstance(job, Restore)), default=restore),
            self._clock.now(),
        )
        return tuple(self._events(read)), reached, len(page) > PAGE

    def _events(self, jobs: Iterable[Backup | Restore]) -> Iterator[Event]:
        for job in jobs:
            account = self._state.accounts.get(str(job.account_id))
            if account is not None:
                yield _event(job, account)


def _started(job: Backup | Restore) -> datetime:
    return job.started_on


def _event(job: Backup | Restore, account: Account) -> Event:
    backed_up = isinstance(job, Backup)
    return Event(
        id=2 * job.id - backed_up,
        at=job.started_on,
        kind="Backup" if backed_up else "Restore",
        state=_STATES[job.status] if isinstance(job, Backup) else job.status.value,
        details=job.message,
        account=account,
        workload=job.workload,
        device_id=device_id(account.id, job.workload),
    )
