"""What decides how a job ends, as plain values, and what is foretold of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from fakes.insync.assumed import MailApi, RestoreOfPreserved
from fakes.insync.model import (
    AccessSetting,
    Cause,
    ErrorCode,
    RestorePresents,
    WithoutAttribute,
    Workload,
)
from fakes.microsoft365.assumed import (
    UnknownMailUser,
    UnlicensedMailbox,
    UnlistedUpn,
    UnopenedOneDrive,
)
from fakes.microsoft365.model import DriveState, MailboxState
from fakes.wire import Address


class Job(Enum):
    """What inSync does for an account; a restore is one that has something to write."""

    EXCHANGE_BACKUP = ("Exchange Online backup", Workload.EXCHANGE_ONLINE, False)
    ONEDRIVE_BACKUP = ("OneDrive backup", Workload.ONEDRIVE, False)
    EXCHANGE_RESTORE = ("Exchange Online restore", Workload.EXCHANGE_ONLINE, True)
    ONEDRIVE_RESTORE = ("OneDrive restore", Workload.ONEDRIVE, True)

    workload: Workload
    restores: bool

    def __new__(cls, title: str, workload: Workload, restores: bool) -> Job:
        """Let the title alone be the value."""
        job = object.__new__(cls)
        job._value_ = title
        job.workload = workload
        job.restores = restores
        return job

    @classmethod
    def of(cls, workload: Workload, *, restores: bool) -> Job:
        """Return the job that does this to a workload."""
        return next(job for job in cls if (job.workload, job.restores) == (workload, restores))


@dataclass(frozen=True, slots=True)
class DirectoryUser:
    """A user of Microsoft 365: the names they are found by, their mailbox and their OneDrive.

    ``id`` is in lower case, empty where it is not known.
    """

    id: str
    user_principal_name: Address
    mail: Address | None = None
    aliases: tuple[Address, ...] = ()
    mailbox: MailboxState = MailboxState.ACTIVE
    drive: DriveState = DriveState.ACTIVE
    shared: bool = False


Holders = Callable[[str], Iterable[DirectoryUser]]
"""Returns the users who have a name, casefolded, as id, UPN, primary SMTP address or alias.

Among them can be others than the person an account is of: an address leads to whoever has it.
"""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What holds for every account: the setting, what is switched on, the readings in force.

    ``connected`` tells whether inSync was given an app to reach Microsoft 365 by, ``registered``
    whether that app is still registered there, ``mfa_needed`` whether it has to be authorized anew.
    """

    access: AccessSetting = AccessSetting.EMAIL_ID
    connected: bool = True
    registered: bool = True
    mfa_needed: bool = False
    ews: bool = True
    mail_api: MailApi = MailApi.EWS
    mail_consent: bool = True
    sharepoint: bool = True
    license_free: bool = True
    restore_of_preserved: RestoreOfPreserved = RestoreOfPreserved.ACTIVATE_FIRST
    restore_presents: RestorePresents = RestorePresents.EMAIL_ID
    without_attribute: WithoutAttribute = WithoutAttribute.NOTHING
    unlisted_upn: UnlistedUpn = UnlistedUpn.OPENS
    unknown_mail_user: UnknownMailUser = UnknownMailUser.INVALID_USER
    unopened_onedrive: UnopenedOneDrive = UnopenedOneDrive.NO_MYSITE
    unlicensed_mailbox: UnlicensedMailbox = UnlicensedMailbox.CLOSED


class Outcome(NamedTuple):
    """How a job ends: what is presented, the code and the cause if it fails, and what decides.

    ``ids`` are those of the catalogue: first of what chose the value that is presented, if it made
    a difference, then of what became of it. ``opened`` is whose mailbox or OneDrive a job reaches
    that succeeds. ``started`` is false of a backup that is never begun.
    """

    job: Job
    presented: str | None
    code: ErrorCode | None
    cause: Cause | None
    ids: tuple[str, ...]
    opened: DirectoryUser | None = None
    started: bool = True

    @property
    def succeeds(self) -> bool:
        """Whether the job is run, and ends without an error."""
        return self.cause is None


def index(users: Iterable[DirectoryUser]) -> Mapping[str, tuple[DirectoryUser, ...]]:
    """Return the users by each of the names that they are found by."""
    found: dict[str, tuple[DirectoryUser, ...]] = {}
    for user in users:
        addresses = (user.user_principal_name, user.mail, *user.aliases)
        for name in {user.id, *(each.folded for each in addresses if each)}:
            if name:
                found[name] = (*found.get(name, ()), user)
    return found
