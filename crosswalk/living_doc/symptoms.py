"""The symptoms that customers report, and what of the document explains each."""

from __future__ import annotations

from dataclasses import dataclass

from . import links


@dataclass(frozen=True, slots=True)
class Symptom:
    """What a customer says, what it means, and where it is shown: titles by the feature's stem.

    `remedy` names steps of the runbook: those that cure it, or that keep it from coming about.
    """

    title: str
    meaning: str
    rules: tuple[tuple[str, str], ...]
    examples: tuple[tuple[str, str], ...] = ()
    remedy: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """Where the symptom stands on the front page."""
        return links.slug(self.title)

    @property
    def shown(self) -> list[tuple[str, str]]:
        """Address and title of everything that explains it, the cause first."""
        rules = [(links.rule(stem, title), title) for stem, title in self.rules]
        return rules + [(links.example(stem, title), title) for stem, title in self.examples]


_PROCEDURE = ("email-ids", "attribute", "mapping", "import", "setting")

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
        "Everyone is there twice",
        "The mapping was changed before the email IDs: the import found nobody and created them. "
        "Once it did, the first account cannot be given the address any more.",
        (
            ("01_troubleshooting", "Everyone is there twice"),
            ("06_remap", "Remapping accounts that were imported by UPN duplicates them"),
            (
                "06_remap",
                "Changing the inSync email IDs first lets the import update the same accounts",
            ),
        ),
        (("03_journey", "Once the mapping has made a second account the email ID is taken"),),
        remedy=("email-ids", "mapping", "import"),
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
            ("05_mapping", "An attribute without external namespace is never sent"),
            (
                "05_mapping",
                "The attribute that carries the UPN is userPrincipalName in the core namespace",
            ),
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
    ),
    Symptom(
        "Someone is not imported",
        "The token ended, the profile is full, or no SCIM mapping takes the person in.",
        (
            ("27_connection", "A SCIM token works for 365 days"),
            ("24_profiles", "A profile with its maximum of users accepts nobody else"),
            ("24_profiles", "The filter of a SCIM mapping is case-sensitive"),
            ("24_profiles", "Without a SCIM mapping inSync creates nobody"),
        ),
    ),
    Symptom(
        "No backup is started",
        "The account is preserved, or there was no license left for it.",
        (
            ("09_backup", "Without an active, licensed account no backup is started"),
            (
                "23_licenses",
                "An account takes a license by its first backup, not when it is created",
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
                "21_name_changes",
                "An address given to somebody else opens somebody else's mailbox",
            ),
        ),
    ),
    Symptom(
        "Shared mailboxes are not backed up",
        "AD Attribute does not serve them: Okta sends no UPN for a mailbox without a person.",
        (("28_microsoft365_life", "AD Attribute does not serve shared mailboxes"),),
    ),
    Symptom(
        "Mail is backed up but not restored anywhere",
        "Restores go through Exchange Web Services, which Microsoft switches off.",
        (
            (
                "29_exchange_web_services",
                "With Exchange Web Services switched off, mail is backed up and not restored",
            ),
        ),
    ),
)
