"""Reads what the APIs of the three systems answered, as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import Any

from crosswalk.diagnosis.tenant import Kind

from .columns import Columns
from .document import Document
from .entering import Entering
from .licenses import name_of
from .unusable import UnusableExport

_AT_ONCE = 5_000
_LISTS = ("users", "value")
_NEXT = ("@odata.nextLink", "nextPageToken")
_EXPECTED = (
    "users of Okta (profile.login, profile.email), app users of Okta (credentials.userName, "
    "externalId), users of inSync (emailID) or of Microsoft Graph (userPrincipalName with mail or "
    "proxyAddresses)"
)
# What Exchange calls a mailbox that Graph says is for somebody or something.
_TYPES = {
    "user": "UserMailbox",
    "linked": "LinkedMailbox",
    "shared": "SharedMailbox",
    "room": "RoomMailbox",
    "equipment": "EquipmentMailbox",
}
Item = Mapping[str, Any]


class Answer:
    """A file with an answer of an API: its kind, its users, and the address of the next page."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._document = Document(path, text, _LISTS)
        self._items = iter(self._document.items())
        self._first = next(self._items, None)
        self.kind = self._kind()

    def _kind(self) -> Kind:
        item = self._first[1] if self._first else None
        kind = _kind_of(item) if item else _EMPTY.get(self._document.name)
        if kind is None:
            line = self._first[0] if self._first else None
            raise UnusableExport(self._path, f"no known answer: expected {_EXPECTED}", line)
        return kind

    def enter(self, columns: Columns, entering: Entering) -> None:
        """Enter all users, with the attributes that the columns have besides those of the kind."""
        users = chain([self._first] if self._first else [], self._items)
        while some := [*islice(users, _AT_ONCE)]:
            lines = [line for line, _ in some]
            read = [self._read(line, item, columns.further) for line, item in some]
            fields = dict.fromkeys(chain.from_iterable(read))
            entering.add({field: [each.get(field, "") for each in read] for field in fields}, lines)

    def _read(self, line: int, item: Item, further: Mapping[str, str]) -> dict[str, str]:
        if _kind_of(item) is not self.kind:
            text = f"this is none of the {self.kind.value} that come before: expected {_EXPECTED}"
            raise UnusableExport(self._path, text, line)
        profile = _part(item, "profile")
        return _READ[self.kind](item) | {
            field: _text(profile, name) for field, name in further.items()
        }

    @property
    def next_page(self) -> str:
        """The key that leads to a next page, empty if none does; known when all users are read."""
        return next((key for key in _NEXT if self._document.others.get(key)), "")

    @property
    def is_page(self) -> bool:
        """Whether it is a page of a list, and not the whole list."""
        return bool(self._document.name)


def _part(item: Item, name: str) -> Item:
    part = item.get(name)
    return part if isinstance(part, dict) else {}


def _text(item: Item, name: str) -> str:
    value = item.get(name)
    text = "" if value is None or isinstance(value, (dict, list)) else str(value).strip()
    # Half of a surrogate pair can be escaped in JSON, but cannot be written to any file.
    return text if text.isascii() else text.encode(errors="replace").decode()


def _kind_of(item: Item) -> Kind | None:
    return next((kind for kind, is_meant in _KNOWN_BY.items() if is_meant(item)), None)


def _is_app_user(item: Item) -> bool:
    return "credentials" in item and {"externalId", "scope"} <= item.keys()


def _is_okta_user(item: Item) -> bool:
    return {"login", "email"} <= _part(item, "profile").keys() and not _is_app_user(item)


def _is_mail_user(item: Item) -> bool:
    return "userPrincipalName" in item


_KNOWN_BY: Mapping[Kind, Callable[[Item], bool]] = {
    Kind.OKTA_USERS: _is_okta_user,
    Kind.APP_USERS: _is_app_user,
    Kind.INSYNC_USERS: lambda item: "emailID" in item,
    Kind.MICROSOFT365_USERS: _is_mail_user,
}
_EMPTY = {"users": Kind.INSYNC_USERS, "value": Kind.MICROSOFT365_USERS}


def _okta_user(item: Item) -> dict[str, str]:
    profile = _part(item, "profile")
    return {
        "login": _text(profile, "login"),
        "email": _text(profile, "email"),
        "status": _text(item, "status"),
        "id": _text(item, "id"),
    }


def _app_user(item: Item) -> dict[str, str]:
    return {
        "user_name": _text(_part(item, "credentials"), "userName"),
        "external_id": _text(item, "externalId"),
        "id": _text(item, "id"),
    }


def _account(item: Item) -> dict[str, str]:
    return {"email_id": _text(item, "emailID"), "status": _text(item, "status")}


def _mail_user(item: Item) -> dict[str, str]:
    proxies = item.get("proxyAddresses")
    addresses = {
        "mail": _text(item, "mail"),
        "proxies": ";".join(_text({"": each}, "") for each in proxies)
        if isinstance(proxies, list)
        else "",
    }
    return {
        "upn": _text(item, "userPrincipalName"),
        **{field: text for field, text in addresses.items() if _ADDRESSES[field] in item},
        "licenses": _licenses(item.get("assignedLicenses")),
        "type": _type(item),
        "user_type": _text(item, "userType"),
    }


def _type(item: Item) -> str:
    """Return what Exchange calls the mailbox: where Graph is asked for it, null is that of none."""
    place = _part(item, "mailboxSettings") or item
    if "userPurpose" not in place:
        return ""
    return "User" if place["userPurpose"] is None else _TYPES.get(_text(place, "userPurpose"), "")


def _licenses(assigned: Any) -> str:
    if not isinstance(assigned, list):
        return ""
    ids = [_text(each, "skuId") for each in assigned if isinstance(each, dict)]
    return "+".join(map(name_of, ids)) or "Unlicensed"


_ADDRESSES = {"mail": "mail", "proxies": "proxyAddresses"}
_READ: Mapping[Kind, Callable[[Item], dict[str, str]]] = {
    Kind.OKTA_USERS: _okta_user,
    Kind.APP_USERS: _app_user,
    Kind.INSYNC_USERS: _account,
    Kind.MICROSOFT365_USERS: _mail_user,
}
