"""The data of inSync: accounts, profiles, tokens, jobs and snapshots."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from fakes.wire import Address


class Workload(Enum):
    """What is protected of a person, as the console names it."""

    EXCHANGE_ONLINE = "Exchange Online"
    ONEDRIVE = "OneDrive"


class AccessSetting(Enum):
    """The values of *Access user accounts using*."""

    EMAIL_ID = "inSync email ID"
    AD_ATTRIBUTE = "AD Attribute"


class AccountStatus(Enum):
    """The states of an account on the Users page."""

    ACTIVE = "active"
    PRESERVED = "preserved"


class PreservedBy(Enum):
    """Who preserved an account, which decides who may bring it back."""

    ADMINISTRATOR = "administrator"
    IDENTITY_PROVIDER = "identity provider"


class Origin(Enum):
    """How an account came to be."""

    SCIM = "SCIM"
    MANUAL = "Manual"
    CSV = "CSV"
    AD_LDAP = "AD/LDAP"


class AdminRole(Enum):
    """The role of the administrator at the console."""

    CLOUD_ADMINISTRATOR = "Cloud administrator"
    PROFILE_ADMINISTRATOR = "Profile administrator"


@dataclass(frozen=True, slots=True)
class Account:
    """One inSync account.

    ``ad_attribute`` is the hidden value of the database: no console shows or edits it, and it
    holds whatever provisioning sent, an address or not. ``attributes`` are further SCIM
    attributes by path, a value that is not a string as JSON. ``must_reset_password`` is set when
    the email ID changes by hand. ``scim_id`` is empty once SCIM deleted the user. ``licensed``
    tells whether it holds a license: one for active users, or for preserved users once preserved.
    """

    id: int
    scim_id: str
    email_id: Address
    display_name: str
    ad_attribute: str | None = None
    status: AccountStatus = AccountStatus.ACTIVE
    preserved_by: PreservedBy | None = None
    origin: Origin = Origin.MANUAL
    profile: str = ""
    storage: str = ""
    licensed: bool = False
    legal_hold: bool = False
    must_reset_password: bool = False
    external_id: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    added_on: datetime | None = None
    changed_on: datetime | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What accounts of a profile are protected with.

    ``max_users`` of 0 means no limit; ``retention_days`` of 0, that every snapshot is kept.
    ``ad_ldap_login`` says that *Login using* is AD/LDAP.
    """

    name: str
    max_users: int = 0
    retention_days: int = 0
    workloads: frozenset[Workload] = frozenset(Workload)
    ad_ldap_login: bool = False


@dataclass(frozen=True, slots=True)
class ScimMapping:
    """Which profile and storage a user that SCIM sends is given.

    A user fits when its ``attribute`` is one of ``values``, compared with case; a mapping
    without attribute fits everyone. The first mapping that fits decides.
    """

    name: str
    profile: str
    storage: str
    attribute: str = ""
    values: tuple[str, ...] = ()


EVERYONE = ScimMapping(name="Everyone", profile="Default", storage="Default")
"""The SCIM mapping that allows any user."""


@dataclass(frozen=True, slots=True)
class ScimToken:
    """A bearer token for provisioning, stored as its ``digest``."""

    digest: str
    created_on: datetime
    expires_on: datetime


@dataclass(frozen=True, slots=True)
class GraphApp:
    """The app registration by which inSync calls Microsoft 365."""

    tenant_id: str
    client_id: str
    client_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AccessToken:
    """What Microsoft 365 gave inSync to call one of its audiences with."""

    audience: str
    value: str = field(repr=False)
    expires_on: datetime


class BackupStatus(Enum):
    """How a backup ended, as the dashboard says it."""

    SUCCESSFUL = "Backed Up Successfully"
    WITH_ERRORS = "Backed Up With Errors"
    FAILED = "Backup Failed"
    NEVER = "Never Backed Up"


class RestoreStatus(Enum):
    """How a restore ended, as the event log says it."""

    SUCCESS = "Success"
    FAILED = "Failed"


class ErrorCode(Enum):
    """The codes that jobs carry."""

    EUSERNOTFOUND = "EUSERNOTFOUND"
    EUAUTH = "EUAUTH"
    SERVER_NOT_REACHABLE = "#100000011"


class Cause(Enum):
    """The cause of a job that did not succeed; several causes share one error code."""

    UNKNOWN_USER = "Microsoft 365 does not know the address"
    NOTHING_PRESENTED = "the account has no value to present"
    NO_MAILBOX = "the user has no mailbox"
    NO_ONEDRIVE = "the user has no OneDrive"
    NO_SUCH_MAILBOX = "no mailbox has the address"
    EWS_CLOSED = "Microsoft 365 does not let inSync use Exchange Web Services"
    NOT_PRIMARY_SMTP = "the address is not the primary SMTP address"
    PRESERVED = "the account is preserved"
    NO_LICENSE = "the account has no license"
    NOT_PROTECTED = "the profile does not protect this app"
    NOT_CONNECTED = "inSync has no access to Microsoft 365"
    OTHER = "another error"


@dataclass(frozen=True, slots=True)
class SnapshotItem:
    """A message or a file as it was: where, which version, and the digest of its bytes.

    ``path`` holds the folder names from the root; ``name`` is a file's name or a message's
    subject; ``version`` is Microsoft 365's changeKey or cTag; ``digest`` is SHA-256 in hex;
    ``internet_message_id`` tells whether a mailbox holds a message already, empty for a file.
    """

    item_id: str
    path: tuple[str, ...]
    name: str
    version: str
    digest: str
    size: int
    internet_message_id: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything one backup saw of one workload of one account."""

    id: int
    account_id: int
    workload: Workload
    taken_on: datetime
    folders: tuple[tuple[str, ...], ...]
    items: tuple[SnapshotItem, ...]


class Destination(Enum):
    """Where a restore puts what it restores."""

    ORIGINAL = "original location"
    NEW_FOLDER = "new folder"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup job: what was presented, how it ended, and what it fetched.

    ``presented`` is the value sent to Microsoft 365, None when there was none to send;
    ``message`` is what the console shows, ``underlying`` what Microsoft 365 said. A backup that
    was never started has ``status`` NEVER or the status of the last one, and a ``cause``.
    """

    id: int
    account_id: int
    workload: Workload
    started_on: datetime
    status: BackupStatus
    started: bool
    presented: str | None
    error: ErrorCode | None = None
    cause: Cause | None = None
    message: str = ""
    underlying: str = ""
    snapshot_id: int | None = None
    fetched: int = 0


@dataclass(frozen=True, slots=True)
class Restore:
    """A restore job: from which snapshot, to whom, and how it ended.

    ``restored`` counts the items written, ``present`` those that were there already. One that was
    never started has a ``cause``.
    """

    id: int
    account_id: int
    target_account_id: int
    workload: Workload
    started_on: datetime
    snapshot_id: int
    destination: Destination
    folder: str
    status: RestoreStatus
    presented: str | None
    started: bool = True
    error: ErrorCode | None = None
    cause: Cause | None = None
    message: str = ""
    underlying: str = ""
    restored: int = 0
    present: int = 0


@dataclass(frozen=True, slots=True)
class NotStarted:
    """A job that was asked for last and kept from starting, which is not a job of inSync's."""

    account_id: int
    workload: Workload
    restoring: bool
    cause: Cause


@dataclass(frozen=True, slots=True)
class EmailIdChange:
    """One line of a bulk change of email IDs."""

    account_id: int
    before: Address
    after: Address


class RestorePresents(Enum):
    """A1: what an Exchange Online restore presents to Microsoft 365."""

    EMAIL_ID = "inSync email ID"
    SETTING = "the setting"


class WithoutAttribute(Enum):
    """A4: what is presented when the setting asks for an AD attribute and none is stored."""

    NOTHING = "nothing is presented"
    EMAIL_ID = "the inSync email ID"


@dataclass(frozen=True, slots=True)
class Hosts:
    """The host names of inSync and of Microsoft 365."""

    api: str = "apis.druva.example"
    login: str = "login.microsoftonline.example"
    graph: str = "graph.microsoft.example"
    exchange: str = "outlook.office365.example"


class Refusal(Enum):
    """Why provisioning refuses a user."""

    NOT_AN_ADDRESS = "userName is not an address"
    EMAIL_ID_TAKEN = "the email ID belongs to another account"
    NO_MAPPING = "no SCIM mapping fits"
    PROFILE_FULL = "the profile has reached its maximum number of users"
    INCOMPLETE = "userName or displayName is missing"
    NO_LICENSE = "no license is free"
    NO_PRESERVED_LICENSE = "no license for preserved users is free"
    PRESERVED_BY_ADMINISTRATOR = "an administrator preserved the account"


@dataclass(frozen=True, slots=True)
class ScimUser:
    """A user as a provisioning client describes it; None where it says nothing.

    ``attributes`` are all other attributes by path, such as ``name.givenName``; a value that is
    no string is kept as JSON.
    """

    user_name: str
    display_name: str | None = None
    user_principal_name: str | None = None
    active: bool | None = None
    external_id: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
