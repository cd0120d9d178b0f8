"""People and groups, in the shape of the Management API."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any

from fakes.okta.model import Group, OktaUser

_PROVIDER = {"type": "OKTA", "name": "OKTA"}


def user_body(person: OktaUser, type_id: str, prefix: str) -> dict[str, Any]:
    """Return a user object; ``prefix`` is scheme and host of the request."""
    credentials: dict[str, Any] = {"password": {}} if person.has_password else {}
    return {
        "id": person.id,
        "status": person.status.value,
        "created": moment(person.created),
        "activated": moment(person.activated),
        "statusChanged": moment(person.status_changed),
        "lastLogin": None,
        "lastUpdated": moment(person.last_updated),
        "passwordChanged": moment(person.created) if person.has_password else None,
        "type": {"id": type_id},
        "profile": {"mobilePhone": None, "secondEmail": None, **dict(person.profile)},
        "credentials": {**credentials, "provider": _PROVIDER},
        "_links": {"self": {"href": f"{prefix}/api/v1/users/{person.id}"}},
    }


def group_body(group: Group, prefix: str) -> dict[str, Any]:
    """Return a group object."""
    here = f"{prefix}/api/v1/groups/{group.id}"
    return {
        "id": group.id,
        "created": moment(group.created),
        "lastUpdated": moment(group.last_updated),
        "lastMembershipUpdated": moment(group.last_membership_updated),
        "objectClass": ["okta:user_group"],
        "type": "OKTA_GROUP",
        "profile": {"name": group.name, "description": group.description or None},
        "_links": {"users": {"href": f"{here}/users"}},
    }


@lru_cache(maxsize=1024)
def moment(at: datetime | None) -> str | None:
    """Return a time as Okta writes it: whole seconds with three zeros behind."""
    return None if at is None else f"{at.isoformat()[:19]}.000Z"
