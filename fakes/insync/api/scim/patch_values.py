"""The values of an attribute that has several, as the operations of a PATCH change them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fakes.filters import Comparison, Filter

from .errors import invalid_value
from .schema import Attribute, Resource
from .values import one_of, value_of


def added(known: Iterable[Resource], new: Iterable[Resource], attribute: Attribute) -> list[Any]:
    """Return the values with others added; of one that is there, only what is said is changed.

    RFC 7643, section 2.4: no value is there twice with the same type.
    """
    values = list(known)
    for each in new:
        same = next((entry for entry in values if _is_same(entry, each)), None)
        if same is None:
            values.append(each)
            same = each
        else:
            same.update(_changeable(each, same, attribute))
        if each.get("primary"):
            keep_primary(values, same)
    return values


def without(known: Iterable[Resource], listed: Iterable[Any], attribute: Attribute) -> list[Any]:
    """Return the values but for those that are listed, each by its value or what it says."""
    gone = [_telling(each, attribute) for each in listed]
    return [entry for entry in known if not any(told.items() <= entry.items() for told in gone)]


def described(term: Filter, attribute: Attribute) -> list[Resource]:
    """Return the value that a filter describes by what one of its parts equals, if it does."""
    if not isinstance(term, Comparison) or term.operator != "eq" or term.value is None:
        return []
    part = attribute.parts[term.name.lower()]
    return [{part.name: value_of(term.value, part, part.name)}]


def keep_primary(entries: Iterable[Resource], changed: Resource) -> None:
    """Let no other value be primary where one was made so."""
    if changed.get("primary"):
        for entry in entries:
            if entry is not changed and entry.get("primary"):
                entry["primary"] = False


def _is_same(entry: Resource, other: Resource) -> bool:
    if entry == other:
        return True
    value, types = entry.get("value"), {entry.get("type"), other.get("type")} - {None}
    return value is not None and value == other.get("value") and len(types) < 2


def _changeable(said: Resource, entry: Resource, attribute: Attribute) -> Resource:
    """Return what is said of a value that is there, but for what cannot be changed."""
    fixed = {part.name for part in attribute.parts.values() if part.mutability == "immutable"}
    return {name: value for name, value in said.items() if name not in fixed & entry.keys()}


def _telling(listed: Any, attribute: Attribute) -> Resource:
    """Return what tells a value that is to be removed: its value, else all that is said of it."""
    if not isinstance(listed, dict):
        return {"value": listed}
    said = one_of(listed, attribute, attribute.name)
    if not said:
        raise invalid_value(f"{attribute.name}: expected a value to remove")
    return {"value": said["value"]} if "value" in said else dict(said)
