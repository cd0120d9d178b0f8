"""Runs the jobs of a row in a lab, and tells how they ended in the terms of what is foretold."""

from __future__ import annotations

from typing import NamedTuple

from crosswalk.diagnosis.row import Foretold, Word
from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import (
    AccountStatus,
    Backup,
    BackupStatus,
    ErrorCode,
    Restore,
    RestoreStatus,
    Workload,
)
from fakes.outcomes.model import Job

JOBS = (Job.ONEDRIVE_BACKUP, Job.EXCHANGE_BACKUP, Job.EXCHANGE_RESTORE)
# Not read from the diagnosis: a wrong word there has to be seen.
_WORDS: dict[ErrorCode | None, Word] = {
    ErrorCode.EUSERNOTFOUND: Word.NOT_FOUND,
    ErrorCode.SERVER_NOT_REACHABLE: Word.NOT_REACHABLE,
}


class Ended(NamedTuple):
    """How a job ended: in a word, with what it presented, and its cause, empty if it succeeded."""

    word: Word
    presented: str = ""
    cause: str = ""

    def __str__(self) -> str:
        """Say how it ended, and what was presented."""
        presented = f", presented {self.presented}" if self.presented else ""
        cause = f": {self.cause}" if self.cause else ""
        return f"{self.word.value}{presented}{cause}"

    def is_like(self, other: Ended) -> bool:
        """Tell whether two are the same but for the case of an address."""
        return (self.word, self.presented.casefold(), self.cause) == (
            other.word,
            other.presented.casefold(),
            other.cause,
        )


NO_ACCOUNT = Ended(Word.NO_ACCOUNT)


def foretold(job: Foretold) -> Ended:
    """Return how a job is foretold to end."""
    return Ended(job.word, job.presented, job.cause)


def run(insync: InSyncAdmin, job: Job, account_id: int, keeper: int) -> Ended:
    """Run a job of an account; what is restored is a snapshot of the keeper.

    An account that is preserved is restored from its own: whose snapshot it is decides as well.
    """
    protection = insync.protection
    if job.restores:
        preserved = insync.accounts.account(account_id).status is AccountStatus.PRESERVED
        source = account_id if preserved else keeper
        return _ended(
            protection.restore(source, Workload.EXCHANGE_ONLINE, to_account_id=account_id)
        )
    return _ended(protection.back_up(account_id, job.workload))


def _ended(done: Backup | Restore) -> Ended:
    presented, cause = done.presented or "", done.cause.value if done.cause else ""
    if not done.started:
        return Ended(Word.NOT_STARTED, presented, cause)
    if done.status in (BackupStatus.SUCCESSFUL, RestoreStatus.SUCCESS):
        return Ended(Word.SUCCEEDS, presented)
    return Ended(_WORDS.get(done.error, Word.FAILS), presented, cause)
