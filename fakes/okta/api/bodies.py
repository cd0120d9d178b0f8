"""People and groups, in the shape of the Management API."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any

from fakes.okta.model import Group
from fakes.okta.service.people.user_requests import UserRecord

from .values import json_of


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
        "passwordChanged": _password_changed(record),
        "type": {"id": record.type_id},
        "profile": {"mobilePhone": None, "secondEmail": None, **_profile(record)},
        "credentials": credentials_body(record),
        "_links": {"self": {"href": f"{prefix}/api/v1/users/{person.id}"}},
    }


def credentials_body(record: UserRecord) -> dict[str, Any]:
    """Return the credentials of a user: that there is a password, and the question alone."""
    person = record.person
    body: dict[str, Any] = {"password": {}} if person.has_password else {}
    if record.question:
        body["recovery_question"] = {"question": record.question}
    return {**body, "provider": {"type": person.provider.type.value, "name": person.provider.name}}


def _password_changed(record: UserRecord) -> str | None:
    person = record.person
    return moment(person.password_changed or person.created) if person.has_password else None


def _profile(record: UserRecord) -> dict[str, Any]:
    profile = dict(record.person.profile)
    if not record.types:
        return profile
    custom = ((name, kind) for name, kind in record.types.items() if name in profile)
    return {**profile, **{name: json_of(profile[name], kind) for name, kind in custom}}


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
