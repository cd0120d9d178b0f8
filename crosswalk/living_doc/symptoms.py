"""The symptoms that customers report, and what of the document explains each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from . import links


class Finding(NamedTuple):
    """Who is affected and in which app, what that means, and the example that shows it."""

    seen: str
    means: str
    stem: str
    example: str

    @property
    def address(self) -> str:
        """Where the example stands."""
        return links.example(self.stem, self.example)


@dataclass(frozen=True, slots=True)
class Symptom:
    """What a customer says, what it means, and where it is shown: titles by the feature's stem.

    `remedy` names the steps of the runbook that cure it. `ways` are rules that show what to do
    where the runbook comes too late. `findings` tell causes of one symptom from another.
    """

    title: str
    meaning: str
    rules: tuple[tuple[str, str], ...]
    examples: tuple[tuple[str, str], ...] = ()
    remedy: tuple[str, ...] = ()
    ways: tuple[tuple[str, str], ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def anchor(self) -> str:
        """Where the symptom stands on the front page."""
        return links.slug(self.title)

    @property
    def shown(self) -> list[tuple[str, str]]:
        """Address and title of everything that explains it, the cause first."""
        return _rules(self.rules) + [
            (links.example(stem, title), title) for stem, title in self.examples
        ]

    @property
    def ways_out(self) -> list[tuple[str, str]]:
        """Address and title of every way out, the best first."""
        return _rules(self.ways)


def _rules(rules: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [(links.rule(stem, title), title) for stem, title in rules]


_PROCEDURE = ("email-ids", "attribute", "mapping", "import", "setting")

_WAYS_OUT = (
    (
        "02_duplicates",
        "Undo, clean, redo: the first account gets everything, what the second backed up is lost",
    ),
    (
        "02_duplicates_by_swapping",
        "Swap the two email IDs, assign anew: the first account gets everything, "
        "nothing is deleted",
    ),
    (
        "02_duplicates_one_by_one",
        "Delete the second account, change the email ID, assign anew",
    ),
)

_WHO_FAILS = (
    Finding(
        "Everybody, both apps",
        "The setting is AD Attribute, and Okta has sent no UPN",
        "01_troubleshooting",
        "The setting was changed before Okta sent the UPN",
    ),
    Finding(
        "Whoever has two addresses, OneDrive alone",
        "The setting is still inSync email ID",
        "01_troubleshooting",
        "The setting was forgotten: it still is inSync email ID",
    ),
    Finding(
        "The same, with the setting on AD Attribute",
        "The email was mapped to userPrincipalName",
        "01_troubleshooting",
        "The email was mapped to userPrincipalName: the setting is AD Attribute already",
    ),
    Finding(
        "One person, both apps",
        "Microsoft 365 does not know the address yet, or does not know it any more",
        "21_name_changes_left_behind",
        "Okta goes first: not even mail is backed up, until Microsoft 365 follows",
    ),
    Finding(
        "One person, OneDrive alone",
        "The OneDrive was never opened",
        "09_backup",
        "A OneDrive that was never opened, and then is",
    ),
    Finding(
        "One person, Exchange Online alone",
        "The user has no mailbox",
        "09_backup",
        "A user without an Exchange Online license",
    ),
)

SYMPTOMS = (
    Symptom(
        "OneDrive backups fail with EUSERNOTFOUND",
        "inSync presents an address that is not the UPN, and OneDrive answers to nothing else.",
        (
            ("01_troubleshooting", "OneDrive fails with EUSERNOTFOUND"),
            ("09_backup", "OneDrive answers to the UPN alone"),
            ("09_backup", "The same code has other causes, which a remapping does not cure"),
        ),
        remedy=_PROCEDURE,
        findings=_WHO_FAILS,
    ),
    Symptom(
        "A mailbox cannot be restored",
        "The inSync email ID is not the SMTP address to which Microsoft 365 restores.",
        (
            ("01_troubleshooting", "The mailbox cannot be restored"),
            ("10_restore", "A mailbox is restored to its SMTP address alone"),
            ("10_restore", "The setting moves backups, not restores"),
        ),
        remedy=_PROCEDURE,
    ),
    Symptom(
        "Duplicate inSync accounts after a mapping change",
        "The mapping was changed before the email IDs: the import found nobody and created them. "
        "After that, the first account cannot take the address. Do not import, do not delete and "
        "do not change the setting before you have chosen a way out.",
        (
            ("01_troubleshooting", "Duplicate inSync accounts after a mapping change"),
            ("06_remap", "Remapping accounts that were imported by UPN duplicates them"),
        ),
        (("03_journey", "Once the mapping has made a second account the email ID is taken"),),
        ways=_WAYS_OUT,
    ),
    Symptom(
        "All backups fail since the setting was changed",
        "Under AD Attribute an account without a UPN from Okta has nothing to present.",
        (("08_settings", "Without an AD attribute there is nothing to present"),),
        (("01_troubleshooting", "The setting was changed before Okta sent the UPN"),),
        remedy=_PROCEDURE[:-1],
    ),
    Symptom(
        "The AD attribute stays empty",
        "Okta maps no UPN, or sends it where inSync does not look for it.",
        (
            ("04_import", "An import that maps no UPN leaves the AD attribute empty"),
            (
                "05_mapping",
                "Each field of the form counts, but for the two names that stay in Okta",
            ),
            ("05_mapping_dialog", "When a row applies is a choice of its own"),
        ),
        remedy=("attribute", "mapping", "import"),
    ),
    Symptom(
        "A username changed, and the person has a second account",
        "Some ways of changing a userName rename the account, others look it up again.",
        (
            (
                "07_usernames",
                "Editing the username on the assignment preserves one account and makes another",
            ),
            ("07_usernames", "A change of the Okta profile renames the linked account"),
        ),
        ways=_WAYS_OUT,
    ),
    Symptom(
        "Backups of one person fail since a marriage or a new name",
        "Microsoft 365 knows the new name, and Okta still sends the old one.",
        (
            ("21_name_changes", "Microsoft 365 goes first, Okta follows"),
            ("21_name_changes", "An address that somebody had before stays an alias"),
        ),
    ),
    Symptom(
        "Somebody cannot sign on to inSync through Okta",
        "The email ID was changed, and Okta still signs on with the username of before.",
        (
            (
                "14_partial_remaps",
                "Between the email IDs and the import nobody whose addresses differ can sign on",
            ),
        ),
        remedy=("mapping", "import"),
    ),
    Symptom(
        "Accounts from a CSV file, from AD or by hand are not backed up",
        "Under AD Attribute they have nothing to present until Okta sends their UPN.",
        (
            (
                "13_other_sources",
                "An account from a CSV file is taken over by Okta under its email ID",
            ),
            (
                "13_people_never_in_okta",
                "Under AD Attribute nothing is backed up, "
                "and what was backed up before can be restored",
            ),
            (
                "13_other_sources",
                "Accounts of a former AD connector keep their AD attribute "
                "until Okta sends another",
            ),
        ),
    ),
    Symptom(
        "Someone is not imported",
        "The token expired, the profile is full, no SCIM mapping fits, or displayName is missing.",
        (
            ("27_connection", "A SCIM token works for 365 days"),
            ("24_profiles", "A profile with its maximum of users accepts nobody else"),
            ("24_profiles", "The filter of a SCIM mapping is case-sensitive"),
            ("24_profiles", "Without a SCIM mapping inSync creates nobody"),
            ("24_profiles", "A user without displayName is refused as if no SCIM mapping fitted"),
        ),
    ),
    Symptom(
        "No backup is started",
        "The account is preserved, or no license was left for its first backup.",
        (
            ("09_backup", "Without an active, licensed account no backup is started"),
            (
                "23_licenses",
                "An account takes a license by its first backup, not when it is created",
            ),
        ),
    ),
    Symptom(
        "No restore is started",
        "The account is preserved: it is activated first, which can need a license.",
        (
            ("26_restore_needs", "A preserved account is activated before it is restored"),
            (
                "23_preserved_users",
                "Preserving an account frees its license, and bringing it back needs one",
            ),
        ),
    ),
    Symptom(
        "Snapshots of a preserved user are gone",
        "Retention goes on after preserving; only Legal Hold keeps every snapshot.",
        (("23_preserved_users", "What was backed up is kept as long as the profile says"),),
    ),
    Symptom(
        "An account stays active although Okta deactivated it",
        "The task says Forbidden: every license for preserved users is in use.",
        (
            (
                "23_preserved_users",
                "A preserved user needs a license for preserved users, and no other",
            ),
        ),
    ),
    Symptom(
        "An account stays preserved",
        "What an administrator preserved in inSync, Okta cannot bring back.",
        (("23_licenses", "Okta gets success although the account stays preserved"),),
    ),
    Symptom(
        "Somebody has another person's data",
        "An address was given to somebody new while inSync still presents it for the old account.",
        (
            (
                "21_name_changes_left_behind",
                "An address given to somebody else opens somebody else's mailbox",
            ),
        ),
    ),
    Symptom(
        "Shared mailboxes are not backed up",
        "AD Attribute does not serve them: Okta sends no UPN for a mailbox without a person.",
        (("28_shared_mailboxes_and_guests", "AD Attribute does not serve shared mailboxes"),),
    ),
    Symptom(
        "Backups fail with EUAUTH, or inSync has no access to Microsoft 365",
        "Microsoft 365 gives inSync no token, or lacks the consent: an admin authorizes it anew.",
        (
            (
                "25_job_endings",
                "EUAUTH means that whoever authorized inSync has to do so again, with MFA",
            ),
            (
                "25_job_endings",
                "Without access to Microsoft 365 nobody's jobs succeed",
            ),
        ),
    ),
    Symptom(
        "Nobody's mail is backed up or restored, and Microsoft 365 says 403",
        "inSync uses Exchange Web Services, which Microsoft closes to apps that no list names.",
        (
            (
                "29_exchange_web_services",
                "Of a restore that fails, ask first what was refused: EWS, or the address",
            ),
            ("29_exchange_web_services", "An app on the allow list goes on, and no other"),
            ("29_exchange_web_services", "What stops without EWS is what inSync uses them for"),
        ),
    ),
)
