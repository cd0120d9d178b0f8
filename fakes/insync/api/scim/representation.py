"""Accounts and groups as SCIM resources, and what a resource says of an account."""

from __future__ import annotations

from datetime import datetime
from sys import intern
from typing import Any

import msgspec

from fakes.insync.credentials import ScimGroup
from fakes.insync.model import Account, AccountStatus, ScimUser

from .schema import ENTERPRISE_USER, GROUP, USER, Resource, ResourceType

_ENTERPRISE = ENTERPRISE_USER.id
# What Account has a field of its own for, and what is not kept.
_NOT_FURTHER = {
    *("schemas", "id", "meta", "externalId", "userName", "displayName", "active"),
    *("password", "userPrincipalName", _ENTERPRISE),
}
_STRUCTURED = {
    *(each.name for each in USER.schema.attributes if each.multi_valued),
    *(f"{_ENTERPRISE}:{each.name}" for each in ENTERPRISE_USER.attributes if each.is_complex),
}


def described(user: Resource) -> ScimUser:
    """Return what a SCIM user says."""
    further: list[tuple[str, str]] = []
    for name, value in user.items():
        if name not in _NOT_FURTHER:
            further.extend(_flat(name, value))
    for name, value in user.get(_ENTERPRISE, {}).items():
        further.append((intern(f"{_ENTERPRISE}:{name}"), _text(value)))
    return ScimUser(
        user_name=user["userName"],
        display_name=user.get("displayName"),
        user_principal_name=user.get("userPrincipalName"),
        active=user.get("active"),
        external_id=user.get("externalId"),
        attributes=tuple(further),
    )


def user_of(account: Account, shown: tuple[tuple[str, str], ...], base_url: str) -> Resource:
    """Return an account as a SCIM user; ``shown`` are its further attributes."""
    user: Resource = {
        "schemas": [USER.schema.id],
        "id": account.scim_id,
        "externalId": account.external_id,
        "meta": _meta(USER, account.scim_id, account.added_on, account.changed_on, base_url),
        "userName": account.email_id.text,
        "displayName": account.display_name,
        "active": account.status is AccountStatus.ACTIVE,
        "userPrincipalName": account.ad_attribute,
    }
    for path, value in shown:
        _place(user, path, msgspec.json.decode(value) if path in _STRUCTURED else value)
    if _ENTERPRISE in user:
        user["schemas"].append(_ENTERPRISE)
    return {name: value for name, value in user.items() if value is not None}


def group_of(group: ScimGroup, base_url: str) -> Resource:
    """Return a group as a SCIM resource."""
    resource: Resource = {
        "schemas": [GROUP.schema.id],
        "id": group.scim_id,
        "externalId": group.external_id,
        "meta": _meta(GROUP, group.scim_id, group.added_on, group.changed_on, base_url),
        "displayName": group.display_name,
        "members": [_member(each, base_url) for each in msgspec.json.decode(group.members) or ()],
    }
    return {name: value for name, value in resource.items() if value not in (None, [])}


def _member(member: Resource, base_url: str) -> Resource:
    """Return a member, its reference as a URL (RFC 7643, section 2.3.7)."""
    reference = member.get("$ref", "/")
    if reference.startswith("/") or ":" in reference:
        return member
    return {**member, "$ref": f"{base_url}/{reference}"}


def _meta(
    kind: ResourceType,
    scim_id: str,
    created: datetime | None,
    changed: datetime | None,
    base_url: str,
) -> Resource:
    return {
        "resourceType": kind.name,
        "created": _time(created),
        "lastModified": _time(changed),
        "location": f"{base_url}{kind.endpoint}/{scim_id}",
    }


def _time(at: datetime | None) -> str | None:
    return at.isoformat().replace("+00:00", "Z") if at else None


def _flat(name: str, value: Any) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [(intern(f"{name}.{part}"), _text(each)) for part, each in value.items()]
    return [(name, _text(value))]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _place(user: Resource, path: str, value: Any) -> None:
    schema, _, name = path.rpartition(":")
    if schema:
        user.setdefault(schema, {})[name] = value
        return
    head, dot, part = path.partition(".")
    if dot:
        user.setdefault(head, {})[part] = value
    else:
        user[head] = value
