"""Backup jobs: what they present, how they end, what they keep."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from fakes.insync import rules
from fakes.insync.messages import SHOWN
from fakes.insync.model import Account, Backup, BackupStatus, Cause, Snapshot, Workload
from fakes.wire import Clock

from . import licensing
from .access import Access
from .connection import AccessRefused
from .not_started import keep_from_starting
from .presenting import to_back_up
from .refusals import meaning_of
from .snapshot_reader import SnapshotReader, read_mailbox, read_onedrive
from .state import State


class Backups:
    """Runs backup jobs and remembers them."""

    def __init__(self, state: State, clock: Clock, access: Access) -> None:
        self._state = state
        self._clock = clock
        self._access = access

    def run(self, account: Account, workload: Workload) -> Backup:
        """Back up a workload of an account, unless something keeps the job from starting."""
        profile = self._state.profiles.get(account.profile)
        cause = rules.why_not_backed_up(
            account,
            profile,
            workload,
            connected=self._access.granted,
            license_free=licensing.is_free_for_backup(self._state),
        )
        keep_from_starting(self._state, account, workload, cause, restoring=False)
        if cause:
            return self._not_started(account, workload, cause)
        self._take_license(account)
        presented = to_back_up(self._state, account)
        job = Backup(
            id=self._state.ids.number("backup"),
            account_id=account.id,
            workload=workload,
            started_on=self._clock.now(),
            status=BackupStatus.SUCCESSFUL,
            started=True,
            presented=presented,
        )
        ended = self._back_up(job, presented) if presented else _without_value(job)
        self._state.backups.put(ended)
        return ended

    def _take_license(self, account: Account) -> None:
        """F54, A67: let the account hold a license from its first backup on, however that ends."""
        if not account.licensed:
            self._state.accounts.put(replace(account, licensed=True))

    def _not_started(self, account: Account, workload: Workload, cause: Cause) -> Backup:
        jobs = self._state.backups.group("account", account.id)
        statuses = [job.status for job in jobs if job.workload is workload]
        return Backup(
            id=0,
            account_id=account.id,
            workload=workload,
            started_on=self._clock.now(),
            status=statuses[-1] if statuses else BackupStatus.NEVER,
            started=False,
            presented=None,
            cause=cause,
        )

    def _back_up(self, job: Backup, presented: str) -> Backup:
        before = self._state.snapshots.group("workload", (job.account_id, job.workload))
        reader = SnapshotReader(self._state, before[-1] if before else None)
        try:
            self._read(job.workload, presented, reader)
        except AccessRefused as refusal:
            return _refused(replace(job, status=BackupStatus.FAILED), refusal)
        snapshot = self._keep(job, reader)
        job = replace(job, snapshot_id=snapshot.id, fetched=reader.fetched)
        if reader.refusal is None:
            return job
        return _refused(replace(job, status=BackupStatus.WITH_ERRORS), reader.refusal)

    def _read(self, workload: Workload, presented: str, reader: SnapshotReader) -> None:
        if workload is Workload.EXCHANGE_ONLINE:
            read_mailbox(self._access.mailbox(presented, restoring=False), reader)
        else:
            read_onedrive(self._access.graph(presented), reader)

    def _keep(self, job: Backup, reader: SnapshotReader) -> Snapshot:
        snapshot = Snapshot(
            id=self._state.ids.number("snapshot"),
            account_id=job.account_id,
            workload=job.workload,
            taken_on=job.started_on,
            folders=_shared(tuple(reader.folders)),
            items=reader.items,
        )
        self._state.snapshots.put(snapshot)
        return snapshot


@lru_cache
def _shared(folders: tuple[rules.Path, ...]) -> tuple[rules.Path, ...]:
    """Return one tuple for all snapshots of the same folders, of which most have the usual ones."""
    return folders


def _without_value(job: Backup) -> Backup:
    error, cause = rules.meaning_of_nothing(job.workload, restoring=False)
    failed = replace(job, status=BackupStatus.FAILED, error=error, cause=cause)
    return replace(failed, message=SHOWN[error] if error else "")


def _refused(job: Backup, refusal: AccessRefused) -> Backup:
    error, cause = meaning_of(refusal, job.workload, restoring=False)
    message = SHOWN[error] if error else ""
    return replace(job, error=error, cause=cause, message=message, underlying=str(refusal))
