"""A SCIM user and an inSync account, each written as the other."""

from __future__ import annotations

import json
from typing import Annotated, Any

import scim2_models
from pydantic import Field
from scim2_models import (
    AnyExtension,
    CaseExact,
    ComplexAttribute,
    Meta,
    Resource,
    ResourceType,
)

from fakes.insync.model import Account, AccountStatus, ScimUser

_ENTERPRISE = str(scim2_models.EnterpriseUser.__schema__)
_CORE = str(scim2_models.User.__schema__)

# What Account has a field of its own for, and what is not kept.
_NOT_FURTHER = {
    *("schemas", "id", "meta", "externalId", "userName", "displayName", "active", "groups"),
    *("password", "userPrincipalName", _ENTERPRISE),
}
_STRUCTURED = {
    *("emails", "phoneNumbers", "ims", "photos", "addresses", "entitlements", "roles"),
    *("x509Certificates", f"{_ENTERPRISE}:manager"),
}


class Email(scim2_models.Email):
    """A further email address, given back letter for letter as it was sent."""

    value: str | None = None


class Manager(ComplexAttribute):
    """A manager as identity providers send one: often without the reference that SCIM requires."""

    value: Annotated[str | None, CaseExact.true] = None
    ref: str | None = Field(None, serialization_alias="$ref", validation_alias="$ref")
    display_name: str | None = None


# What /Schemas says of a model is its docstring.


class EnterpriseUser(scim2_models.EnterpriseUser):
    """Enterprise User"""

    manager: Manager | None = None  # type: ignore[assignment] # looser than the standard, on purpose


class User(scim2_models.User[AnyExtension]):
    """User Account"""

    emails: list[Email] | None = None  # type: ignore[assignment] # looser, on purpose
    # R12: inSync adds this to the core schema.
    user_principal_name: Annotated[str | None, CaseExact.false] = None
    # What SCIM mappings are known to filter on.
    company: Annotated[str | None, CaseExact.true] = None
    company_name: Annotated[str | None, CaseExact.true] = None


BoundUser = User[EnterpriseUser]
USER_TYPE = ResourceType.from_resource(BoundUser)


def described(resource: Resource[Any]) -> ScimUser:
    """Return what a SCIM user says."""
    body = resource.model_dump()
    further: list[tuple[str, str]] = []
    for name, value in body.items():
        if name not in _NOT_FURTHER:
            further.extend(_flat(name, value))
    for name, value in body.get(_ENTERPRISE, {}).items():
        further.append((f"{_ENTERPRISE}:{name}", _text(value)))
    return ScimUser(
        user_name=body.get("userName", ""),
        display_name=body.get("displayName"),
        user_principal_name=body.get("userPrincipalName"),
        active=body.get("active"),
        external_id=body.get("externalId"),
        attributes=tuple(further),
    )


def written(account: Account) -> Resource[Any]:
    """Return an account as a SCIM user, without its location."""
    body: dict[str, Any] = {
        "schemas": [_CORE],
        "id": account.scim_id,
        "externalId": account.external_id,
        "userName": account.email_id.text,
        "displayName": account.display_name,
        "active": account.status is AccountStatus.ACTIVE,
        "userPrincipalName": account.ad_attribute,
    }
    for path, value in account.attributes:
        _place(body, path, json.loads(value) if path in _STRUCTURED else value)
    if _ENTERPRISE in body:
        body["schemas"].append(_ENTERPRISE)
    resource = BoundUser.model_validate(body)
    resource.meta = Meta(
        resource_type=USER_TYPE.name,
        created=account.added_on,
        last_modified=account.changed_on,
    )
    return resource


def _flat(name: str, value: Any) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [(f"{name}.{part}", _text(each)) for part, each in value.items()]
    return [(name, _text(value))]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _place(body: dict[str, Any], path: str, value: Any) -> None:
    schema, _, name = path.rpartition(":")
    if schema:
        body.setdefault(schema, {})[name] = value
        return
    head, dot, part = path.partition(".")
    if dot:
        body.setdefault(head, {})[part] = value
    else:
        body[head] = value
