"""Listing and searching people and groups, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import TypeVar

from fakes.filters import Filter, required
from fakes.okta.filters import Value
from fakes.okta.messages import BAD_CURSOR
from fakes.okta.model import Group, OktaUser, UserStatus
from fakes.okta.rules import folded
from fakes.okta.service.errors import OktaError
from fakes.okta.service.request_filters import WITH_CONTAINS, holds, request_filter
from fakes.okta.service.state import State
from fakes.store import Table

Found = TypeVar("Found", OktaUser, Group)

_FILTERED = frozenset(
    {
        "id", "status", "lastUpdated", "profile.login", "profile.email", "profile.firstName",
        "profile.lastName",
    }
)  # fmt: skip
_TIMES: dict[str, Callable[[OktaUser], Value]] = {
    "created": lambda person: person.created,
    "lastUpdated": lambda person: person.last_updated,
    "activated": lambda person: person.activated,
    "statusChanged": lambda person: person.status_changed,
}
_OF_GROUPS: dict[str, Callable[[Group], Value]] = {
    "id": lambda group: group.id,
    "type": lambda _: "OKTA_GROUP",
    "created": lambda group: group.created,
    "lastUpdated": lambda group: group.last_updated,
    "lastMembershipUpdated": lambda group: group.last_membership_updated,
    "profile.name": lambda group: group.name,
    "profile.description": lambda group: group.description or None,
}


class Search:
    """Finds people and groups by a filter, a search or the beginning of a name."""

    def __init__(self, state: State) -> None:
        self._state = state

    def people(
        self, after: str, limit: int, *, query: str = "", wanted: Filter | None = None
    ) -> tuple[tuple[OktaUser, ...], bool]:
        """Return the people behind an id, and whether there are more.

        Who is deactivated is found only by a filter or search that fits.
        """
        found: Iterable[OktaUser] = self._candidates(after, wanted)
        if wanted is None:
            found = (each for each in found if each.status is not UserStatus.DEPROVISIONED)
        else:
            found = (each for each in found if holds(wanted, partial(_read, each)))
        if query:
            found = (each for each in found if _begins(each, query))
        return _page(found, limit)

    def groups(
        self, after: str, limit: int, *, query: str = "", wanted: Filter | None = None
    ) -> tuple[tuple[Group, ...], bool]:
        """Return the groups behind an id, and whether there are more."""
        found: Iterable[Group] = _behind(self._state.groups, after)
        if wanted is not None:
            found = (each for each in found if holds(wanted, partial(_read_group, each)))
        if query:
            found = (each for each in found if folded(each.name).startswith(folded(query)))
        return _page(found, limit)

    def members(self, group: Group, after: str, limit: int) -> tuple[tuple[OktaUser, ...], bool]:
        """Return the members of a group behind an id, and whether there are more."""
        if after and after not in group.members:
            raise OktaError("E0000001", BAD_CURSOR, detail="after")
        start = group.members.index(after) + 1 if after else 0
        ids = group.members[start : start + limit + 1]
        people = [person for each in ids if (person := self._state.users.get(each))]
        return tuple(people[:limit]), len(ids) > limit

    def filtered(self, text: str) -> Filter:
        """Return the filter of the parameter ``filter``, which may name a few attributes only."""
        return request_filter(text, _FILTERED.__contains__)

    def searched(self, text: str) -> Filter:
        """Return the filter of the parameter ``search``, which may name any attribute."""
        return request_filter(text, _searchable, WITH_CONTAINS)

    def filtered_groups(self, text: str) -> Filter:
        """Return a filter on groups."""
        return request_filter(text, _OF_GROUPS.__contains__, WITH_CONTAINS)

    def _candidates(self, after: str, wanted: Filter | None) -> Iterator[OktaUser]:
        """Use the index where the filter fixes an id or a login; else scan everybody."""
        if wanted is not None:
            user_id, login = required(wanted, "id"), required(wanted, "profile.login")
            if user_id is not None or login is not None:
                users = self._state.users
                one = users.find("login", folded(login)) if login else users.get(user_id or "")
                return iter((one,) if one and not after else ())
        return _behind(self._state.users, after)


def _behind(table: Table[Found], after: str) -> Iterator[Found]:
    if after and after not in table:
        raise OktaError("E0000001", BAD_CURSOR, detail="after")
    return table.after(after)


def _page(found: Iterable[Found], limit: int) -> tuple[tuple[Found, ...], bool]:
    page = tuple(islice(found, limit + 1))
    return page[:limit], len(page) > limit


def _searchable(name: str) -> bool:
    return name in ("id", "status") or name in _TIMES or name.startswith("profile.")


def _read(person: OktaUser, name: str) -> tuple[Value, ...]:
    if name.startswith("profile."):
        return (person.attribute(name.removeprefix("profile.")),)
    if name in _TIMES:
        return (_TIMES[name](person),)
    return (person.id if name == "id" else person.status.value,)


def _read_group(group: Group, name: str) -> tuple[Value, ...]:
    return (_OF_GROUPS[name](group),)


def _begins(person: OktaUser, query: str) -> bool:
    begun = folded(query)
    names = ("firstName", "lastName", "email", "login")
    return any(folded(person.attribute(name) or "").startswith(begun) for name in names)
