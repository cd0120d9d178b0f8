"""What a lab holds that decides how jobs end, gathered from the consoles of two systems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fakes.insync import rules
from fakes.insync.admin import InSyncAdmin
from fakes.insync.assumed import RestoreOfPreserved
from fakes.insync.licenses import LicenseTaken
from fakes.insync.model import (
    Account,
    Profile,
    RestorePresents,
    WithoutAttribute,
)
from fakes.microsoft365.admin import Microsoft365Admin
from fakes.microsoft365.model import (
    MailboxType,
    Services,
    UnknownMailUser,
    UnlicensedMailbox,
    UnlistedUpn,
    UnopenedOneDrive,
    User,
)

from .foretelling import foretell
from .model import Conditions, DirectoryUser, Job, Outcome, index

_NOBODY: tuple[DirectoryUser, ...] = ()


@dataclass(frozen=True, slots=True)
class Situation:
    """The conditions, the profiles by name, the users by every name, and the readings in force."""

    conditions: Conditions
    profiles: Mapping[str, Profile]
    users: Mapping[str, tuple[DirectoryUser, ...]]
    readings: Mapping[str, str]

    def outcome(self, job: Job, account: Account, source: Account | None = None) -> Outcome:
        """Tell how a job of an account ends now, a restore from itself unless told otherwise."""
        profile = self.profiles.get(account.profile)
        return foretell(job, account, profile, self.conditions, self.holders, source=source)

    def outcomes(self, account: Account) -> tuple[Outcome, ...]:
        """Tell how every job of an account ends now."""
        return tuple(self.outcome(job, account) for job in Job)

    def holders(self, name: str) -> tuple[DirectoryUser, ...]:
        """Return the users who have a name."""
        return self.users.get(name, _NOBODY)

    def once_connected(self) -> Situation:
        """Return the same with access to Microsoft 365, which is no one person's concern."""
        return replace(self, conditions=replace(self.conditions, connected=True))


def gathered(insync: InSyncAdmin, microsoft365: Microsoft365Admin) -> Situation:
    """Gather what decides how jobs end now, in as many calls however many people there are."""
    readings = {**dict(insync.readings.in_force()), **dict(microsoft365.readings.in_force())}
    users = zip(microsoft365.directory.list_users(), microsoft365.directory.services(), strict=True)
    tenant = microsoft365.directory.tenant()
    conditions = Conditions(
        access=insync.settings.access_user_accounts_using(),
        connected=insync.protection.is_connected(),
        ews=tenant.ews,
        sharepoint=tenant.sharepoint,
        license_free=rules.backup_takes_license(
            insync.profiles.licenses(), LicenseTaken(readings["A25"])
        ),
        restore_of_preserved=RestoreOfPreserved(readings["A44"]),
        restore_presents=RestorePresents(readings["A1"]),
        without_attribute=WithoutAttribute(readings["A4"]),
        unlisted_upn=UnlistedUpn(readings["A6"]),
        unknown_mail_user=UnknownMailUser(readings["A49"]),
        unopened_onedrive=UnopenedOneDrive(readings["A50"]),
        unlicensed_mailbox=UnlicensedMailbox(readings["A54"]),
    )
    profiles = {each.name: each for each in insync.profiles.all()}
    return Situation(conditions, profiles, index(known(user, has) for user, has in users), readings)


def known(user: User, has: Services) -> DirectoryUser:
    """Return what decides of a user in Microsoft 365."""
    return DirectoryUser(
        id=user.id,
        user_principal_name=user.user_principal_name,
        mail=user.mail,
        aliases=user.aliases,
        mailbox=has.mailbox,
        drive=has.drive,
        shared=user.mailbox_type is MailboxType.SHARED,
    )
