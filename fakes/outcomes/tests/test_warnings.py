"""What is warned of is what fails: a warning says why, and which jobs end how."""

from __future__ import annotations

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from fakes.outcomes.situation import gathered
from fakes.outcomes.warnings import Warned, of_everybody, warnings

from .laws import SITUATIONS
from .systems import Systems
from .tenants import ALIAS, MAILS, UPNS, Tenant

UPN, MAIL = UPNS[0], MAILS[0]
ENDED = "end in EUSERNOTFOUND"
NO_ACCESS = "inSync has no access to Microsoft 365"
MFA = "inSync has to be authorized anew, with multi-factor authentication"
NO_CONSENT = "inSync has no consent to use mail over Microsoft Graph"
EWS_CLOSED = "Microsoft 365 does not let inSync use Exchange Web Services"
MAIL_FAILS = "Exchange Online backups and restores fail"
DRIVE_LOST = f"The OneDrive that {UPN} leads to has lost its license"
NOT_FOUND = "backups and OneDrive restores end in EUSERNOTFOUND, Exchange Online restores fail"
DRIVE_NOT_FOUND = "OneDrive backups and restores end in EUSERNOTFOUND"
MAIL_NOT_FOUND = "Exchange Online backups end in EUSERNOTFOUND, Exchange Online restores fail"
NOT_PRIMARY = "is not the primary SMTP address: Exchange Online restores end in #100000011"


@pytest.fixture(scope="module")
def systems() -> Systems:
    return Systems.alone()


def warned_of(systems: Systems, tenant: Tenant) -> tuple[Warned, ...]:
    return warnings(systems.become(tenant), gathered(systems.insync, systems.microsoft365))


@pytest.mark.parametrize(
    ("situation", "said"),
    [
        ("nothing fails", []),
        ("the email ID is the SMTP address", []),
        ("no AD attribute", []),
        ("a preserved account", []),
        ("one license for two", []),
        ("nobody has an account", []),
        ("the address is nobody's", ["Microsoft 365 has no users"]),
        ("not connected", [NO_ACCESS]),
        ("the app is gone", [NO_ACCESS]),
        ("MFA came to be required", [MFA]),
        ("EWS switched off", [EWS_CLOSED]),
        ("EWS switched off, mail over Graph", []),
        ("no SharePoint", ["The tenant has no SharePoint, and so no OneDrive"]),
    ],
)
def test_what_fails_for_everybody_is_said_apart(
    systems: Systems, situation: str, said: list[str]
) -> None:
    systems.become(SITUATIONS[situation])
    assert list(of_everybody(gathered(systems.insync, systems.microsoft365))) == said


@pytest.mark.parametrize(
    ("situation", "said"),
    [
        ("nothing fails", []),
        ("nobody has an account", []),
        ("the email ID is the UPN", [f"{UPN} {NOT_PRIMARY}"]),
        (
            "the email ID is the SMTP address",
            [f"OneDrive does not open to {MAIL}: {DRIVE_NOT_FOUND}"],
        ),
        (
            "the email ID is an alias",
            [f"OneDrive does not open to {ALIAS}: {DRIVE_NOT_FOUND}", f"{ALIAS} {NOT_PRIMARY}"],
        ),
        ("the address is nobody's", [f"Microsoft 365 does not know {UPN}: {NOT_FOUND}"]),
        ("deleted in Microsoft 365", [f"Microsoft 365 does not know {UPN}: {NOT_FOUND}"]),
        (
            "no Microsoft 365 license",
            [
                f"{UPN} leads to a user without a mailbox: Exchange Online backups {ENDED}",
                f"{UPN} leads to a user without a OneDrive: {DRIVE_NOT_FOUND}",
                f"{UPN} {NOT_PRIMARY}",
            ],
        ),
        (
            "no mailbox",
            [
                f"{UPN} leads to a user without a mailbox: Exchange Online backups {ENDED}",
                f"{UPN} {NOT_PRIMARY}",
            ],
        ),
        (
            "a OneDrive that was never opened",
            [f"{UPN} leads to a user without a OneDrive: {DRIVE_NOT_FOUND}"],
        ),
        ("a shared mailbox", [f"{MAIL} leads to a user without a OneDrive: {DRIVE_NOT_FOUND}"]),
        (
            "a shared mailbox, by AD attribute",
            [f"{MAIL} has no AD attribute to present: backups and OneDrive restores {ENDED}"],
        ),
        (
            "no AD attribute",
            [f"{MAIL} has no AD attribute to present: backups and OneDrive restores {ENDED}"],
        ),
        ("a preserved account", [f"{UPN} is preserved: no backup or restore is started"]),
        ("one license for two", [f"{UPNS[1]} has no inSync license: no backup is started"]),
        ("no inSync license", [f"{UPN} has no inSync license: no backup is started"]),
        (
            "a profile that leaves OneDrive out",
            [f"The profile of {UPN} does not protect OneDrive: no OneDrive backup is started"],
        ),
        ("two accounts", [f"{UPN} {NOT_PRIMARY}"]),
        ("two accounts, and nothing fails", []),
        (
            "EWS switched off",
            [
                "Microsoft 365 does not let inSync use Exchange Web Services: "
                "Exchange Online backups and restores fail"
            ],
        ),
        (
            "no SharePoint",
            [f"The tenant has no SharePoint, and so no OneDrive: {DRIVE_NOT_FOUND}"],
        ),
        ("not connected", [f"{NO_ACCESS}: no backup is started, restores fail"]),
        ("the app is gone", [f"{NO_ACCESS}: backups and restores fail"]),
        ("MFA came to be required", [f"{MFA}: backups and restores end in EUAUTH"]),
        ("no consent to use mail over Graph", [f"{NO_CONSENT}: {MAIL_FAILS}"]),
        ("EWS switched off, mail over Graph", []),
        ("not on the EWS allow list", [f"{EWS_CLOSED}: {MAIL_FAILS}"]),
        (
            "license lost today",
            [f"The mailbox that {UPN} leads to has lost its license: {MAIL_NOT_FOUND}"],
        ),
        ("license lost, the mailbox open", []),
        (
            "license lost for 61 days",
            [
                f"{UPN} leads to a user without a mailbox: {MAIL_NOT_FOUND}",
                f"{DRIVE_LOST}: OneDrive restores fail",
            ],
        ),
        (
            "license lost for 94 days",
            [
                f"{UPN} leads to a user without a mailbox: {MAIL_NOT_FOUND}",
                f"{DRIVE_LOST}: OneDrive backups and restores fail",
            ],
        ),
    ],
)
def test_a_warning_says_why_and_which_jobs_end_how(
    systems: Systems, situation: str, said: list[str]
) -> None:
    assert [str(each) for each in warned_of(systems, SITUATIONS[situation])] == said
