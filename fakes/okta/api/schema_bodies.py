"""Schemas, in the shape of the Management API: a base and what an admin added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from fakes.okta.model import APP_LABEL, APP_NAME, AppAttribute, DataType, UserAttribute
from fakes.okta.service.app.defaults import USER_ATTRIBUTES, schema_id_of

_DRAFT = "http://json-schema.org/draft-04/schema#"
_LENGTHS = {"login": (5, 100), "email": (5, 100), "firstName": (1, 50), "lastName": (1, 50)}
_ALL_OF = {"profile": {"allOf": [{"$ref": "#/definitions/custom"}, {"$ref": "#/definitions/base"}]}}
_SELF = [{"principal": "SELF", "action": "READ_ONLY"}]
_MASTER = {"type": "PROFILE_MASTER"}
_USER_NAME_LENGTH = 100


def app_schema_body(attributes: Iterable[AppAttribute], app_id: str, prefix: str) -> dict[str, Any]:
    """Return the schema of the app user profile."""
    every = tuple(attributes)
    base = {each.variable_name: _app_property(each) for each in every if not each.custom}
    custom = {each.variable_name: _app_property(each) for each in every if each.custom}
    here = f"{prefix}/api/v1/meta/schemas/apps/{app_id}/default"
    return {
        "id": here,
        "$schema": _DRAFT,
        "name": APP_NAME,
        "title": f"{APP_LABEL} User",
        "definitions": {
            "base": _part("base", base, ["userName"]),
            "custom": _part("custom", custom, []),
        },
        "type": "object",
        "properties": _ALL_OF,
    }


def user_schema_body(
    attributes: Iterable[UserAttribute], type_id: str, prefix: str
) -> dict[str, Any]:
    """Return the schema of people."""
    base = {name: _base_property(name) for name in USER_ATTRIBUTES}
    custom = {
        each.variable_name: _property(each, _of_people(each.data_type), each.display_name)
        for each in attributes
    }
    here = f"{prefix}/api/v1/meta/schemas/user/{schema_id_of(type_id)}"
    return {
        "id": here,
        "$schema": _DRAFT,
        "name": "user",
        "title": "User",
        "definitions": {
            "base": _part("base", base, list(_LENGTHS)),
            "custom": _part("custom", custom, []),
        },
        "type": "object",
        "properties": _ALL_OF,
        "_links": {
            "self": {"rel": "self", "href": here, "method": "GET"},
            "type": {"rel": "type", "href": f"{prefix}/api/v1/meta/types/user/{type_id}"},
        },
    }


def user_type_body(type_id: str, prefix: str) -> dict[str, Any]:
    """Return the user type that every org has."""
    base = f"{prefix}/api/v1/meta"
    return {
        "id": type_id,
        "name": "user",
        "displayName": "User",
        "description": None,
        "default": True,
        "_links": {
            "self": {"href": f"{base}/types/user/{type_id}"},
            "schema": {"href": f"{base}/schemas/user/{schema_id_of(type_id)}"},
        },
    }


def _part(name: str, properties: Mapping[str, Any], required: list[str]) -> dict[str, Any]:
    return {"id": f"#{name}", "type": "object", "properties": properties, "required": required}


def _app_property(attribute: AppAttribute) -> dict[str, Any]:
    body = _property(attribute, _type_of(attribute.data_type), attribute.display_name)
    if attribute.external_name:
        body["externalName"] = attribute.external_name
    if attribute.external_namespace:
        body["externalNamespace"] = attribute.external_namespace
    if attribute.variable_name == "userName":
        body.update(required=True, maxLength=_USER_NAME_LENGTH)
    return body


def _property(
    attribute: AppAttribute | UserAttribute, data_type: Mapping[str, Any], title: str
) -> dict[str, Any]:
    body: dict[str, Any] = {"title": title, **data_type, "scope": attribute.scope.value}
    if attribute.description:
        body["description"] = attribute.description
    if attribute.min_length:
        body["minLength"] = attribute.min_length
    if attribute.max_length:
        body["maxLength"] = attribute.max_length
    return {**body, "permissions": _SELF, "master": _MASTER}


def _base_property(name: str) -> dict[str, Any]:
    body: dict[str, Any] = {"title": _title(name), **_of_people(DataType.STRING)}
    if name in _LENGTHS:
        shortest, longest = _LENGTHS[name]
        body.update(required=True, minLength=shortest, maxLength=longest)
    return {**body, "scope": "NONE", "permissions": _SELF, "master": _MASTER}


def _title(name: str) -> str:
    """Return ``firstName`` as ``First name``, and the login as Okta calls it."""
    if name == "login":
        return "Username"
    spaced = "".join(
        f" {character.lower()}" if character.isupper() else character for character in name
    )
    return spaced[:1].upper() + spaced[1:]


def _of_people(data_type: DataType) -> dict[str, Any]:
    return {**_type_of(data_type), "mutability": "READ_WRITE"}


def _type_of(data_type: DataType) -> dict[str, Any]:
    if data_type is DataType.STRING_ARRAY:
        return {"type": "array", "items": {"type": "string"}}
    return {"type": data_type.value}
