"""What the exports of a tenant hold, as plain values: the people of three systems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple


class Kind(Enum):
    """What an export lists."""

    OKTA_USERS = "Okta people"
    APP_USERS = "Okta app users of Druva 2.0"
    INSYNC_USERS = "inSync users"
    MICROSOFT365_USERS = "Microsoft 365 people"
    ONEDRIVES = "OneDrives"


class Place(NamedTuple):
    """Where something stands: the name of a file as it was given, and the line, from 1."""

    file: str
    line: int


class OktaUser(NamedTuple):
    """A user of Okta. ``attributes`` are those that a mapping needs beyond login and email.

    ``id`` is empty where the exports have none; ``active`` is false of DEPROVISIONED.
    """

    login: str
    email: str
    active: bool = True
    id: str = ""
    attributes: Mapping[str, str] = {}


class AppUser(NamedTuple):
    """An assignment of the Druva app: what it sends as userName, and to whom Okta links it.

    ``id`` is that of the Okta user, empty where the exports have none.
    """

    user_name: str
    id: str = ""
    external_id: str = ""


class HeldAccount(NamedTuple):
    """An account of inSync. ``attribute`` is the AD attribute, None where no export tells it.

    ``licensed`` is None where no export tells whether it holds a license for Microsoft 365.
    """

    email_id: str
    preserved: bool = False
    attribute: str | None = None
    licensed: bool | None = None


class MailUser(NamedTuple):
    """A user of Microsoft 365, and whether they have a mailbox and a OneDrive.

    ``primary_smtp`` is empty where there is none. ``aliases`` lack the primary SMTP address.
    """

    upn: str
    primary_smtp: str = ""
    aliases: tuple[str, ...] = ()
    mailbox: bool = True
    onedrive: bool = True
    shared: bool = False
    guest: bool = False


class Note(NamedTuple):
    """Something of the exports that a reader has to know, and where it stands."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Tenant:
    """Everybody of a tenant, each list in the order of its first column without regard to case.

    No two Okta users have the same login, no two accounts the same email ID, and no two users of
    Microsoft 365 the same UPN, compared without case; but a UPN that is no address is empty, so
    that several can be. App users can share a user name, or have none. ``app_users`` is None where
    no export lists them. ``assumed`` says in whole sentences what the
    exports do not tell, and ``notes`` which of their cells cannot be what they should be.
    """

    okta: Sequence[OktaUser]
    accounts: Sequence[HeldAccount]
    microsoft365: Sequence[MailUser]
    app_users: Sequence[AppUser] | None = None
    assumed: tuple[str, ...] = ()
    notes: tuple[Note, ...] = field(default=())
