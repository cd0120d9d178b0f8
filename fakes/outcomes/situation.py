"""What a lab holds that decides how jobs end, gathered from the consoles of two systems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from fakes.insync import rules
from fakes.insync.admin import InSyncAdmin
from fakes.insync.licenses import Licenses, LicenseTaken
from fakes.insync.model import Account, Profile, Workload
from fakes.microsoft365 import rules as microsoft365_rules
from fakes.microsoft365.admin import Microsoft365Admin
from fakes.microsoft365.model import MailboxType, Services, User

from .foretelling import foretell
from .model import Conditions, DirectoryUser, Job, Outcome, index
from .readings import read_as

_NOBODY: tuple[DirectoryUser, ...] = ()


@dataclass(frozen=True, slots=True)
class Situation:
    """The conditions, the profiles by name, the users by every name, and the readings in force.

    ``beyond_licenses`` are the ids of the accounts that find no license when everybody is backed
    up, oldest first.
    """

    conditions: Conditions
    profiles: Mapping[str, Profile]
    users: Mapping[str, tuple[DirectoryUser, ...]]
    readings: Mapping[str, str]
    beyond_licenses: frozenset[int] = frozenset()
    # What warns of an account, what shows it and what marks its values ask for the same.
    _outcomes: dict[Account, tuple[Outcome, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def outcome(self, job: Job, account: Account, source: Account | None = None) -> Outcome:
        """Tell how a job of an account ends now, a restore from itself unless told otherwise."""
        profile = self.profiles.get(account.profile)
        return foretell(job, account, profile, self.conditions, self.holders, source=source)

    def outcomes(self, account: Account) -> tuple[Outcome, ...]:
        """Tell how every job of an account ends when everything is run for everybody."""
        if account not in self._outcomes:
            self._outcomes[account] = tuple(self._foretold(account))
        return self._outcomes[account]

    def _foretold(self, account: Account) -> Iterator[Outcome]:
        free = account.id not in self.beyond_licenses
        conditions = self.conditions
        if conditions.license_free is not free:
            conditions = replace(conditions, license_free=free)
        profile = self.profiles.get(account.profile)
        for job in Job:
            yield foretell(job, account, profile, conditions, self.holders)

    def holders(self, name: str) -> tuple[DirectoryUser, ...]:
        """Return the users who have a name."""
        return self.users.get(name, _NOBODY)


def gathered(insync: InSyncAdmin, microsoft365: Microsoft365Admin) -> Situation:
    """Gather what decides how jobs end now, in as many calls however many people there are."""
    readings = {**dict(insync.readings.in_force()), **dict(microsoft365.readings.in_force())}
    users = zip(microsoft365.directory.list_users(), microsoft365.directory.services(), strict=True)
    tenant = microsoft365.directory.tenant()
    client_id = insync.protection.connected_as()
    apps = microsoft365.apps.list_apps()
    app = next((each for each in apps if each.client_id == client_id), None)
    licenses, taken = insync.profiles.licenses(), LicenseTaken(readings["A25"])
    conditions = Conditions(
        access=insync.settings.access_user_accounts_using(),
        connected=bool(client_id),
        registered=app is not None,
        mfa_needed=app is not None and microsoft365_rules.needs_mfa(tenant, app),
        ews=microsoft365_rules.answers_ews(tenant, client_id),
        mail_consent=app is not None and app.mail_read_write,
        sharepoint=tenant.sharepoint,
        license_free=rules.backup_takes_license(licenses, taken),
    )
    conditions = read_as(conditions, readings)
    profiles = {each.name: each for each in insync.profiles.all()}
    by_name = index(known(user, has) for user, has in users)
    beyond = _beyond(insync.accounts.all(), profiles, licenses, taken, connected=bool(client_id))
    return Situation(conditions, profiles, by_name, readings, frozenset(beyond))


def _beyond(
    accounts: Iterable[Account],
    profiles: Mapping[str, Profile],
    licenses: Licenses,
    taken: LicenseTaken,
    *,
    connected: bool,
) -> Iterator[int]:
    """Yield the accounts that find no license free when everybody is backed up, oldest first."""
    for account in accounts:
        if account.licensed:
            continue
        free = rules.backup_takes_license(licenses, taken)
        if not free:
            yield account.id
        elif _is_backed_up(account, profiles.get(account.profile), connected=connected):
            licenses = replace(licenses, active_consumed=licenses.active_consumed + 1)


def _is_backed_up(account: Account, profile: Profile | None, *, connected: bool) -> bool:
    """Tell whether a backup of an account starts if a license is free."""
    return any(
        rules.why_not_backed_up(account, profile, each, connected=connected, license_free=True)
        is None
        for each in Workload
    )


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
