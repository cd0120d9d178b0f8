"""Laws about what inSync records of its jobs: how they ended, what they counted, what it said."""

from __future__ import annotations

from collections.abc import Iterator

from crosswalk.exploring.kinds import Trouble, trouble_of
from crosswalk.exploring.watching import Happened
from fakes.insync.messages import SHOWN
from fakes.insync.model import Backup, BackupStatus, Restore, RestoreStatus

from .holding import content_of, opened_by, place_of
from .law import Breaches, Memory, law

_TWO = 2
_BACK_UP, _RESTORE = "insync.protection.back_up", "insync.protection.restore"
_BACKING_UP = ("insync.protection.back_up_profile", "insync.protection.back_up_everyone")


def _last(happened: Happened, verb: str) -> Iterator[Backup | Restore]:
    """Yield the job that a step ended with, if it is one of a verb."""
    call = happened.calls[-1] if happened.calls else None
    if call is not None and call.verb == verb and call.done and not happened.killed:
        yield call.result


@law("a backup that does not start leaves the last one as it was", "F10", "F37", "F54", "F68")
def not_started_backups_are_none(happened: Happened, _memory: Memory) -> Breaches:
    """It is no job, has no number, and its status is that of the last backup of the app."""
    protection = happened.world.lab.insync.protection
    for backup in _last(happened, _BACK_UP):
        assert isinstance(backup, Backup)
        jobs = protection.backups(backup.account_id)
        before = [each.status for each in jobs if each.workload is backup.workload]
        status = before[-1] if before else BackupStatus.NEVER
        if not backup.started and (backup.id, backup.status) != (0, status):
            yield f"a backup that did not start is {backup.id}, {backup.status}, not 0, {status}"


@law("why a job does not start is remembered until one starts", "F10", "F54", "F57", "F68")
def not_started_is_remembered(happened: Happened, _memory: Memory) -> Breaches:
    """The cause is kept of each app and kind, and forgotten once such a job starts."""
    protection = happened.world.lab.insync.protection
    for verb in (_BACK_UP, _RESTORE):
        for job in _last(happened, verb):
            kind = (job.workload, verb == _RESTORE)
            wanted = [] if job.started else [job.cause]
            told = [
                each.cause
                for each in protection.not_started(job.account_id)
                if (each.workload, each.restoring) == kind
            ]
            if told != wanted:
                yield f"of {kind} is remembered {told}, not {wanted}"


@law("a job that starts is recorded under a number of its own", "F57", "A44")
def jobs_are_recorded(happened: Happened, _memory: Memory) -> Breaches:
    """A restore that starts can be found by its number, and one that does not has none."""
    protection = happened.world.lab.insync.protection
    for restore in _last(happened, _RESTORE):
        listed = [each.id for each in protection.restores(restore.account_id)]
        if restore.started and (restore.id == 0 or listed.count(restore.id) != 1):
            yield f"the restore {restore.id} is not one of {listed}"
        if not restore.started and restore.id != 0:
            yield f"a restore that did not start has the number {restore.id}"


@law("what could not be read is kept from the snapshot before", "A40")
def unread_is_kept(happened: Happened, _memory: Memory) -> Breaches:
    """What an earlier snapshot held and that is still there is in the one that was just taken.

    A fault that gave another body can have told that it is gone. Where the snapshots have no item
    in common, they can be of two mailboxes or of two OneDrives.
    """
    lied = any(trouble_of(fault) is Trouble.ODD for fault, _ in happened.struck)
    protection = happened.world.lab.insync.protection
    for backup in _last(happened, _BACK_UP) if not lied else ():
        assert isinstance(backup, Backup)
        owner = opened_by(happened.calls[-1])
        taken = protection.snapshots(backup.account_id, backup.workload)[-_TWO:]
        if owner is None or len(taken) < _TWO or taken[-1].id != backup.snapshot_id:
            continue
        before, held = ({each.item_id: place_of(each) for each in one.items} for one in taken)
        if not before.keys() & held.keys():
            continue
        there = {place for place, _ in content_of(happened, owner, backup.workload)}
        for place in sorted(there.intersection(before.values()).difference(held.values())):
            yield f"{place} is there and was backed up before, and snapshot {taken[-1].id} lacks it"


@law("a restore counts what it was to write", "A9", "A46")
def restores_count(happened: Happened, _memory: Memory) -> Breaches:
    """After success each item of the snapshot was written or was there."""
    protection = happened.world.lab.insync.protection
    for restore in _last(happened, _RESTORE):
        assert isinstance(restore, Restore)
        taken = protection.snapshots(restore.account_id, restore.workload)
        items = [len(each.items) for each in taken if each.id == restore.snapshot_id]
        counted = [restore.restored + restore.present]
        if restore.status is RestoreStatus.SUCCESS and counted != items:
            yield f"of {items} items {restore.restored} were written, {restore.present} were there"


@law("the console shows the text of the code, and nothing without one", "R07", "R08")
def messages_are_of_codes(happened: Happened, _memory: Memory) -> Breaches:
    """What a job shows follows from its code alone."""
    for verb in (_BACK_UP, _RESTORE, *_BACKING_UP):
        for call in happened.done(verb):
            for job in call.result if isinstance(call.result, tuple) else (call.result,):
                shown = SHOWN[job.error] if job.error else ""
                if job.message != shown:
                    yield f"a job with {job.error} shows {job.message!r}, not {shown!r}"
