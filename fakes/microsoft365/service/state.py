"""The state of Microsoft 365, with the indexes by which it is searched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from fakes.microsoft365 import rules
from fakes.microsoft365.model import (
    App,
    Change,
    Drive,
    DriveItem,
    Folder,
    Limit,
    Message,
    Tenant,
    UploadSession,
    User,
)
from fakes.store import TRANSIENT, Ids, KeyedStore, Table, Volatile
from fakes.wire import Clock

from .impossible import problems


@lru_cache
def _folded(name: str) -> str:
    """Return a name as it is compared: one text for all folders of a name, and often itself."""
    folded = name.casefold()
    return name if folded == name else folded


def _users() -> Table[User]:
    return Table(
        lambda user: user.id,
        unique={
            "directory": rules.directory_names,
            "address": rules.mailbox_names,
            "nickname": lambda user: (_folded(user.mail_nickname),),
        },
        grouped={"mail": rules.primary_names},
        spelled={"words": _words},
    )


def _words(user: User) -> tuple[str, ...]:
    """Return what a search finds a user by, where it begins so: the end of a name as well."""
    words = _folded(user.display_name).split()
    ends = (" ".join(words[at:]) for at in range(len(words)))
    return (*rules.directory_names(user), *rules.mailbox_names(user), *ends)


def _deleted() -> Table[User]:
    return Table(lambda user: user.id, grouped={"display name": lambda user: (user.display_name,)})


def _folders() -> Table[Folder]:
    return Table(
        lambda folder: folder.id,
        unique={"name": _folder_name},
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
        unique={"name": lambda item: ((item.parent_id or item.id, _folded(item.name)),)},
        grouped={"parent": lambda item: (item.parent_id,)},
    )


def _changes() -> Table[Change]:
    return Table(
        lambda change: f"{change.scope}/{change.id}",
        grouped={"scope": lambda change: (change.scope,)},
    )


def _folder_name(folder: Folder) -> Iterable[tuple[str, str]]:
    return ((folder.parent_id or folder.mailbox_id, _folded(folder.name)),)


@dataclass
class State:
    """The whole state of the tenant; a reset keeps ``clock`` and ``domain``.

    ``mime`` and ``contents`` hold the bytes of messages and files by their ids. ``signing_key`` is
    that of access tokens and download links, which say themselves what they stand for.
    """

    ids: Ids
    volatile: Volatile = field(metadata=TRANSIENT)
    clock: Clock = field(metadata=TRANSIENT)
    domain: str = field(metadata=TRANSIENT)
    tenant: Tenant = field(init=False)
    users: Table[User] = field(default_factory=_users)
    deleted: Table[User] = field(default_factory=_deleted)
    mailboxes: Table[str] = field(default_factory=lambda: Table(str))
    folders: Table[Folder] = field(default_factory=_folders)
    messages: Table[Message] = field(default_factory=_messages)
    mime: KeyedStore[bytes] = field(default_factory=KeyedStore)
    drives: Table[Drive] = field(default_factory=_drives)
    items: Table[DriveItem] = field(default_factory=_items)
    contents: KeyedStore[bytes] = field(default_factory=KeyedStore)
    apps: Table[App] = field(default_factory=lambda: Table(lambda app: app.client_id))
    secrets: dict[str, set[str]] = field(default_factory=dict)
    signing_key: str = ""
    readings: dict[str, str] = field(default_factory=dict)
    changes: Table[Change] = field(default_factory=_changes)
    uploads: Table[UploadSession] = field(default_factory=lambda: Table(lambda each: each.id))
    limit: Limit | None = None

    def __post_init__(self) -> None:
        self.signing_key = self.volatile.secret(self.ids, "signing key", 40)
        self.tenant = Tenant(id=self.ids.guid("tenant"), domain=self.domain)

    @staticmethod
    def problems(values: Mapping[str, Any]) -> Iterator[str]:
        """Yield what is impossible about values of the fields, each with its place."""
        return problems(values)

    def note(self, scope: str, record_id: str, removed: str = "") -> None:
        """Remember that a record of a scope changed, or how it went."""
        key = f"{scope}/{record_id}"
        if key in self.changes:
            self.changes.remove(key)
        self.changes.put(Change(self.ids.number("record change"), scope, record_id, removed))

    def holders(self, name: str) -> tuple[User, ...]:
        """Return the users who have a name as id, UPN, primary SMTP address or alias."""
        folded = name.casefold()
        listed, known = self.users.find("address", folded), self.users.find("directory", folded)
        if known is None or known is listed:
            return (listed,) if listed else ()
        return (listed, known) if listed else (known,)

    def user(self, user_id: str) -> User:
        """Return an active user; raises ValueError when there is none with this id."""
        user = self.users.get(user_id)
        if user is None:
            raise ValueError(f"no active user has the id {user_id!r}: expected the id of a User")
        return user
