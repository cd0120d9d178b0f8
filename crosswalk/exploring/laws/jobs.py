"""Laws about what inSync does with Microsoft 365: backups, restores, snapshots."""

from __future__ import annotations

from datetime import timedelta

from crosswalk.exploring.calls import Call
from crosswalk.exploring.kinds import Trouble, trouble_of
from crosswalk.exploring.watching import Happened, Snapshots, snapshots_of
from crosswalk.exploring.world import JOBS_OF_INSYNC
from fakes.insync.model import (
    Backup,
    BackupStatus,
    Cause,
    Restore,
    RestoreStatus,
    Snapshot,
)
from fakes.outcomes.model import Job, Outcome

from .holding import Placed, content_of, opened_by, place_of
from .law import Breaches, Memory, law

_RESTORE = "insync.protection.restore"


@law("no snapshot is lost", "F10", "F58", "F71", every=10)
def snapshots_stay(happened: Happened, memory: Memory) -> Breaches:
    """A snapshot goes with its account or by retention, and in no other way."""
    kept = snapshots_of(happened.world.lab, happened.after.accounts)
    accounts = {each.id: each for each in happened.after.accounts}
    for number, snapshot in memory.snapshots.items():
        account = accounts.get(snapshot.account_id)
        if account and number not in kept and not _is_beyond(snapshot, kept, happened):
            yield f"the {snapshot.workload.value} snapshot {number} of {account.email_id} is gone"
    memory.snapshots = kept


def _is_beyond(snapshot: Snapshot, kept: Snapshots, happened: Happened) -> bool:
    """Tell whether retention may have removed a snapshot: it is old, and not the last one."""
    old = happened.world.now - snapshot.taken_on > timedelta(days=_LEAST_RETENTION)
    app = (snapshot.account_id, snapshot.workload)
    return old and any(
        (each.account_id, each.workload) == app and each.id > snapshot.id for each in kept.values()
    )


_LEAST_RETENTION = 7


@law("of a user on Legal Hold no snapshot is removed", "F58")
def holds_keep(happened: Happened, _memory: Memory) -> Breaches:
    """Retention leaves alone whoever is on Legal Hold, and nobody on it is deleted."""
    held = {each.id for each in happened.before.accounts if each.legal_hold}
    for call in happened.done("insync.accounts.legal_hold"):
        held = held | {call.result.id} if call.result.legal_hold else held - {call.result.id}
    kept = {each.id for each in happened.after.accounts}
    for account_id in sorted(held - kept):
        yield f"the account {account_id} was on Legal Hold and is gone"


@law("what a snapshot names can be read", "F10", every=25)
def contents_stay(happened: Happened, _memory: Memory) -> Breaches:
    """The bytes of every item of every snapshot are there."""
    protection = happened.world.lab.insync.protection
    seen: set[str] = set()
    for snapshot in snapshots_of(happened.world.lab, happened.after.accounts).values():
        for item in snapshot.items:
            if item.digest in seen:
                continue
            seen.add(item.digest)
            try:
                size = len(protection.content(item.digest))
            except ValueError as missing:
                yield f"{item.name!r} of the snapshot {snapshot.id} cannot be read: {missing}"
                continue
            if size != item.size:
                yield f"{item.name!r} of the snapshot {snapshot.id} has {size} bytes"


@law("a backup holds what was there", "R04", "R05", "A40")
def backups_hold(happened: Happened, _memory: Memory) -> Breaches:
    """A mailbox or OneDrive that was backed up without an error is in the snapshot, item by item.

    It is looked at where the backup was the last thing that a step did, and as long as no fault
    gave another body: bytes that were kept then are not fetched again.
    """
    call = happened.calls[-1] if happened.calls else None
    if call is None or call.verb != "insync.protection.back_up" or not call.done:
        return
    backup: Backup = call.result
    owner = opened_by(call)
    if backup.status is not BackupStatus.SUCCESSFUL or not backup.started or owner is None:
        return
    snapshots = happened.world.lab.insync.protection.snapshots(backup.account_id, backup.workload)
    taken = next(each for each in snapshots if each.id == backup.snapshot_id)
    if happened.struck or happened.world.lied:
        return
    there = sorted(content_of(happened, owner, backup.workload))
    protection = happened.world.lab.insync.protection
    held = sorted((place_of(each), protection.content(each.digest)) for each in taken.items)
    if held != there:
        yield f"the snapshot {taken.id} holds {_names(held)}, and there is {_names(there)}"


def _names(items: list[Placed]) -> list[str]:
    return [f"{name} ({len(content)} bytes)" for name, content in items]


@law("a restore gives what was backed up", "R03", "R09", "A9", "A46", "A72")
def restores_give(happened: Happened, _memory: Memory) -> Breaches:
    """What a successful restore was to write is where it belongs, with the same bytes."""
    calls = happened.done(_RESTORE)
    if not calls or happened.calls[-1] is not calls[-1] or happened.killed:
        return
    restore: Restore = calls[-1].result
    owner = opened_by(calls[-1])
    if restore.status is not RestoreStatus.SUCCESS or _was_lied_to(happened):
        return
    if owner is None:
        # What is there already needs no right to write.
        if restore.restored and not _is_chance(happened, calls[-1]):
            yield f"a restore of {restore.workload.value} succeeded that opens nobody's"
        return
    below = f"{restore.folder}/" if restore.folder else ""
    there = [*content_of(happened, owner, restore.workload, below)]
    yield from _missing(happened, restore, there)


def _was_lied_to(happened: Happened) -> bool:
    """Tell whether a fault answered as if something had been done that nobody did."""
    return any(trouble_of(fault) is Trouble.ODD for fault, _ in happened.struck)


def _has_items(happened: Happened, restore: Restore) -> bool:
    """Tell whether there was anything to write: where there is not, nothing is refused."""
    snapshot = _restored(happened, restore)
    return snapshot is not None and bool(snapshot.items)


def _restored(happened: Happened, restore: Restore) -> Snapshot | None:
    protection = happened.world.lab.insync.protection
    snapshots = protection.snapshots(restore.account_id, restore.workload)
    return next((each for each in snapshots if each.id == restore.snapshot_id), None)


def _missing(happened: Happened, restore: Restore, there: list[Placed]) -> Breaches:
    protection = happened.world.lab.insync.protection
    snapshot = _restored(happened, restore)
    found = {(place.casefold(), content) for place, content in there}
    places = {place.casefold() for place, _ in there}
    for item in snapshot.items if snapshot else ():
        place, content = place_of(item).casefold(), protection.content(item.digest)
        kept = restore.present and item.internet_message_id and place in places
        if (place, content) not in found and not kept:
            yield f"{place_of(item)} of the snapshot {restore.snapshot_id} is not there"


@law("what is foretold is what a job does", "R01", "R02", "R03", "R04", "R05", "R07", "R08")
def foretold_is_done(happened: Happened, _memory: Memory) -> Breaches:
    """A job that met no fault ends as the rules foretell: same value, code, cause."""
    for call in happened.calls:
        if call.verb not in JOBS_OF_INSYNC or not call.done or call.situation is None:
            continue
        if happened.met or happened.killed or _is_chance(happened, call):
            continue
        if call.verb == _RESTORE:
            yield from _restored_as_foretold(happened, call)
        else:
            yield from _backed_up_as_foretold(call)


def _is_chance(happened: Happened, call: Call) -> bool:
    """Tell whether something was at work that nobody can foretell: a limit, an older token."""
    world = happened.world
    limited = world.lab.microsoft365.throttling.current() is not None
    assert call.situation is not None
    return limited or world.secret_removed or call.situation.conditions.mfa_needed


def _backed_up_as_foretold(call: Call) -> Breaches:
    backups = call.result if isinstance(call.result, tuple) else (call.result,)
    situation = call.situation
    assert situation is not None
    for backup in backups:
        account = call.accounts[backup.account_id]
        job = Job.of(backup.workload, restores=False)
        if len(backups) > 1:
            foretold = next(each for each in situation.outcomes(account) if each.job is job)
        else:
            foretold = situation.outcome(job, account)
        if len(backups) > 1 and Cause.NO_LICENSE in (backup.cause, foretold.cause):
            continue  # A profile alone is backed up in another order than everybody.
        done = (backup.presented, backup.error, backup.cause, backup.started)
        said = (foretold.presented, foretold.code, foretold.cause, foretold.started)
        if done != said and not _partly(backup, foretold):
            yield f"{job.value} of {account.email_id}: foretold {said}, done {done}"


def _partly(backup: Backup, foretold: Outcome) -> bool:
    """Tell whether a backup that reached somebody could not read an item of theirs."""
    return backup.status is BackupStatus.WITH_ERRORS and foretold.succeeds


def _restored_as_foretold(happened: Happened, call: Call) -> Breaches:
    restore: Restore = call.result
    job = Job.of(restore.workload, restores=True)
    target = call.accounts[restore.target_account_id]
    assert call.situation is not None
    foretold = call.situation.outcome(job, target, call.accounts[restore.account_id])
    if not _has_items(happened, restore):
        return
    done = (restore.presented, restore.error, restore.cause, restore.started)
    said = (foretold.presented, foretold.code, foretold.cause, foretold.started)
    if done != said and not (restore.present and not restore.restored):
        yield f"{job.value} to {target.email_id}: foretold {said}, done {done}"
