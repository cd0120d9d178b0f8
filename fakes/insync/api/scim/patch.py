"""PATCH (RFC 7644, section 3.5.2): operations that change a resource one after the other.

Microsoft lists where Entra ID departs from the RFC: members are removed by value, a manager is a
plain text, and a value is added to an entry that is not there yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fakes.filters import Filter, Path

from .errors import bad_request, invalid_value
from .matching import path_of, selected
from .patch_values import added, described, keep_primary, without
from .schema import Attribute, Place, Resource, ResourceType
from .values import check_schemas, value_of

_SCHEMA = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
_VERBS = ("add", "remove", "replace")


def patch(resource: Resource, body: object, kind: ResourceType) -> None:
    """Change a resource as the body of a PATCH says.

    Raises ScimError where that cannot be done; the resource is then half changed.
    """
    for verb, path, value in _operations(body):
        if path:
            _change_at(resource, kind, verb, path, value)
        elif verb == "remove":
            raise bad_request("noTarget", "A remove needs a path")
        else:
            _change_named(resource, kind, verb, value)
    _leave_out_empty(resource)
    for attribute in kind.missing_in(resource):
        raise bad_request("mutability", f"{attribute.name} is required")
    for name in kind.never_unassigned - resource.keys():
        raise bad_request("mutability", f"{name} cannot be removed")


def _leave_out_empty(resource: Resource) -> None:
    for name, value in tuple(resource.items()):
        if isinstance(value, dict):
            _leave_out_empty(value)
        if isinstance(value, list):
            value[:] = [each for each in value if each != {}]
        if value in ([], {}):
            del resource[name]


def _operations(body: object) -> Iterator[tuple[str, str, Any]]:
    """Return verb, path and value of each operation."""
    if not isinstance(body, dict):
        raise bad_request("invalidSyntax", "Expected a JSON object")
    message = _lower(body)
    check_schemas(message.get("schemas", []), _SCHEMA)
    operations = message.get("operations")
    if not isinstance(operations, list) or not operations:
        raise invalid_value("Operations: expected a list of operations")
    for each in operations:
        yield _operation(_lower(_mapping(each, "Operations")))


def _operation(said: Mapping[str, Any]) -> tuple[str, str, Any]:
    verb, path, value = str(said.get("op")).lower(), said.get("path") or "", said.get("value")
    if verb not in _VERBS:
        raise invalid_value(f"{verb!r} is not an operation: expected {', '.join(_VERBS)}")
    if not isinstance(path, str):
        raise invalid_value("path: expected a text")
    if value is None and (verb == "add" or (verb == "replace" and "value" not in said)):
        raise invalid_value(f"{verb} needs a value")
    return verb, path, value


def _change_named(
    resource: Resource, kind: ResourceType, verb: str, value: object, prefix: str = ""
) -> None:
    """Change what the names in a value stand for; a name that stands for nothing is dropped.

    Entra ID writes whole paths as names.
    """
    for name, each in _mapping(value, prefix or "value").items():
        if "[" in name:
            _change_at(resource, kind, verb, prefix + name, each)
            continue
        place = kind.place(prefix + name)
        if place and name.lower() != "schemas":
            _change(resource, kind, verb, place, each)


def _change_at(resource: Resource, kind: ResourceType, verb: str, text: str, value: Any) -> None:
    path = path_of(text)
    place = kind.place(path.name)
    carries = verb == "remove" and value is not None
    if carries and (path.term or not isinstance(value, list | dict) or not value):
        raise invalid_value("A remove carries no value but the values to remove")
    if place is None:
        return
    if path.term is None and not carries:
        _change(resource, kind, verb, place, value)
        return
    attribute = place.attribute
    if attribute is None or place.part or not attribute.multi_valued:
        raise bad_request("invalidPath", f"{text!r} has no values to select from")
    host = _host(resource, place.extension)
    if path.term is None:
        _check_writable(attribute)
        listed = value if isinstance(value, list) else [value]
        host[attribute.name] = without(host.get(attribute.name, []), listed, attribute)
    else:
        _change_selected(host, attribute, verb, path, path.term, value)


def _change(resource: Resource, kind: ResourceType, verb: str, place: Place, value: Any) -> None:
    """Change what stands at a place."""
    if place.attribute is None:
        if place.extension and (verb == "remove" or value is None):
            resource.pop(place.extension, None)
        else:
            _change_named(resource, kind, verb, value, place.name)
        return
    host = _host(resource, place.extension)
    if place.part is None:
        _write(host, verb, place.attribute, value)
    elif place.attribute.multi_valued:
        _change_each(host, verb, place.attribute, {place.part.name: value})
    else:
        _write(host, "add", place.attribute, {place.part.name: None if verb == "remove" else value})


def _change_each(host: Resource, verb: str, attribute: Attribute, said: Mapping[str, Any]) -> None:
    """Change parts of all values of an attribute, or of a new one where there is none."""
    _check_writable(attribute)
    entries = host.setdefault(attribute.name, [])
    if not entries and verb != "remove":
        entries.append({})
    for entry in entries:
        _change_entry(entries, entry, verb, attribute, said)


def _write(host: Resource, verb: str, attribute: Attribute, value: Any) -> None:
    """Change an attribute of a resource, of an extension, or of one of their values."""
    before = host.get(attribute.name)
    if attribute.mutability == "readOnly" and verb != "remove" and value in (before, None, [], {}):
        return
    _check_writable(attribute)
    if verb == "remove" or value is None:
        host.pop(attribute.name, None)
    elif attribute.multi_valued:
        found = value_of(value if isinstance(value, list) else [value], attribute, attribute.name)
        known = host.get(attribute.name, []) if verb == "add" else []
        host[attribute.name] = added(known, found or [], attribute)
    elif attribute.is_complex:
        _merge(host.setdefault(attribute.name, {}), verb, attribute, _as_object(value, attribute))
    else:
        host[attribute.name] = value_of(value, attribute, attribute.name)
    if attribute.mutability == "immutable" and before not in (None, host.get(attribute.name)):
        raise bad_request("mutability", f"{attribute.name} is immutable")


def _merge(host: Resource, verb: str, attribute: Attribute, said: Mapping[str, Any]) -> None:
    """Change the parts that an object names, and no others."""
    for name, value in said.items():
        part = attribute.parts.get(name.lower())
        if part:
            _write(host, verb, part, value)


def _change_selected(
    host: Resource, attribute: Attribute, verb: str, path: Path, term: Filter, value: Any
) -> None:
    """Change the values of an attribute that a filter selects."""
    _check_writable(attribute)
    entries = host.setdefault(attribute.name, [])
    chosen = selected(term, attribute)
    found = [entry for entry in entries if chosen(entry)]
    if verb == "remove" and not path.part:
        host[attribute.name] = [entry for entry in entries if not chosen(entry)]
        return
    if not found and verb == "add":
        found = described(term, attribute)
        entries += found
    if not found and verb != "remove":
        raise bad_request("noTarget", f"no value of {attribute.name} is selected")
    said = {path.part: value} if path.part else _mapping(value, attribute.name)
    for entry in found:
        _change_entry(entries, entry, verb, attribute, said)


def _change_entry(
    entries: list[Any], entry: Resource, verb: str, attribute: Attribute, said: Mapping[str, Any]
) -> None:
    """Change parts of one of the values of an attribute."""
    was_primary = entry.get("primary")
    _merge(entry, verb, attribute, said)
    if not was_primary:
        keep_primary(entries, entry)


def _check_writable(attribute: Attribute) -> None:
    if attribute.mutability == "readOnly":
        raise bad_request("mutability", f"{attribute.name} is read-only")


def _host(resource: Resource, extension: str) -> Resource:
    return resource.setdefault(extension, {}) if extension else resource


def _as_object(value: Any, attribute: Attribute) -> Mapping[str, Any]:
    """Return an object, which Entra ID may write as a list of one or as its value."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, str) and "value" in attribute.parts:
        return {"value": value}
    return _mapping(value, attribute.name)


def _mapping(value: object, name: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise invalid_value(f"{name}: expected an object")
    return value


def _lower(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name.lower(): value for name, value in said.items()}
