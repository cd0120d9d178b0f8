"""People and groups, in the shape of the Management API."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any

from fakes.okta.model import Group, Provider
from fakes.okta.service.people.user_requests import UserRecord

from .values import json_of

_UNSET = {"mobilePhone": None, "secondEmail": None}


def user_body(record: UserRecord, prefix: str) -> dict[str, Any]:
    """Return a user object; ``prefix`` is scheme and host of the request."""
    person = record.person
    return {
        "id": person.id,
        "status": person.status.value,
        "created": moment(person.created),
        "activated": moment(person.activated),
        "statusChanged": moment(person.status_changed),
        "lastLogin": None,
        "lastUpdated": moment(person.last_updated),
        "passwordChanged": moment(person.password_changed or person.created)
        if person.has_password
        else None,
        "type": {"id": record.type_id},
        "profile": {**_UNSET, **dict(person.profile), **(_typed(record) if record.types else {})},
        "credentials": credentials_body(record),
        "_links": {"self": {"href": f"{prefix}/api/v1/users/{person.id}"}},
    }


def credentials_body(record: UserRecord) -> dict[str, Any]:
    """Return the credentials of a user: that there is a password, and the question alone."""
    person = record.person
    body: dict[str, Any] = {"password": {}} if person.has_password else {}
    if record.question:
        body["recovery_question"] = {"question": record.question}
    body["provider"] = _provider(person.provider)
    return body


@lru_cache
def _provider(provider: Provider) -> dict[str, str]:
    return {"type": provider.type.value, "name": provider.name}


def _typed(record: UserRecord) -> dict[str, Any]:
    """Return the values of the attributes that an admin added, as JSON of their types."""
    profile = dict(record.person.profile)
    custom = ((name, kind) for name, kind in record.types.items() if name in profile)
    return {name: json_of(profile[name], kind) for name, kind in custom}


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
