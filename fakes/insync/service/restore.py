"""Restore jobs: what they present, where they write, how they end."""

from __future__ import annotations

from dataclasses import replace

from fakes.insync import rules
from fakes.insync.assumed import RestoreOfPreserved
from fakes.insync.messages import LOGGED, SHOWN
from fakes.insync.model import (
    Account,
    Destination,
    Restore,
    RestoreStatus,
    Snapshot,
    SnapshotItem,
    Workload,
)
from fakes.insync.rules import Meaning, Path
from fakes.store import in_force
from fakes.wire import Clock

from .access import Access
from .connection import AccessRefused, NoAccess
from .not_started import keep_from_starting
from .presenting import to_restore
from .refusals import meaning_of
from .restore_writer import DriveTarget, MailboxTarget, RestoreTarget
from .state import State


class Tally:
    """What one restore wrote and found, and the first refusal it met."""

    def __init__(self) -> None:
        self.restored = 0
        self.present = 0
        self.refusal: AccessRefused | None = None
        self._unmade: set[Path] = set()

    def lacks(self, path: Path) -> bool:
        """Tell whether a folder, or one above it, could not be made."""
        return any(path[:depth] in self._unmade for depth in range(1, len(path) + 1))

    def go_on_without(self, path: Path, refusal: AccessRefused) -> None:
        """Remember a folder that could not be made."""
        self._unmade.add(path)
        self.go_on_after(refusal)

    def go_on_after(self, refusal: AccessRefused) -> None:
        """Remember a refusal; raises it again when inSync has no access any more."""
        if isinstance(refusal, NoAccess):
            raise refusal
        self.refusal = self.refusal or refusal


class Restores:
    """Runs restore jobs and remembers them."""

    def __init__(self, state: State, clock: Clock, access: Access) -> None:
        self._state = state
        self._clock = clock
        self._access = access

    def run(
        self,
        snapshot: Snapshot,
        source: Account,
        target: Account,
        destination: Destination,
        folder: str = "",
    ) -> Restore:
        """Restore a snapshot to an account, unless something keeps the job from starting."""
        now = self._clock.now()
        cause = rules.why_not_restored(source, in_force(self._state, "A44", RestoreOfPreserved))
        job = Restore(
            id=0 if cause else self._state.ids.number("restore"),
            account_id=source.id,
            target_account_id=target.id,
            workload=snapshot.workload,
            started_on=now,
            snapshot_id=snapshot.id,
            destination=destination,
            folder=(folder or rules.new_folder(now))
            if destination is Destination.NEW_FOLDER
            else "",
            status=RestoreStatus.SUCCESS,
            presented=None,
        )
        keep_from_starting(self._state, source, snapshot.workload, cause, restoring=True)
        if cause:
            return replace(_failed(job, (None, cause)), started=False)
        ended = self._start(job, snapshot, target)
        self._state.restores.put(ended)
        return ended

    def _start(self, job: Restore, snapshot: Snapshot, target: Account) -> Restore:
        if not self._access.granted:
            return _failed(job, rules.meaning_of_no_access())
        presented = to_restore(self._state, target, job.workload)
        if not presented:
            return _failed(job, rules.meaning_of_nothing(job.workload, restoring=True))
        return self._write(replace(job, presented=presented), snapshot, presented)

    def _write(self, job: Restore, snapshot: Snapshot, presented: str) -> Restore:
        tally = Tally()
        top = (job.folder,) if job.folder else ()
        try:
            place = self._place(job.workload, presented)
            for path in ((), *rules.folders_to_restore(snapshot)):
                _make(place, (*top, *path), tally)
            for item in snapshot.items:
                self._restore(place, (*top, *item.path), item, tally)
        except AccessRefused as refusal:
            tally.refusal = refusal
        job = replace(job, restored=tally.restored, present=tally.present)
        return _refused(job, tally.refusal) if tally.refusal else job

    def _place(self, workload: Workload, presented: str) -> RestoreTarget:
        if workload is Workload.EXCHANGE_ONLINE:
            return MailboxTarget(self._access.mailbox(presented, restoring=True))
        return DriveTarget(self._access.graph(presented))

    def _restore(self, place: RestoreTarget, path: Path, item: SnapshotItem, tally: Tally) -> None:
        if tally.lacks(path):
            return
        try:
            if place.holds(path, item):
                tally.present += 1
            else:
                place.put(path, item, self._state.contents[item.digest])
                tally.restored += 1
        except AccessRefused as refusal:
            tally.go_on_after(refusal)


def _make(place: RestoreTarget, path: Path, tally: Tally) -> None:
    if tally.lacks(path):
        return
    try:
        place.make_folder(path)
    except AccessRefused as refusal:
        tally.go_on_without(path, refusal)


def _refused(job: Restore, refusal: AccessRefused) -> Restore:
    underlying = LOGGED.get(refusal.code, str(refusal))
    return replace(
        _failed(job, meaning_of(refusal, job.workload, restoring=True)), underlying=underlying
    )


def _failed(job: Restore, meaning: Meaning) -> Restore:
    error, cause = meaning
    message = SHOWN[error] if error else ""
    return replace(job, status=RestoreStatus.FAILED, error=error, cause=cause, message=message)
