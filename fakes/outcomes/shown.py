"""What decides how jobs end, in words: of an account, and of a user."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from fakes.insync.model import Account, Workload
from fakes.microsoft365.model import DriveState, MailboxState, User

from .model import DirectoryUser
from .situation import Situation


class Decides(NamedTuple):
    """One thing that decides: its name, and what it is."""

    name: str
    text: str


def of_account(account: Account, situation: Situation) -> tuple[Decides, ...]:
    """Return what decides of an account in inSync besides its addresses."""
    profile = situation.profiles.get(account.profile)
    protected = profile.workloads if profile else frozenset[Workload]()
    return (
        Decides("status", account.status.value),
        Decides("license", _license(account, situation)),
        Decides("backs up", _listed(each for each in Workload if each in protected) or "nothing"),
    )


def _license(account: Account, situation: Situation) -> str:
    if account.licensed:
        return "yes"
    return "none free" if account.id in situation.beyond_licenses else "with the first backup"


def of_user(user: User, situation: Situation) -> tuple[Decides, ...]:
    """Return what decides of a user in Microsoft 365 besides their names."""
    known = next(each for each in situation.holders(user.id) if each.id == user.id)
    return (
        Decides("license", _listed(user.licenses) or "none"),
        Decides("mailbox", _mailbox(known)),
        Decides("OneDrive", _ONEDRIVES[known.drive]),
    )


def _listed(things: Iterable[Enum]) -> str:
    return ", ".join(each.value for each in things)


def _mailbox(user: DirectoryUser) -> str:
    return "shared" if user.shared else _MAILBOXES[user.mailbox]


_MAILBOXES = {
    MailboxState.ACTIVE: "open",
    MailboxState.SOFT_DELETED: "kept without a license",
    MailboxState.NONE: "none",
}
_ONEDRIVES = {
    DriveState.ACTIVE: "open",
    DriveState.READ_ONLY: "read-only",
    DriveState.ARCHIVED: "archived",
    DriveState.NOT_PROVISIONED: "never opened",
}
