"""What a SCIM provider does by RFC 7643 and 7644, written from their text and from Druva's.

It takes the schemas that the provider publishes, and nothing else of it. What neither RFC settles
it leaves to the provider: Unsettled.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

Said = dict[str, Any]
CORE = "urn:ietf:params:scim:schemas:core:2.0:User"
# Druva: every user has a name to show (F60) and is active or preserved.
ALWAYS_THERE = ("userName", "displayName", "active")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
_TYPES = {"string": str, "reference": str, "binary": str, "boolean": bool, "complex": dict}


class Refused(Exception):
    """An error with status 400, and the keywords of RFC 7644, section 3.12, that it may have."""

    def __init__(self, *scim_types: str) -> None:
        super().__init__(*scim_types)
        self.scim_types = scim_types

    def answers(self) -> set[tuple[int, str]]:
        """Return the statuses and keywords that the answer may have."""
        return {(400, each) for each in self.scim_types}


class Unsettled(Exception):
    """A request whose answer is left to the provider."""


@dataclass(frozen=True)
class Operation:
    """One operation of a PATCH: its path in parts, a filter as one part and what it equals."""

    verb: str
    urn: str
    name: str
    part: str = ""
    chosen: tuple[str, str] | None = None
    value: Any = None

    def written(self) -> Said:
        """Return the operation as JSON."""
        path = f"{self.urn}:{self.name}" if self.urn else self.name
        if self.chosen:
            path += f"[{self.chosen[0]} eq {json.dumps(self.chosen[1])}]"
        said = {"op": self.verb, "path": f"{path}.{self.part}" if self.part else path}
        return said if self.verb.lower() == "remove" else {**said, "value": self.value}


class Users:
    """The users of a provider that publishes these schemas."""

    def __init__(self, schemas: Iterable[Said]) -> None:
        by_id = {schema["id"]: _named(schema["attributes"]) for schema in schemas}
        self.core = by_id.pop(CORE) | _named([_EXTERNAL_ID])
        self.extensions = {urn: each for urn, each in by_id.items() if ":extension:" in urn}

    def attribute(self, urn: str, name: str) -> Said:
        """Return the description of an attribute."""
        return (self.extensions[urn] if urn else self.core)[name.lower()]

    def created(self, body: Said) -> Said:
        """Return the user that a POST makes; A30: it comes in active."""
        return self._complete(self._read(body)) | {"active": True}

    def replaced(self, before: Said, body: Said) -> Said:
        """Return the user after a PUT: what it leaves out is gone, but for the status."""
        return {"active": before["active"], **self._complete(self._read(body))}

    def patched(self, before: Said, operations: Iterable[Operation]) -> Said:
        """Return the user after a PATCH (section 3.5.2), or raise what is answered instead."""
        after = deepcopy(before)
        for each in operations:
            self._apply(after, each)
        after = _assigned(after)
        if not after.keys() >= set(ALWAYS_THERE):
            raise Refused("mutability")
        _check_address(after)
        return _shown(after)

    def _read(self, body: Said) -> Said:
        user = _object({name: each for name, each in body.items() if ":" not in name}, self.core)
        for urn, said in body.items():
            if urn in self.extensions and said is not None:
                user[urn] = _object(_of_type(said, dict), self.extensions[urn])
        return _assigned(user)

    def _complete(self, user: Said) -> Said:
        if not user.keys() >= {"userName", "displayName"}:
            raise Refused("invalidValue")
        _check_address(user)
        return _shown(user)

    def _apply(self, user: Said, operation: Operation) -> None:
        attribute = self.attribute(operation.urn, operation.name)
        host = user.setdefault(operation.urn, {}) if operation.urn else user
        if attribute["mutability"] == "readOnly":
            says_nothing = operation.verb.lower() != "remove" and operation.value in (None, [], {})
            raise Unsettled if says_nothing else Refused("mutability")
        if operation.chosen:
            _apply_to_chosen(host, attribute, operation, operation.chosen)
        elif operation.verb.lower() == "remove":
            _remove(host, attribute, operation.part)
        else:
            _write(host, attribute, operation)


_EXTERNAL_ID = {
    "name": "externalId",
    "type": "string",
    "multiValued": False,
    "caseExact": True,
    "mutability": "readWrite",
    "returned": "default",
}


def read(value: Any, attribute: Said) -> Any:
    """Return a value as it is kept, None where it assigns nothing (RFC 7643, section 2.5)."""
    if value is None or value == []:
        return None
    if not attribute["multiValued"]:
        return _single(value, attribute)
    values = [_single(each, attribute) for each in _of_type(value, list)]
    values = [each for each in values if each]
    if len([each for each in values if each.get("primary")]) > 1:
        raise Refused("invalidValue")
    return values or None


def _single(value: Any, attribute: Said) -> Any:
    kind = attribute["type"]
    _of_type(value, _TYPES[kind])
    if kind == "complex":
        return _object(value, _named(attribute["subAttributes"])) or None
    if kind == "binary" and not _BASE64.fullmatch(value):
        raise Refused("invalidValue")
    if "external" in attribute.get("referenceTypes", ()) and not re.match(r"[a-z]+:|/", value):
        raise Refused("invalidValue")
    return value


def _object(said: Mapping[str, Any], attributes: Mapping[str, Said]) -> Said:
    """Return what is known of what is said; what only the provider writes is passed over."""
    found = {}
    for name, value in said.items():
        attribute = attributes.get(name.lower())
        if attribute and attribute["mutability"] != "readOnly":
            found[attribute["name"]] = read(value, attribute)
    return _assigned(found)


def _remove(host: Said, attribute: Said, part: str) -> None:
    if not part:
        host.pop(attribute["name"], None)
    else:
        host.get(attribute["name"], {}).pop(part, None)


def _write(host: Said, attribute: Said, operation: Operation) -> None:
    name, value = attribute["name"], operation.value
    if operation.part:
        value = {operation.part: value}
    if attribute["multiValued"] and isinstance(value, dict):
        value = [value]
    found = read(value, attribute)
    if attribute["multiValued"] and operation.verb.lower() == "add":
        host[name] = _united(host.get(name, []), found or [], attribute)
    elif attribute["type"] == "complex" and not attribute["multiValued"] and value is not None:
        cleared = {each: None for each, said in value.items() if said is None}
        host[name] = {**host.get(name, {}), **(found or {}), **cleared}
    elif found is None:
        host.pop(name, None)
    else:
        host[name] = found


def _united(known: list[Said], new: list[Said], attribute: Said) -> list[Said]:
    """RFC 7643, section 2.4: the same type and value are there once; one value is primary."""
    united = [*known]
    for each in new:
        same = [entry for entry in united if entry == each or _same(entry, each, attribute)]
        if same:
            same[0].update(each)
        else:
            united.append(each)
        if each.get("primary"):
            _make_primary(united, same[0] if same else each)
    return united


def _same(entry: Said, other: Said, attribute: Said) -> bool:
    if "value" not in _named(attribute["subAttributes"]):
        return False
    told = [(each.get("value"), each.get("type")) for each in (entry, other)]
    if None in (*told[0], *told[1]):
        raise Unsettled
    return told[0] == told[1]


def _apply_to_chosen(
    host: Said, attribute: Said, operation: Operation, chosen: tuple[str, str]
) -> None:
    by, wanted = chosen
    part = _named(attribute["subAttributes"])[by.lower()]
    entries: list[Said] = host.setdefault(attribute["name"], [])
    found = [each for each in entries if _equal(each.get(by), wanted, part)]
    if operation.verb.lower() == "remove":
        _remove_from(found, operation.part)
        return
    said = _said_of_chosen(attribute, operation, there=bool(found))
    if not found:
        found = [_describing(by, wanted, part)]
        entries += found
    for each in found:
        each.update(said)
        _unassign(each, operation)
    if said.get("primary"):
        _make_primary(entries, *found)


def _describing(by: str, wanted: str, part: Said) -> Said:
    """Return the value that a filter describes; of what it says, too, there has to be a value."""
    try:
        return {by: read(wanted, part)}
    except Refused:
        raise Unsettled from None


def _unassign(entry: Said, operation: Operation) -> None:
    """RFC 7643, section 2.5: what is said to be null is unassigned."""
    value = {operation.part: operation.value} if operation.part else operation.value
    for name, said in value.items():
        if said is None:
            entry.pop(name, None)


def _remove_from(found: list[Said], part: str) -> None:
    if not found:
        raise Unsettled
    for each in found:
        if part:
            each.pop(part, None)
        else:
            each.clear()


def _said_of_chosen(attribute: Said, operation: Operation, *, there: bool) -> Said:
    """Return what is said of chosen values; section 3.5.2.3: to replace, there has to be one."""
    missing = () if there or operation.verb.lower() == "add" else ("noTarget",)
    value = {operation.part: operation.value} if operation.part else operation.value
    try:
        said = _object(_of_type(value, dict), _named(attribute["subAttributes"]))
    except Refused as refused:
        raise Refused(*refused.scim_types, *missing) from None
    if missing:
        raise Refused(*missing)
    return said


def _make_primary(entries: Iterable[Said], one: Said, *others: Said) -> None:
    """Section 3.5.2: where a value becomes primary, the others become false."""
    if others:
        raise Unsettled
    for each in entries:
        if each is not one and each.get("primary"):
            each["primary"] = False


def _equal(value: Any, wanted: str, part: Said) -> bool:
    return value == wanted or (
        not part["caseExact"] and isinstance(value, str) and value.lower() == wanted.lower()
    )


def _check_address(user: Said) -> None:
    if not _ADDRESS.fullmatch(user["userName"]):
        raise Refused("invalidValue")


def _shown(user: Said) -> Said:
    return {name: value for name, value in user.items() if name != "password"}


def _assigned(said: Mapping[str, Any]) -> Said:
    """Return what is assigned: neither null nor empty, within it neither."""
    left: Said = {}
    for name, value in said.items():
        if isinstance(value, dict):
            value = _assigned(value)
        elif isinstance(value, list):
            value = [found for each in value if (found := _assigned(each))]
        if value not in (None, [], {}):
            left[name] = value
    return left


def _of_type(value: Any, kind: type) -> Any:
    if not isinstance(value, kind):
        raise Refused("invalidValue")
    return value


def _named(attributes: Iterable[Said]) -> dict[str, Said]:
    return {each["name"].lower(): each for each in attributes}
