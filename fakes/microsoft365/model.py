"""The data of Microsoft 365: users, mailboxes, drives, app registrations."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from fakes.wire import Address

from .attributes import NO_DETAILS, Details


@dataclass(frozen=True, slots=True)
class Hosts:
    """Where Microsoft 365 answers; without ``files`` that host is named after the tenant."""

    graph: str = "graph.microsoft.example"
    login: str = "login.microsoftonline.example"
    exchange: str = "outlook.office365.example"
    files: str = ""


class License(Enum):
    """A product that an admin assigns to a user."""

    OFFICE_365_E3 = "Office 365 E3"
    EXCHANGE_ONLINE = "Exchange Online (Plan 1)"
    ONEDRIVE = "OneDrive for Business (Plan 1)"


class UserType(Enum):
    """Whether somebody belongs to the organization, as ``userType`` says it."""

    MEMBER = "Member"
    GUEST = "Guest"


class NameProperty(Enum):
    """The properties that hold names of a user, as Graph calls them."""

    UPN = "userPrincipalName"
    NICKNAME = "mailNickname"
    MAIL = "mail"
    ADDRESSES = "proxyAddresses"
    DISPLAY_NAME = "displayName"
    GIVEN_NAME = "givenName"
    SURNAME = "surname"


class MailboxType(Enum):
    """Whose mailbox it is, as ``userPurpose`` says it."""

    USER = "user"
    SHARED = "shared"


class MailboxState(Enum):
    """Whether a mailbox can be reached."""

    NONE = "none"
    ACTIVE = "active"
    SOFT_DELETED = "soft-deleted"


class DriveState(Enum):
    """What can be done with a OneDrive."""

    NOT_PROVISIONED = "not provisioned"
    ACTIVE = "active"
    READ_ONLY = "read-only"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class Services:
    """What the mailbox and the OneDrive of a user are at a moment."""

    user_id: str
    mailbox: MailboxState
    drive: DriveState


class Problem(Enum):
    """Why a service turns a caller away."""

    NO_SUCH_USER = "no such user"
    NO_SUCH_MAIL_USER = "no such user, says Exchange"
    NO_SUCH_PRINCIPAL = "no such principal name"
    NO_MAILBOX = "no mailbox"
    NOT_PRIMARY = "not the primary SMTP address"
    NO_ADDRESS = "no mailbox named"
    NO_SUCH_FOLDER = "no such folder"
    NO_SUCH_MESSAGE = "no such message"
    FOLDER_TAKEN = "folder name taken"
    NO_SHAREPOINT = "tenant without SharePoint"
    NO_DRIVE = "drive not provisioned"
    NO_SUCH_ITEM = "no such item"
    NAME_TAKEN = "name taken"
    BAD_NAME = "name not allowed"
    NOT_A_FILE = "not a file"
    DRIVE_LOCKED = "drive locked"
    STALE_DIRECTORY = "directory token out of date"
    STALE_MAIL = "mail token out of date"
    STALE_DRIVE = "drive token out of date"
    NAME_CAME_TO_BE_TAKEN = "name taken when the upload was complete"
    NO_SUCH_UPLOAD = "no such upload session"
    FRAGMENT_OVERLAP = "fragment overlaps what was received"
    FRAGMENT_OUT_OF_ORDER = "fragment out of order"
    NO_SUCH_ATTACHMENT = "no such attachment"
    BAD_MESSAGE = "message that cannot be written"


class ConflictBehavior(Enum):
    """What happens when a name is taken in a drive."""

    FAIL = "fail"
    RENAME = "rename"
    REPLACE = "replace"


class Impersonation(Enum):
    """How EWS names the impersonated user: the elements of ``ConnectingSID``."""

    PRINCIPAL_NAME = "PrincipalName"
    SMTP_ADDRESS = "SmtpAddress"
    PRIMARY_SMTP_ADDRESS = "PrimarySmtpAddress"


@dataclass(frozen=True, slots=True)
class Tenant:
    """The organization; ``ews_allowed`` are the client ids that may use EWS, None for all."""

    id: str
    domain: str
    sharepoint: bool = True
    ews: bool = True
    ews_allowed: tuple[str, ...] | None = None
    mfa_required: bool = False


@dataclass(frozen=True, slots=True)
class User:
    """A person in the directory, with every address that may be used for them.

    ``mail`` is the primary SMTP address; ``aliases`` are the secondary ones.
    ``upn_is_alias`` tells whether Microsoft 365 keeps the UPN among the mailbox's addresses.
    """

    id: str
    user_principal_name: Address
    mail: Address | None
    mail_nickname: str
    created_at: datetime
    aliases: tuple[Address, ...] = ()
    display_name: str = ""
    given_name: str = ""
    surname: str = ""
    licenses: tuple[License, ...] = ()
    upn_is_alias: bool = True
    user_type: UserType = UserType.MEMBER
    mailbox_type: MailboxType = MailboxType.USER
    account_enabled: bool = True
    mailbox_lost_at: datetime | None = None
    drive_lost_at: datetime | None = None
    deleted_at: datetime | None = None
    details: Details = NO_DETAILS

    @property
    def proxy_addresses(self) -> tuple[str, ...]:
        """The addresses as the directory writes them: ``SMTP:`` the primary, ``smtp:`` the rest."""
        primary = (f"SMTP:{self.mail}",) if self.mail else ()
        return primary + tuple(f"smtp:{alias}" for alias in self.aliases)


@dataclass(frozen=True, slots=True)
class Folder:
    """A mail folder; ``path`` is spelled from below the top of the mailbox: ``Inbox/Projects``."""

    id: str
    mailbox_id: str
    parent_id: str
    name: str
    path: str
    well_known: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A mail item, without its content.

    ``extras`` are further properties that a client set, such as the categories, each as JSON.
    """

    id: str
    change_key: str
    mailbox_id: str
    folder_id: str
    subject: str
    internet_message_id: str
    sender: str
    recipients: tuple[str, ...]
    size: int
    sent_at: datetime
    received_at: datetime
    is_read: bool = False
    is_draft: bool = False
    copied: tuple[str, ...] = ()
    extras: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Drive:
    """The OneDrive of a user."""

    id: str
    owner_id: str
    root_id: str


@dataclass(frozen=True, slots=True)
class DriveItem:
    """A file or folder; ``path`` is spelled from below the root: ``Reports/2026.txt``.

    ``created_by`` and ``modified_by`` are the client ids of apps, empty for the owner.
    """

    id: str
    drive_id: str
    parent_id: str
    name: str
    path: str
    is_folder: bool
    size: int
    version: int
    created_at: datetime
    modified_at: datetime
    quick_xor_hash: str = ""
    created_by: str = ""
    modified_by: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a message; ``content_id`` is how the text of the message refers to it."""

    id: str
    name: str
    content_type: str
    content: bytes = field(repr=False)
    content_id: str = ""
    is_inline: bool = False


@dataclass(frozen=True, slots=True)
class MessageDraft:
    """A message to be created; ``body_type`` is text or html."""

    subject: str = ""
    body: str = ""
    body_type: str = "text"
    sender: str = ""
    recipients: tuple[str, ...] = ()
    copied: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    message_id: str = ""
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """The last change of a record: its number in the order of all, and whether it is gone.

    ``removed`` is empty, ``changed`` for what can come back, or ``deleted``.
    """

    number: int
    scope: str
    id: str
    removed: str = ""


@dataclass(frozen=True, slots=True)
class UploadSession:
    """A file that an app sends in fragments; ``item_id`` is the file that it replaces, if any."""

    id: str
    drive_id: str
    folder_id: str
    path: str
    conflict: ConflictBehavior
    expires_at: datetime
    item_id: str = ""
    received: int = 0
    total: int = 0
    by: str = ""
    parts: tuple[bytes, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Limit:
    """How often an app may call Graph in a span of seconds."""

    calls: int
    seconds: int


@dataclass(frozen=True, slots=True)
class App:
    """An app registration: whether it was authorized with MFA, and what it may do over Graph."""

    client_id: str
    name: str
    mfa: bool = False
    mail_read_write: bool = True
    user_read_write: bool = True


@dataclass(frozen=True, slots=True)
class Credentials:
    """What an admin copies from an app registration into another system."""

    tenant_id: str
    client_id: str
    client_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AccessToken:
    """What the token endpoint gave to an app."""

    value: str = field(repr=False)
    client_id: str
    audience: str
    expires_at: datetime
