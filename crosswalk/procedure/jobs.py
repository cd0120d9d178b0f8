"""The three jobs of the outcome table, and how each ended."""

from __future__ import annotations

from dataclasses import dataclass

from fakes.company.cast import Person
from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import (
    Backup,
    BackupStatus,
    Cause,
    ErrorCode,
    Restore,
    RestoreStatus,
)
from fakes.outcomes.model import Job, Outcome

from .cases import Role, role_of

JUDGED = (Job.EXCHANGE_BACKUP, Job.ONEDRIVE_BACKUP, Job.EXCHANGE_RESTORE)


@dataclass(frozen=True, slots=True)
class End:
    """How a job ended: what was presented, and why Microsoft 365 did not take it, if so."""

    presented: Role
    succeeds: bool
    code: ErrorCode | None = None
    cause: Cause | None = None


def run(insync: InSyncAdmin, account_id: int, job: Job) -> Backup | Restore:
    """Run a job for an account; raises ValueError where there is nothing to restore."""
    if job.restores:
        return insync.protection.restore(account_id, job.workload)
    return insync.protection.back_up(account_id, job.workload)


def end_of(done: Backup | Restore, person: Person) -> End:
    """Tell how a job ended that was run for a person."""
    succeeds = done.status in (BackupStatus.SUCCESSFUL, RestoreStatus.SUCCESS)
    return End(role_of(done.presented, person), succeeds, done.error, done.cause)


def end_foretold(outcome: Outcome, person: Person) -> End:
    """Tell how a job is foretold to end for a person."""
    presented = role_of(outcome.presented, person)
    return End(presented, outcome.succeeds, outcome.code, outcome.cause)
