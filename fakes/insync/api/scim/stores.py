"""Where users and groups are kept: the service, in the terms of SCIM resources."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from itertools import islice
from typing import Protocol

import msgspec

from fakes.filters import Comparison, Filter
from fakes.insync import messages
from fakes.insync.credentials import ScimGroup
from fakes.insync.model import Account, Refusal
from fakes.insync.service.scim_groups import ScimGroups
from fakes.insync.service.scim_users import ScimUsers

from .errors import ScimError, not_found
from .matching import holding
from .representation import described, group_of, user_of
from .schema import GROUP, USER, Resource, ResourceType
from .values import check_complete

_ERRORS: dict[Refusal, tuple[HTTPStatus, str]] = {
    Refusal.NOT_AN_ADDRESS: (HTTPStatus.BAD_REQUEST, "invalidValue"),
    Refusal.EMAIL_ID_TAKEN: (HTTPStatus.CONFLICT, "uniqueness"),
    Refusal.NO_MAPPING: (HTTPStatus.BAD_REQUEST, "invalidValue"),
    Refusal.INCOMPLETE: (HTTPStatus.BAD_REQUEST, "invalidValue"),
    Refusal.PROFILE_FULL: (HTTPStatus.FORBIDDEN, ""),
    Refusal.NO_LICENSE: (HTTPStatus.FORBIDDEN, ""),
    Refusal.NO_PRESERVED_LICENSE: (HTTPStatus.FORBIDDEN, ""),
    Refusal.PRESERVED_BY_ADMINISTRATOR: (HTTPStatus.FORBIDDEN, ""),
}
Found = tuple[int, list[Resource]]
"""How many there are, and those of the page."""


class Store(Protocol):
    """Users or groups; where an id is not known, the methods raise ScimError."""

    kind: ResourceType

    def get(self, scim_id: str, base_url: str) -> Resource:
        """Return the resource of an id."""

    def create(self, resource: Resource, base_url: str) -> Resource:
        """Create a resource."""

    def replace(self, scim_id: str, resource: Resource, base_url: str) -> Resource:
        """Change a resource."""

    def remove(self, scim_id: str) -> None:
        """Remove a resource."""

    def search(self, wanted: Filter | None, start: int, count: int, base_url: str) -> Found:
        """Return a page of what a filter finds, oldest first."""


class Users:
    """Accounts in the form of SCIM users."""

    kind = USER

    def __init__(self, users: ScimUsers) -> None:
        self._users = users

    def get(self, scim_id: str, base_url: str) -> Resource:
        """Return the user of an id."""
        account = self._users.by_id(scim_id)
        if account is None:
            raise _no(USER, scim_id)
        return self._shown(account, base_url)

    def create(self, resource: Resource, base_url: str) -> Resource:
        """F60: create a user; one without userName or displayName gets the answer of no mapping."""
        if USER.missing_in(resource):
            raise _refused(Refusal.INCOMPLETE)
        return self._shown(_accepted(self._users.create(described(resource))), base_url)

    def replace(self, scim_id: str, resource: Resource, base_url: str) -> Resource:
        """Change a user."""
        try:
            changed = _accepted(self._users.replace(scim_id, described(resource)))
        except KeyError:
            raise _no(USER, scim_id) from None
        return self._shown(changed, base_url)

    def remove(self, scim_id: str) -> None:
        """Preserve the account of a user: provisioning never drops data."""
        try:
            _accepted(self._users.remove(scim_id))
        except KeyError:
            raise _no(USER, scim_id) from None

    def search(self, wanted: Filter | None, start: int, count: int, base_url: str) -> Found:
        """Return a page of the users that a filter finds."""
        known = self._indexed(wanted)
        if wanted is None:
            page = islice(self._users.all(), start, start + count)
            return self._users.count(), [self._shown(account, base_url) for account in page]
        if known is not None:
            page = islice(known, start, start + count)
            return len(known), [self._shown(account, base_url) for account in page]
        every = (self._shown(account, base_url) for account in self._users.all())
        return _page(every, wanted, USER, start, count)

    def _shown(self, account: Account, base_url: str) -> Resource:
        return user_of(account, self._users.shown(account), base_url)

    def _indexed(self, wanted: Filter | None) -> tuple[Account, ...] | None:
        """Return what a filter on one indexed attribute finds, or None for any other filter."""
        attribute, value = _equality(wanted, USER)
        if attribute == "externalId":
            return self._users.by_external_id(value)
        if attribute == "userName":
            return _those(self._users.by_user_name(value))
        return _those(self._users.by_id(value)) if attribute == "id" else None


class Groups:
    """Groups, kept for clients that push them, without effect on accounts."""

    kind = GROUP

    def __init__(self, groups: ScimGroups) -> None:
        self._groups = groups

    def get(self, scim_id: str, base_url: str) -> Resource:
        """Return the group of an id."""
        return group_of(_known(self._groups.by_id(scim_id), scim_id), base_url)

    def create(self, resource: Resource, base_url: str) -> Resource:
        """Create a group."""
        check_complete(resource, GROUP)
        return group_of(self._groups.create(*_said(resource)), base_url)

    def replace(self, scim_id: str, resource: Resource, base_url: str) -> Resource:
        """Change a group."""
        return group_of(_known(self._groups.replace(scim_id, *_said(resource)), scim_id), base_url)

    def remove(self, scim_id: str) -> None:
        """Remove a group."""
        if not self._groups.remove(scim_id):
            raise _no(GROUP, scim_id)

    def search(self, wanted: Filter | None, start: int, count: int, base_url: str) -> Found:
        """Return a page of the groups that a filter finds."""
        known = self._indexed(wanted)
        groups = self._groups.all() if known is None else known
        return _page((group_of(each, base_url) for each in groups), wanted, GROUP, start, count)

    def _indexed(self, wanted: Filter | None) -> tuple[ScimGroup, ...] | None:
        attribute, value = _equality(wanted, GROUP)
        if attribute == "displayName":
            return self._groups.by_display_name(value)
        return self._groups.by_external_id(value) if attribute == "externalId" else None


def _page(
    resources: Iterable[Resource],
    wanted: Filter | None,
    kind: ResourceType,
    start: int,
    count: int,
) -> Found:
    holds = holding(wanted, kind.place) if wanted else None
    found = [each for each in resources if holds is None or holds(each)]
    return len(found), found[start : start + count]


def _equality(wanted: Filter | None, kind: ResourceType) -> tuple[str, str]:
    """Return name and text where a filter asks for one text of an attribute, else nothing."""
    if not isinstance(wanted, Comparison) or wanted.operator != "eq":
        return "", ""
    place = kind.place(wanted.name)
    return (place.name, wanted.value) if place and isinstance(wanted.value, str) else ("", "")


def _said(group: Resource) -> tuple[str, str | None, str]:
    members = msgspec.json.encode(group.get("members")).decode()
    return group["displayName"], group.get("externalId"), members


def _those(account: Account | None) -> tuple[Account, ...]:
    return () if account is None else (account,)


def _known(group: ScimGroup | None, scim_id: str) -> ScimGroup:
    if group is None:
        raise _no(GROUP, scim_id)
    return group


def _accepted(outcome: Account | Refusal) -> Account:
    if isinstance(outcome, Refusal):
        raise _refused(outcome)
    return outcome


def _refused(refusal: Refusal) -> ScimError:
    status, scim_type = _ERRORS[refusal]
    return ScimError(status, messages.REFUSALS[refusal], scim_type)


def _no(kind: ResourceType, scim_id: str) -> ScimError:
    return not_found(f"{kind.name} {scim_id!r} not found")
