"""Reads what the APIs of the three systems answered, as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from crosswalk.diagnosis.tenant import Kind

from .rows import AppUserRow, InSyncRow, MailRow, OktaRow, Row
from .unusable import UnusableExport

_LISTS = ("users", "value")
# What Microsoft's list of product names and service plan identifiers calls them.
_PRODUCTS = {
    "6fd2c87f-b296-42f0-b197-1e91e994b900": "Office 365 E3",
    "05e9a617-0261-4cee-bb44-138d3ef5d965": "Microsoft 365 E3",
    "4b9405b0-7788-4568-add1-99614e613b69": "Exchange Online (Plan 1)",
    "e6778190-713e-4e4f-9119-8b8238de25df": "OneDrive for Business (Plan 1)",
}
Item = Mapping[str, Any]


class Answer:
    """A page of an API's answer: its kind, its rows, and the address of the next page."""

    def __init__(self, path: Path, encoding: str, attributes: frozenset[str]) -> None:
        self._path = path
        self._attributes = attributes
        found = _parsed(path, encoding)
        self.next_page = str(found.get("@odata.nextLink") or "") if _is_item(found) else ""
        self._items = self._listed(found)
        self.kind = self._kind(found)

    def _listed(self, found: Any) -> Sequence[Item]:
        items = found
        if _is_item(found):
            items = next((found[name] for name in _LISTS if name in found), [found])
        if not isinstance(items, list) or not all(map(_is_item, items)):
            raise UnusableExport(self._path, "expected a list of users as an API answers it")
        return items

    def _kind(self, found: Any) -> Kind:
        if _is_item(found) and "users" in found:
            return Kind.INSYNC_USERS
        if _is_item(found) and "value" in found:
            return Kind.MICROSOFT365_USERS
        kinds = {_kind_of(item) for item in self._items}
        kind = kinds.pop() if len(kinds) == 1 else None
        if kind is None:
            raise UnusableExport(
                self._path,
                "no known answer: expected users of Okta (profile.login), app users of Okta "
                "(credentials.userName), users of inSync (emailID) or of Microsoft Graph "
                "(userPrincipalName)",
            )
        return kind

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Yield what is read of each user, with its place in the list from 1."""
        read = _READ[self.kind]
        for number, item in enumerate(self._items, start=1):
            row = read(item)
            if isinstance(row, OktaRow) and self._attributes:
                row = row._replace(attributes=self._further(item))
            yield number, row

    def _further(self, item: Item) -> Mapping[str, str]:
        profile = _part(item, "profile")
        return {name: str(profile[name]) for name in self._attributes if profile.get(name)}


def _parsed(path: Path, encoding: str) -> Any:
    try:
        return json.loads(path.read_text(encoding))
    except json.JSONDecodeError as error:
        text = f"the JSON ends or breaks here: {error.msg}, column {error.colno}"
        raise UnusableExport(path, text, error.lineno) from None
    except RecursionError:
        raise UnusableExport(path, "the JSON is nested too deeply for an answer") from None


def _is_item(found: Any) -> bool:
    return isinstance(found, dict)


def _part(item: Item, name: str) -> Item:
    part = item.get(name)
    return part if isinstance(part, dict) else {}


def _kind_of(item: Item) -> Kind | None:
    if "login" in _part(item, "profile"):
        return Kind.OKTA_USERS
    if "userName" in _part(item, "credentials") or {"externalId", "scope"} <= item.keys():
        return Kind.APP_USERS
    if "userPrincipalName" in item:
        return Kind.MICROSOFT365_USERS
    return Kind.INSYNC_USERS if "emailID" in item else None


def _text(item: Item, name: str) -> str | None:
    value = item.get(name)
    return None if value is None or isinstance(value, (dict, list)) else str(value).strip()


def _okta(item: Item) -> OktaRow:
    profile = _part(item, "profile")
    return OktaRow(
        _text(profile, "login") or "",
        _text(profile, "email"),
        _text(item, "status"),
        _text(item, "id"),
    )


def _app_user(item: Item) -> AppUserRow:
    name = _text(_part(item, "credentials"), "userName")
    return AppUserRow(name or "", _text(item, "externalId"), _text(item, "id"))


def _insync(item: Item) -> InSyncRow:
    return InSyncRow(_text(item, "emailID") or "", _text(item, "status"))


def _mail(item: Item) -> MailRow:
    proxies = item.get("proxyAddresses")
    assigned = item.get("assignedLicenses")
    return MailRow(
        _text(item, "userPrincipalName") or "",
        mail=_text(item, "mail") or None,
        proxies=";".join(map(str, proxies)) if isinstance(proxies, list) else None,
        licenses=_licenses(assigned) if isinstance(assigned, list) else None,
        type=_text(item, "userPurpose") or _text(_part(item, "mailboxSettings"), "userPurpose"),
        user_type=_text(item, "userType"),
    )


def _licenses(assigned: list[Any]) -> str | None:
    """Return the names of products, or None where one of them is not known."""
    if not assigned:
        return "Unlicensed"
    ids = [str(each.get("skuId", "")).lower() for each in assigned if _is_item(each)]
    return "+".join(_PRODUCTS[each] for each in ids) if set(ids) <= _PRODUCTS.keys() else None


_READ: Mapping[Kind, Callable[[Item], Row]] = {
    Kind.OKTA_USERS: _okta,
    Kind.APP_USERS: _app_user,
    Kind.INSYNC_USERS: _insync,
    Kind.MICROSOFT365_USERS: _mail,
}
