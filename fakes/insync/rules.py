"""What inSync decides, as functions of what it knows."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import NamedTuple

import msgspec

from .assumed import MailApi, NeverSent, RestoreOfPreserved
from .licenses import ComingBack, Licenses, LicenseTaken, PreservingNeeds
from .model import (
    AccessSetting,
    Account,
    AccountStatus,
    Cause,
    ErrorCode,
    Origin,
    PreservedBy,
    Profile,
    RestorePresents,
    ScimMapping,
    ScimToken,
    Snapshot,
    SnapshotItem,
    WithoutAttribute,
    Workload,
)

Meaning = tuple[ErrorCode | None, Cause]
Path = tuple[str, ...]


class Presented(NamedTuple):
    """What a job presents to Microsoft 365, None for nothing, and the ids of what chose it."""

    value: str | None
    ids: tuple[str, ...]


_USER_NOT_FOUND = ErrorCode.EUSERNOTFOUND
_NO_MAILBOX = ("mailboxnotenabledforrestapi", "mailboxnotsupportedforrestapi")
_NO_ONEDRIVE = ("user's mysite not found", "user's mysite url", "404 file not found", "spo license")
_UNKNOWN_USER = ("request_resourcenotfound", "resourcenotfound", "errorinvaliduser")
_NO_ACCESS = ("authorization_requestdenied", "erroraccessdenied")
_MFA_NEEDED = "AADSTS50076"
_NOT_PRIMARY = "ErrorNonPrimarySmtpAddress"
_NO_SUCH_MAILBOX = "ErrorNonExistentMailbox"

EMAIL_ADDRESS = "Email address"
NAME = "Name"
AD_LDAP_USER_NAME = "AD/LDAP User Name"


def presented_for_backup(
    account: Account, access: AccessSetting, without: WithoutAttribute
) -> Presented:
    """R04, R05, A4: the setting chooses between the email ID and the stored AD attribute."""
    if access is AccessSetting.EMAIL_ID:
        return Presented(account.email_id.text, ("R04",))
    if account.ad_attribute:
        return Presented(account.ad_attribute, ("R05",))
    fallback = account.email_id.text if without is WithoutAttribute.EMAIL_ID else None
    return Presented(fallback, ("A4",))


def presented_for_restore(
    account: Account,
    workload: Workload,
    *,
    access: AccessSetting,
    presents: RestorePresents,
    without: WithoutAttribute,
) -> Presented:
    """A1, A5: Exchange Online is restored by the email ID, OneDrive by what a backup presents."""
    by_mail = workload is Workload.EXCHANGE_ONLINE
    if by_mail and presents is RestorePresents.EMAIL_ID:
        return Presented(account.email_id.text, ("A1",))
    value, ids = presented_for_backup(account, access, without)
    return Presented(value, ("A1" if by_mail else "A5", *ids))


def uses_ews(api: MailApi, *, restoring: bool) -> bool:
    """A53: tell whether inSync uses Exchange Web Services for mail, and not Graph."""
    return api is MailApi.EWS or (restoring and api is MailApi.GRAPH_THEN_EWS)


def why_not_backed_up(
    account: Account,
    profile: Profile | None,
    workload: Workload,
    *,
    connected: bool,
    license_free: bool,
) -> Cause | None:
    """A8: say why no backup of a workload starts for an account, or None when one does."""
    if account.status is AccountStatus.PRESERVED:
        return Cause.PRESERVED
    if not (account.licensed or license_free):
        return Cause.NO_LICENSE
    if profile is None or workload not in profile.workloads:
        return Cause.NOT_PROTECTED
    return None if connected else Cause.NOT_CONNECTED


def why_not_restored(account: Account, preserved: RestoreOfPreserved) -> Cause | None:
    """F57, A44: say why no restore from an account starts, or None when one does."""
    stays = preserved is RestoreOfPreserved.ACTIVATE_FIRST
    return Cause.PRESERVED if stays and account.status is AccountStatus.PRESERVED else None


def beyond_retention(
    snapshots: Sequence[Snapshot], profile: Profile | None, now: datetime
) -> tuple[Snapshot, ...]:
    """F10: return what is older than the retention, but for the last snapshot of an app."""
    if profile is None or not profile.retention_days:
        return ()
    # However many days: a span of that many may be longer than Python counts.
    kept = (profile.retention_days, timedelta())
    return tuple(each for each in snapshots[:-1] if _age(each, now) > kept)


def _age(snapshot: Snapshot, now: datetime) -> tuple[int, timedelta]:
    """Return how many whole days old a snapshot is, and what is over."""
    age = now - snapshot.taken_on
    return age.days, age - timedelta(days=age.days)


def meaning_of_graph(workload: Workload, *, code: str, text: str) -> Meaning:
    """R07, A42: a user, mailbox or OneDrive that is not there is EUSERNOTFOUND, with its cause."""
    folded = code.casefold()
    if folded in _NO_ACCESS:
        return meaning_of_no_access()
    if folded in _NO_MAILBOX:
        return _USER_NOT_FOUND, Cause.NO_MAILBOX
    if workload is Workload.ONEDRIVE and _tells_no_onedrive(text):
        return _USER_NOT_FOUND, Cause.NO_ONEDRIVE
    if folded in _UNKNOWN_USER:
        return _USER_NOT_FOUND, Cause.UNKNOWN_USER
    return None, Cause.OTHER


def _tells_no_onedrive(text: str) -> bool:
    folded = text.casefold()
    return any(phrase in folded for phrase in _NO_ONEDRIVE)


def meaning_of_ews(*, status: int, code: str, restoring: bool) -> Meaning:
    """R08, A74: what Exchange Web Services refuse, with the code that Druva documents for it.

    An address that is not the primary one ends a job in #100000011, one that no mailbox has ends
    a backup in EUSERNOTFOUND; no code is documented for 403.
    """
    if code == _NOT_PRIMARY:
        return ErrorCode.SERVER_NOT_REACHABLE, Cause.NOT_PRIMARY_SMTP
    if code == _NO_SUCH_MAILBOX:
        return None if restoring else _USER_NOT_FOUND, Cause.NO_SUCH_MAILBOX
    return None, Cause.EWS_CLOSED if status == HTTPStatus.FORBIDDEN else Cause.OTHER


def meaning_of_no_access(text: str = "") -> Meaning:
    """F62, A76: without a token a job has no code, but EUAUTH where Entra ID asks for MFA."""
    return ErrorCode.EUAUTH if _MFA_NEEDED in text else None, Cause.NOT_CONNECTED


def meaning_of_nothing(workload: Workload, *, restoring: bool) -> Meaning:
    """A4, A43: nothing to present is EUSERNOTFOUND, but for a mailbox restore no code."""
    silent = restoring and workload is Workload.EXCHANGE_ONLINE
    return None if silent else _USER_NOT_FOUND, Cause.NOTHING_PRESENTED


def carried_over(
    before: Snapshot | None, *, missed_items: set[str], missed_folders: set[Path], seen: set[str]
) -> tuple[SnapshotItem, ...]:
    """A40: keep what an earlier snapshot held of the items and folders that could not be read."""
    return tuple(
        item
        for item in (before.items if before else ())
        if item.item_id not in seen
        and (item.item_id in missed_items or _is_below(item.path, missed_folders))
    )


def _is_below(path: Path, folders: set[Path]) -> bool:
    return any(path[: len(folder)] == folder for folder in folders)


# --- Licenses -----------------------------------------------------------------------------------


def active_license_is_free(licenses: Licenses) -> bool:
    """F55, A69: allow a buffer of 5 % of the licenses or 100, whichever is lower, rounded down."""
    buffer = min(licenses.active * 5 // 100, 100)
    return licenses.active_consumed < licenses.active + buffer


def preserved_licenses(active: int, bought: int) -> int:
    """F56, A69: grant a tenth of the licenses for active users, rounded up, and what was bought."""
    return -(-active // 10) + bought


def backup_takes_license(licenses: Licenses, taken: LicenseTaken) -> bool:
    """F54, A25: let a first backup take a free license, unless accounts took theirs before."""
    return taken is LicenseTaken.BY_FIRST_BACKUP and active_license_is_free(licenses)


def may_be_preserved(account: Account, licenses: Licenses, needs: PreservingNeeds) -> bool:
    """F30, A29, A68: who holds a license is preserved only with one for preserved users."""
    if needs is PreservingNeeds.ACTIVE_USER:
        return active_license_is_free(licenses)
    return not account.licensed or licenses.preserved_consumed < licenses.preserved


def may_be_activated(account: Account, licenses: Licenses) -> bool:
    """F33, A68: who holds a license for preserved users needs one for active users."""
    return not account.licensed or active_license_is_free(licenses)


# --- Accounts -----------------------------------------------------------------------------------

TOKEN_LIFE = timedelta(days=365)
API_TOKEN_LIFE = timedelta(minutes=30)
TRACKER_LIFE = timedelta(hours=48)
REPORT_TOKEN_LIFE = timedelta(minutes=5)

_NOT_IN_A_NAME = str.maketrans(dict.fromkeys("?*/\\<>", "_"))


def clean_display_name(name: str) -> str:
    """F34: replace the characters that the name of a provisioned account cannot hold."""
    return name.translate(_NOT_IN_A_NAME)


def shown_attributes(account: Account, never_sent: NeverSent) -> tuple[tuple[str, str], ...]:
    """F96, A96: return what SCIM shows besides; who was never sent has what the console knows."""
    if account.origin is Origin.SCIM or never_sent is NeverSent.BARE:
        return account.attributes
    given, *others = account.display_name.split() or [account.email_id.text]
    emails = [{"value": account.email_id.text, "type": "work", "primary": True}]
    return (
        ("name.givenName", given),
        ("name.familyName", " ".join(others) or given),
        ("emails", msgspec.json.encode(emails).decode()),
    )


def value_of(attributes: tuple[tuple[str, str], ...], name: str) -> str | None:
    """Return the value of a SCIM attribute, named with or without the URN of its schema."""
    ending = f":{name}"
    for path, value in attributes:
        if path == name or path.endswith(ending):
            return value
    return None


def fits(mapping: ScimMapping, attributes: tuple[tuple[str, str], ...]) -> bool:
    """F05: compare with case the attribute a mapping names and the values it lists."""
    return not mapping.attribute or value_of(attributes, mapping.attribute) in mapping.values


def fitting_mapping(
    mappings: tuple[ScimMapping, ...], attributes: tuple[tuple[str, str], ...]
) -> ScimMapping | None:
    """Return the first mapping in order of priority that fits a user, or None."""
    return next((mapping for mapping in mappings if fits(mapping, attributes)), None)


def edit_fields(profile: Profile) -> tuple[str, ...]:
    """F53: return the fields of *Edit User*; one more where users log in with AD/LDAP."""
    return (EMAIL_ADDRESS, NAME, AD_LDAP_USER_NAME)[: 3 if profile.ad_ldap_login else 2]


def is_full(profile: Profile, users: int) -> bool:
    """F04: tell whether a profile has as many users as it may; a maximum of 0 is none."""
    return 0 < profile.max_users <= users


def has_place_for(profile: Profile | None, users: int, coming_back: ComingBack) -> bool:
    """A82: tell whether an account of a profile may be activated again, by the profile's users."""
    always = coming_back is ComingBack.ALWAYS
    return always or profile is None or not is_full(profile, users)


def opens(token: ScimToken | None, digest: str, now: datetime) -> bool:
    """F01, A10: accept the token in force until its 365 days are over; a replaced one is not."""
    return (
        token is not None and hmac.compare_digest(token.digest, digest) and now <= token.expires_on
    )


def identity_provider_may_activate(account: Account) -> bool:
    """F03: allow the identity provider to bring back only what it preserved itself."""
    return account.preserved_by is not PreservedBy.ADMINISTRATOR


def wanted_status(account: Account, active: bool | None) -> AccountStatus:
    """Return the status an identity provider asks for; without ``active`` all stays as it is."""
    if active is None:
        return account.status
    return AccountStatus.ACTIVE if active else AccountStatus.PRESERVED


def stored_attribute(sent: str | None) -> str | None:
    """R06, A38: keep as the AD attribute what provisioning sent, and nothing else."""
    return sent or None


def folders_to_restore(snapshot: Snapshot) -> tuple[Path, ...]:
    """Return every folder that a snapshot names, those above it first."""
    named = (*snapshot.folders, *(item.path for item in snapshot.items))
    return tuple(dict.fromkeys(path[:depth] for path in named for depth in range(1, len(path) + 1)))


def new_folder(now: datetime) -> str:
    """Return the name of the folder that a restore at this time makes."""
    return f"inSync Restore {now.ctime().replace(':', '-')}"
