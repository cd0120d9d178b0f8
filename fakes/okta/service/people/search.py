"""Listing and searching people and groups, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import TypeVar

from fakes.filters import required
from fakes.okta.filters import Value
from fakes.okta.messages import BAD_CURSOR
from fakes.okta.model import Group, OktaUser, UserStatus
from fakes.okta.resources import typed
from fakes.okta.rules import folded
from fakes.okta.service.errors import OktaError
from fakes.okta.service.request_filters import (
    Wanted,
    equality_filter_of,
    filter_of,
    search_of,
)
from fakes.okta.service.state import State
from fakes.store import Table

Found = TypeVar("Found", OktaUser, Group)

_FILTERED = frozenset(
    {
        "id", "status", "lastUpdated", "profile.login", "profile.email", "profile.firstName",
        "profile.lastName",
    }
)  # fmt: skip
_CONTAINED = ("profile.login", "profile.email", "profile.firstName", "profile.lastName")
_GROUPS_FILTERED = ("id", "type", "lastUpdated", "lastMembershipUpdated")
_GROUPS_CONTAINED = ("profile.name", "profile.description")
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
        self, after: str, limit: int, *, query: str = "", wanted: Wanted | None = None
    ) -> tuple[tuple[OktaUser, ...], bool]:
        """Return the people behind an id, and whether there are more.

        Who is deactivated is found only by a filter or search that fits.
        """
        found: Iterable[OktaUser] = self._candidates(after, wanted)
        if wanted is None:
            found = (each for each in found if each.status is not UserStatus.DEPROVISIONED)
        else:
            found = (each for each in found if wanted.holds(partial(self._read, each)))
        if query:
            found = (each for each in found if _begins(each, query))
        return _page(found, limit)

    def groups(
        self, after: str, limit: int, *, query: str = "", wanted: Wanted | None = None
    ) -> tuple[tuple[Group, ...], bool]:
        """Return the groups behind an id, and whether there are more."""
        found: Iterable[Group] = _behind(self._state.groups, after)
        if wanted is not None:
            found = (each for each in found if wanted.holds(partial(_read_group, each)))
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

    def filtered(self, text: str) -> Wanted:
        """F87: return what ``filter`` asks for: a few attributes, by equality."""
        return equality_filter_of(text, _FILTERED, ("lastUpdated",))

    def searched(self, text: str) -> Wanted:
        """Return what ``search`` asks for: any attribute, a few of them by ``co``."""
        return search_of(text, _searchable, _CONTAINED)

    def filtered_groups(self, text: str) -> Wanted:
        """Return what ``filter`` asks for of groups, which are a few attributes."""
        return filter_of(text, _GROUPS_FILTERED.__contains__)

    def searched_groups(self, text: str) -> Wanted:
        """Return what ``search`` asks for of groups."""
        return search_of(text, _OF_GROUPS.__contains__, _GROUPS_CONTAINED)

    def _read(self, person: OktaUser, name: str) -> tuple[Value, ...]:
        """Return the values of an attribute: each of those that an array holds."""
        if name.startswith("profile."):
            return self._of_profile(person, name.removeprefix("profile."))
        if name in _TIMES:
            return (_TIMES[name](person),)
        if name == "type.id":
            return (self._state.user_type_id,)
        return (person.id if name == "id" else person.status.value,)

    def _of_profile(self, person: OktaUser, name: str) -> tuple[Value, ...]:
        value, custom = person.attribute(name), self._state.user_attributes.get(name)
        if value is None or custom is None:
            return (value,)
        read = typed(value, custom.data_type)
        return tuple(read) if isinstance(read, list) else (read,)

    def _candidates(self, after: str, wanted: Wanted | None) -> Iterator[OktaUser]:
        """Use the index where the filter fixes an id or a login; else scan everybody."""
        if wanted is not None:
            condition = wanted.condition
            user_id, login = required(condition, "id"), required(condition, "profile.login")
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
    return name in ("id", "status", "type.id") or name in _TIMES or name.startswith("profile.")


def _read_group(group: Group, name: str) -> tuple[Value, ...]:
    return (_OF_GROUPS[name](group),)


def _begins(person: OktaUser, query: str) -> bool:
    begun = folded(query)
    names = ("firstName", "lastName", "email", "login")
    return any(folded(person.attribute(name) or "").startswith(begun) for name in names)
