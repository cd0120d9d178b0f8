"""The data of Okta: people, the Druva app, assignments, jobs, tasks and events."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from .apps import AppStatus as AppStatus
from .apps import OtherApp as OtherApp
from .apps import OtherAppGroup as OtherAppGroup
from .apps import OtherAppUser as OtherAppUser
from .apps import SignOnMode as SignOnMode
from .attributes import APP_NAME as APP_NAME
from .attributes import AppAttribute as AppAttribute
from .attributes import AttributeScope as AttributeScope
from .attributes import DataType as DataType
from .attributes import UserAttribute as UserAttribute
from .mapping import Apply as Apply
from .mapping import AttributeMapping as AttributeMapping
from .mapping import Direction as Direction
from .mapping import MappingDraft as MappingDraft
from .mapping import MappingPreview as MappingPreview
from .mapping import OnNewRow as OnNewRow
from .mapping import OnSave as OnSave
from .mapping import Updates as Updates
from .roles import AdminRole as AdminRole
from .roles import Deed as Deed
from .sign_in import BY_HOOK as BY_HOOK
from .sign_in import BY_OKTA as BY_OKTA
from .sign_in import Credentials as Credentials
from .sign_in import Hashed as Hashed
from .sign_in import Provider as Provider
from .sign_in import ProviderType as ProviderType

APP_LABEL = "Druva 2.0"
CORE_USER_NAMESPACE = "urn:ietf:params:scim:schemas:core:2.0:User"


@dataclass(frozen=True, slots=True)
class Hosts:
    """The host name of the org."""

    org: str = "corp.okta.example"


class UserStatus(Enum):
    """The statuses of an Okta user."""

    STAGED = "STAGED"
    PROVISIONED = "PROVISIONED"
    ACTIVE = "ACTIVE"
    RECOVERY = "RECOVERY"
    PASSWORD_EXPIRED = "PASSWORD_EXPIRED"  # noqa: S105 - a status, not a password
    LOCKED_OUT = "LOCKED_OUT"
    SUSPENDED = "SUSPENDED"
    DEPROVISIONED = "DEPROVISIONED"


@dataclass(frozen=True, slots=True)
class OktaUser:
    """A person in the directory; ``profile`` holds (attribute, value) pairs, login first.

    The attributes are spelled as in ``user.login``: login, email, firstName, lastName and
    whatever else the user type has. Without a password a person is provisioned, not active, unless
    the ``provider`` asks for none.
    """

    id: str
    status: UserStatus
    profile: tuple[tuple[str, str], ...]
    created: datetime
    last_updated: datetime
    status_changed: datetime | None = None
    activated: datetime | None = None
    has_password: bool = True
    provider: Provider = BY_OKTA
    password_changed: datetime | None = None

    def attribute(self, name: str) -> str | None:
        """Return the value of a profile attribute, or None."""
        return next((value for key, value in self.profile if key == name), None)

    @property
    def login(self) -> str:
        """The Okta username."""
        return self.attribute("login") or ""

    @property
    def email(self) -> str:
        """The primary email."""
        return self.attribute("email") or ""


@dataclass(frozen=True, slots=True)
class Group:
    """A group and its members' ids."""

    id: str
    name: str
    members: tuple[str, ...] = ()
    description: str = ""
    created: datetime | None = None
    last_updated: datetime | None = None
    last_membership_updated: datetime | None = None


class UsernameFormat(Enum):
    """*Application username format* on the Sign On tab."""

    OKTA_USERNAME = "Okta username"
    EMAIL = "Email"
    OKTA_USERNAME_PREFIX = "Okta username prefix"
    EMAIL_PREFIX = "Email prefix"
    CUSTOM = "Custom"


class ScimStyle(Enum):
    """How the client spells updates: wizard-built apps PUT, catalog apps PATCH activity."""

    WIZARD = "wizard"
    CATALOG = "catalog"
    CATALOG_PATCH = "catalog, PATCH for all updates"


@dataclass(frozen=True, slots=True)
class Provisioning:
    """The To App page: where the service provider is, and what Okta may do there."""

    base_url: str = ""
    token: str = field(default="", repr=False)
    enabled: bool = False
    create_users: bool = True
    update_user_attributes: bool = True
    deactivate_users: bool = True
    style: ScimStyle = ScimStyle.CATALOG


@dataclass(frozen=True, slots=True)
class SignOn:
    """The Sign On tab: what fills the app username, and when it is updated."""

    format: UsernameFormat = UsernameFormat.OKTA_USERNAME
    expression: str = ""
    update_on: Apply = Apply.CREATE_AND_UPDATE


class AppUserStatus(Enum):
    """The statuses of an assignment."""

    STAGED = "STAGED"
    PROVISIONED = "PROVISIONED"
    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"


class SyncState(Enum):
    """Whether the downstream account is what Okta last computed."""

    DISABLED = "DISABLED"
    OUT_OF_SYNC = "OUT_OF_SYNC"
    SYNCHRONIZED = "SYNCHRONIZED"
    ERROR = "ERROR"


class Scope(Enum):
    """Whether an assignment is the person's own or comes from a group."""

    USER = "USER"
    GROUP = "GROUP"


@dataclass(frozen=True, slots=True)
class AppUser:
    """An assignment of the Druva app to a person.

    ``external_id`` is the SCIM id of the account downstream: the link. ``profile`` holds
    (variable, value) pairs of the app profile, ``pushed`` the same as it was last accepted
    downstream, with the user name under ``userName``. ``before_provisioning`` marks an
    assignment made while provisioning was off.
    """

    id: str
    user_id: str
    scope: Scope
    status: AppUserStatus
    sync_state: SyncState
    user_name: str
    profile: tuple[tuple[str, str], ...] = ()
    external_id: str | None = None
    pushed: tuple[tuple[str, str], ...] = ()
    before_provisioning: bool = False
    created: datetime | None = None
    last_updated: datetime | None = None
    status_changed: datetime | None = None
    last_sync: datetime | None = None


class Action(Enum):
    """What a job does downstream."""

    PROVISION = "provision"
    PUSH_PROFILE = "push profile"
    DEACTIVATE = "deactivate"
    REACTIVATE = "reactivate"


@dataclass(frozen=True, slots=True)
class Job:
    """A provisioning job for a person, to be run not before ``due``.

    It belongs to one assignment, ``app_user_id``, and is dropped when that is gone. A deactivation
    outlives its assignment, so it carries what it needs: ``external_id`` and ``user_name``.
    """

    id: str
    user_id: str
    action: Action
    app_user_id: str = ""
    due: datetime | None = None
    attempts: int = 0
    external_id: str | None = None
    user_name: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A failed job that waits for an admin; ``text`` is what the dashboard shows."""

    id: str
    user_id: str
    action: Action
    text: str
    created: datetime


@dataclass(frozen=True, slots=True)
class RunResult:
    """What running the queue did downstream, in accounts."""

    created: int = 0
    linked: int = 0
    updated: int = 0
    deactivated: int = 0
    reactivated: int = 0
    failed: int = 0
    waiting: int = 0


class Match(Enum):
    """How an imported account compares with the people of the directory."""

    EXACT = "exact match"
    PARTIAL = "partial match"
    NONE = "no match"


class MatchOn(Enum):
    """Which value an exact match compares."""

    USERNAME = "Okta username format"
    EMAIL = "email"


class RowState(Enum):
    """Where an imported row stands."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One account that an import found downstream and does not know yet."""

    external_id: str
    user_name: str
    email: str
    first_name: str
    last_name: str
    match: Match
    user_id: str | None = None
    state: RowState = RowState.PENDING


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import says when it is done, or, in ``error``, why it was not."""

    scanned: int
    new: int
    updated: int
    unchanged: int
    rows: tuple[ImportRow, ...]
    error: str = ""


class Severity(Enum):
    """How serious an event is."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARN = "WARN"
    ERROR = "ERROR"


@dataclass(frozen=True, slots=True)
class LogEvent:
    """One System Log event.

    ``target`` names what it is about, for a person the login or app username, and ``user_id`` is
    that person's id; ``app_user_id`` and ``group_id`` are those of the assignment and the group,
    and ``app_id`` that of the app, unless it is Druva 2.0.
    """

    uuid: str
    published: datetime
    event_type: str
    display_message: str
    severity: Severity
    result: str
    reason: str = ""
    target: str = ""
    user_id: str = ""
    app_user_id: str = ""
    group_id: str = ""
    app_id: str = ""
    app_label: str = ""


class OnApplyUpdates(Enum):
    """A2: what *Apply updates now*, *Update now* and Force Sync do when a userName changed.

    It concerns linked accounts only; an account that is not linked is always looked up.
    """

    LOOK_UP_AGAIN = "look up again"
    DEACTIVATE_THEN_LOOK_UP = "deactivate, then look up"
    UPDATE_IN_PLACE = "update in place"


class OnClearedValue(Enum):
    """A12: what a push does about a value that inSync was sent before and Okta no longer has."""

    KEEP = "inSync keeps it"
    CLEAR = "it is sent as null"
