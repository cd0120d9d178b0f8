"""What a client says of a resource, held against the schema.

Names are read in any case, null and empty lists say nothing, and what inSync has no attribute for
is dropped, not refused.
"""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from .errors import bad_request, invalid_value
from .schema import Attribute, Resource, ResourceType

_TRUTH = {"true": True, "false": False}


def resource_of(body: object, kind: ResourceType) -> Resource:
    """Return the resource of a POST or a PUT; raises ScimError where it is none."""
    if not isinstance(body, dict):
        raise bad_request("invalidSyntax", "Expected a JSON object")
    check_schemas(body.get("schemas", []), kind.schema.id)
    resource = _object(body, kind.attributes, "")
    for name, value in body.items():
        extension = kind.extension_of.get(name.lower())
        if extension and value is not None:
            resource[extension.id] = _object(_mapping(value, name), extension.parts, name + ":")
    return {name: value for name, value in resource.items() if value != {}}


def check_complete(resource: Resource, kind: ResourceType) -> None:
    """Refuse a resource that lacks a required attribute."""
    for attribute in kind.missing_in(resource):
        raise invalid_value(f"{attribute.name} is required")


def check_schemas(schemas: object, expected: str) -> None:
    """Refuse schemas that leave out the one that is expected; a client may name none."""
    if not isinstance(schemas, list) or not all(isinstance(each, str) for each in schemas):
        raise invalid_value("schemas: expected a list of URNs")
    if schemas and expected.lower() not in map(str.lower, schemas):
        raise bad_request("invalidSyntax", f"schemas: expected {expected}")


def value_of(value: object, attribute: Attribute, path: str) -> Any:
    """Return what is said of an attribute, or None where nothing is; raises ScimError."""
    if value is None or value == []:
        return None
    if not attribute.multi_valued:
        return one_of(value, attribute, path)
    if not isinstance(value, list):
        raise invalid_value(f"{path}: expected a list")
    values = [found for each in value if (found := one_of(each, attribute, path)) != {}]
    if attribute.is_complex and len([True for each in values if each.get("primary")]) > 1:
        raise invalid_value(f"{path}: more than one value is primary")
    return values or None


def one_of(value: object, attribute: Attribute, path: str) -> Any:
    """Return one value of an attribute; raises ScimError where it is of another type."""
    if attribute.is_complex:
        return _object(_mapping(value, path), attribute.parts, path + ".")
    outside = attribute.type != "reference" or "external" in (attribute.reference_types or ())
    return _READ.get(attribute.type if outside else "string", _text)(value, path)


def _object(said: Mapping[str, Any], attributes: Mapping[str, Attribute], path: str) -> Resource:
    read: Resource = {}
    for name, value in said.items():
        attribute = attributes.get(name.lower())
        if attribute is None or attribute.mutability == "readOnly":
            continue
        found = value_of(value, attribute, path + attribute.name)
        if found is not None and found != {}:
            read[attribute.name] = found
    return read


def _mapping(value: object, path: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise invalid_value(f"{path}: expected an object")
    return value


def _text(value: object, path: str) -> str:
    if not isinstance(value, str):
        raise invalid_value(f"{path}: expected a text")
    return value


def truth_of(value: object) -> object:
    """Return a truth value where a text is one: Entra ID writes "True" for true."""
    return _TRUTH.get(value.lower(), value) if isinstance(value, str) else value


def _boolean(value: object, path: str) -> bool:
    said = truth_of(value)
    if not isinstance(said, bool):
        raise invalid_value(f"{path}: expected true or false")
    return said


def _binary(value: object, path: str) -> str:
    text = _text(value, path)
    try:
        b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise invalid_value(f"{path}: expected Base64") from None
    return text


def _reference(value: object, path: str) -> str:
    text = _text(value, path)
    if not text.startswith("/") and not urlsplit(text).scheme:
        raise invalid_value(f"{path}: expected a URI")
    return text


_READ: dict[str, Callable[[object, str], object]] = {
    "boolean": _boolean,
    "binary": _binary,
    "reference": _reference,
}
