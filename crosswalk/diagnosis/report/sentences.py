"""A sentence for each problem: what it means, and what to do about it."""

from __future__ import annotations

from typing import NamedTuple

from crosswalk.diagnosis.row import Problem


class Sentence(NamedTuple):
    """What a problem means, and what to do about it."""

    means: str
    to_do: str


SENTENCES = {
    Problem.DUPLICATE_AHEAD: Sentence(
        "remapping now creates a further account",
        "do not remap before the email IDs of the change request are changed",
    ),
    Problem.ALREADY_TWICE: Sentence(
        "has more than one account",
        "decide which account stays before anything is changed",
    ),
    Problem.LOGIN_IS_NOT_UPN: Sentence(
        "the Okta login is not the UPN: OneDrive backup fails after the procedure",
        "correct the login in Okta, or the UPN",
    ),
    Problem.EMAIL_IS_NOT_PRIMARY_SMTP: Sentence(
        "the Okta email is not the primary SMTP address: restores fail after the procedure",
        "correct the email in Okta before the procedure",
    ),
    Problem.NOT_IN_OKTA: Sentence(
        "is not in Okta: backups fail once the setting is AD Attribute",
        "add the user to Okta, or keep the account out of the procedure",
    ),
    Problem.DEACTIVATED_IN_OKTA: Sentence(
        "is deactivated in Okta: no import changes the account",
        "activate the user, or preserve the account",
    ),
    Problem.NOT_ASSIGNED: Sentence(
        "is not assigned to the Druva app: no import changes the account",
        "assign the user to the app",
    ),
    Problem.NOT_IN_MICROSOFT365: Sentence(
        "is not in Microsoft 365: no job can succeed",
        "find out whether the user was renamed or deleted there",
    ),
    Problem.NO_MAILBOX: Sentence("has no mailbox", "assign a license, or exclude Exchange Online"),
    Problem.NO_ONEDRIVE: Sentence("has no OneDrive", "assign a license, or exclude OneDrive"),
    Problem.SHARED_MAILBOX: Sentence(
        "is a shared mailbox, which AD Attribute does not serve",
        "ask Druva how to back it up before the setting is changed",
    ),
    Problem.GUEST: Sentence(
        "is a guest, without mailbox and OneDrive", "exclude the guest from the backup"
    ),
    Problem.PRESERVED: Sentence(
        "is preserved: no job starts", "activate the account before a restore"
    ),
    Problem.EMAIL_ID_TAKEN: Sentence(
        "another account keeps the email ID that this one needs",
        "have the other account changed or removed first",
    ),
    Problem.ADDRESS_OF_TWO_PEOPLE: Sentence(
        "two people have the address", "give each an address of their own"
    ),
    Problem.INVALID_ADDRESS: Sentence(
        "the email ID or the Okta email is no address", "correct it where it stands"
    ),
    Problem.AMBIGUOUS: Sentence(
        "more than one person could be meant", "find out whose the account is"
    ),
}
