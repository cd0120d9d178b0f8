"""What is there after a lab was killed and started again, compared with what is owed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from crosswalk.lab_interface import Lab
from fakes.insync.model import Backup, BackupStatus, Workload
from fakes.okta.model import AppUser, SyncState

from .ledger import Findings
from .writers import FOLDER, Owed, Owner, numbered

RETRIES = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, by kind, and which jobs are told as nothing that a job can be.

    ``retried`` is how many imports had failed or waited.
    """

    findings: dict[str, Findings]
    untold: tuple[str, ...]
    retried: int


def audited(lab: Lab, owners: tuple[Owner, ...], owed: Owed) -> Found:
    """Look at everything, retry what failed as an admin does, and settle what is owed."""
    waiting = lab.okta.jobs.pending()
    # Okta runs them by itself too, and must not do so between one look and the next.
    lab.okta.jobs.run()
    retried = waiting + len(lab.okta.jobs.tasks())
    untold = (*_untold_imports(lab), *_untold_backups(lab, owners[0]), *retry(lab))
    return Found(dict(_settled(lab, owners, owed)), untold, retried)


def _settled(lab: Lab, owners: tuple[Owner, ...], owed: Owed) -> Iterator[tuple[str, Findings]]:
    written, restored = owners
    imported = {*owed.imports.acknowledged, *owed.imports.unanswered}
    accounts = [(str(each.email_id), each.scim_id) for each in lab.insync.accounts.all()]
    protection = lab.insync.protection
    found = (
        (owed.users, [(each.login, each.id) for each in lab.okta.directory.users()]),
        (owed.accounts, [each for each in accounts if each[0] not in imported]),
        (owed.imports, [each for each in accounts if each[0] in imported]),
        (owed.files, [*_files(lab, written.user)]),
        (owed.backups, [*numbered(protection.backups(written.account))]),
        (owed.restores, [*numbered(protection.restores(restored.account))]),
    )
    for ledger, pairs in found:
        yield ledger.kind, ledger.settle(pairs)


def _files(lab: Lab, user: str) -> Iterator[tuple[str, str]]:
    # A lab that lost the user lost the files as well.
    with suppress(ValueError):
        for file in lab.microsoft365.onedrive.list_files(user):
            if file.path.startswith(f"{FOLDER}/"):
                yield file.path, file.quick_xor_hash


def linked(lab: Lab) -> dict[str, str]:
    """Return whom Okta links to which account, since inSync said that it is theirs."""
    return {
        each.external_id: each.user_name for each in lab.okta.assignments.all() if each.external_id
    }


def held(lab: Lab) -> dict[str, str]:
    """Return the accounts that inSync holds, by the number that SCIM knows them by."""
    return {each.scim_id: str(each.email_id) for each in lab.insync.accounts.all()}


def retry(lab: Lab) -> tuple[str, ...]:
    """Retry what failed, as an admin does: again where inSync, just started, was slow to answer.

    Returns the texts of the tasks that remain.
    """
    for _ in range(RETRIES):
        for task in lab.okta.jobs.tasks():
            lab.okta.jobs.retry(task.id)
        lab.okta.jobs.run()
    return tuple(task.text for task in lab.okta.jobs.tasks())


def _untold_imports(lab: Lab) -> Iterator[str]:
    """Yield the assignments whose account is missing, and of which Okta says nothing."""
    accounts, tasks = held(lab), {task.user_id for task in lab.okta.jobs.tasks()}
    waiting = lab.okta.jobs.pending()
    for each in lab.okta.assignments.all():
        if not _is_told(each, accounts, tasks, waiting):
            state = each.sync_state.value
            yield f"the import of {each.user_name} is {state}, with no job, no task and no account"


def _is_told(each: AppUser, accounts: dict[str, str], tasks: set[str], waiting: int) -> bool:
    if each.sync_state is SyncState.SYNCHRONIZED:
        return accounts.get(each.external_id or "") == each.user_name
    return each.user_id in tasks or waiting > 0


def _untold_backups(lab: Lab, owner: Owner) -> Iterator[str]:
    protection = lab.insync.protection
    kept = {each.id for each in protection.snapshots(owner.account, Workload.ONEDRIVE)}
    for each in protection.backups(owner.account):
        if not _is_whole(each, kept):
            yield f"backup {each.id}: {each.status.value}, with snapshot {each.snapshot_id}"


def _is_whole(job: Backup, kept: set[int]) -> bool:
    if job.status is BackupStatus.FAILED:
        return job.snapshot_id is None and bool(job.message or job.underlying)
    return job.status is not BackupStatus.NEVER and job.snapshot_id in kept
