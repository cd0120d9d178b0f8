"""The three jobs of the outcome table, and how each ended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from fakes.company.cast import Person
from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import (
    Backup,
    BackupStatus,
    Cause,
    ErrorCode,
    Restore,
    RestoreStatus,
    Workload,
)

from .cases import Role, role_of


class Job(Enum):
    """What is done for everybody."""

    EXCHANGE_BACKUP = "Exchange Online backup"
    ONEDRIVE_BACKUP = "OneDrive backup"
    EXCHANGE_RESTORE = "Exchange Online restore"


@dataclass(frozen=True, slots=True)
class End:
    """How a job ended: what was presented, and why Microsoft 365 did not take it, if so."""

    presented: Role
    succeeds: bool
    code: ErrorCode | None = None
    cause: Cause | None = None


def run(insync: InSyncAdmin, account_id: int, job: Job) -> Backup | Restore:
    """Run a job for an account; raises ValueError where there is nothing to restore."""
    if job is Job.EXCHANGE_RESTORE:
        return insync.protection.restore(account_id, Workload.EXCHANGE_ONLINE)
    workload = Workload.EXCHANGE_ONLINE if job is Job.EXCHANGE_BACKUP else Workload.ONEDRIVE
    return insync.protection.back_up(account_id, workload)


def end_of(done: Backup | Restore, person: Person) -> End:
    """Tell how a job ended that was run for a person."""
    succeeds = done.status in (BackupStatus.SUCCESSFUL, RestoreStatus.SUCCESS)
    return End(role_of(done.presented, person), succeeds, done.error, done.cause)
