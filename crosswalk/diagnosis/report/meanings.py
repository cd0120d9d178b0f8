"""A sentence for each problem: what it means for a person."""

from __future__ import annotations

from crosswalk.diagnosis.row import Problem

MEANINGS = {
    Problem.DUPLICATE_AHEAD: "remapping now creates a further account",
    Problem.ALREADY_TWICE: "has more than one account",
    Problem.LOGIN_IS_NOT_UPN: "the Okta login is not the UPN: OneDrive fails after the procedure",
    Problem.EMAIL_IS_NOT_PRIMARY_SMTP: (
        "the Okta email is not the primary SMTP address: restores fail after the procedure"
    ),
    Problem.NOT_IN_OKTA: "is not in Okta: backups fail once the setting is AD Attribute",
    Problem.DEACTIVATED_IN_OKTA: "is deactivated in Okta: no import changes the account",
    Problem.NOT_ASSIGNED: "is not assigned to the Druva app: no import changes the account",
    Problem.NOT_IN_MICROSOFT365: "no such user is in Microsoft 365",
    Problem.NO_MAILBOX: "has no mailbox",
    Problem.NO_ONEDRIVE: "has no OneDrive",
    Problem.SHARED_MAILBOX: "is a shared mailbox, which AD Attribute does not serve",
    Problem.GUEST: "is a guest, without mailbox and OneDrive",
    Problem.PRESERVED: "is preserved: no job starts",
    Problem.EMAIL_ID_TAKEN: "another account keeps the email ID that this one needs",
    Problem.ADDRESS_OF_TWO_PEOPLE: "two people have the address",
    Problem.INVALID_ADDRESS: "the email ID or the Okta email is no address",
    Problem.AMBIGUOUS: "more than one person could be meant",
}
