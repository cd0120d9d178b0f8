"""Everything that Microsoft 365 remembers, indexed by every name it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from fakes.microsoft365 import rules
from fakes.microsoft365.model import (
    AccessToken,
    App,
    Drive,
    DriveItem,
    Folder,
    Message,
    Tenant,
    User,
)
from fakes.store import Ids, Table
from fakes.wire import Clock


class State:
    """The tables of one tenant, its clock and its readings."""

    def __init__(self, *, clock: Clock, seed: str, domain: str) -> None:
        self.clock = clock
        self._seed = seed
        self._domain = domain
        self.reset()

    def reset(self) -> None:
        """Start over with an empty tenant, which will draw the same ids again."""
        self.ids = Ids(self._seed)
        self.tenant = Tenant(id=self.ids.guid("tenant"), domain=self._domain)
        self.readings: dict[str, str] = {}
        self.users = _users()
        self.deleted: Table[User] = Table(lambda user: user.id)
        self.mailboxes: set[str] = set()
        self.folders = _folders()
        self.messages = _messages()
        self.mime: dict[str, bytes] = {}
        self.drives = _drives()
        self.items = _items()
        self.contents: dict[str, bytes] = {}
        self.apps: Table[App] = Table(lambda app: app.client_id)
        self.secrets: dict[str, set[str]] = {}
        self.tokens: dict[str, AccessToken] = {}
        self.downloads: dict[str, tuple[str, datetime]] = {}

    def user(self, user_id: str) -> User:
        """Return an active user; raises ValueError when there is none with this id."""
        user = self.users.get(user_id)
        if user is None:
            raise ValueError(f"no active user has the id {user_id!r}: expected the id of a User")
        return user


def _users() -> Table[User]:
    return Table(
        lambda user: user.id,
        unique={
            "directory": rules.directory_names,
            "address": rules.mailbox_names,
            "nickname": lambda user: (user.mail_nickname.casefold(),),
        },
        grouped={"mail": rules.primary_names},
    )


def _folders() -> Table[Folder]:
    return Table(
        lambda folder: folder.id,
        unique={"name": _folder_name, "well-known": _well_known},
        grouped={
            "parent": lambda folder: (folder.parent_id,),
            "mailbox": lambda folder: (folder.mailbox_id,),
        },
    )


def _messages() -> Table[Message]:
    return Table(
        lambda message: message.id,
        grouped={
            "folder": lambda message: (message.folder_id,),
            "unread": lambda message: () if message.is_read else (message.folder_id,),
        },
    )


def _drives() -> Table[Drive]:
    return Table(lambda drive: drive.id, unique={"owner": lambda drive: (drive.owner_id,)})


def _items() -> Table[DriveItem]:
    return Table(
        lambda item: item.id,
        unique={"name": lambda item: ((item.parent_id or item.id, item.name.casefold()),)},
        grouped={"parent": lambda item: (item.parent_id,)},
    )


def _folder_name(folder: Folder) -> Iterable[tuple[str, str, str]]:
    return ((folder.mailbox_id, folder.parent_id, folder.name.casefold()),)


def _well_known(folder: Folder) -> Iterable[tuple[str, str]]:
    return ((folder.mailbox_id, folder.well_known),) if folder.well_known else ()
