"""Whether a filter holds for a resource (RFC 7644, section 3.4.2.2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import msgspec

from fakes import filters
from fakes.filters import Comparison, Every, Filter, FilterError, Literal, Negation, Path, Selection

from .errors import ScimError, bad_request
from .schema import Attribute, Place, ResourceType
from .values import truth_of

Holds = Callable[[Mapping[str, Any]], bool]
Find = Callable[[str], Place | None]

_ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "gt": lambda value, wanted: value > wanted,
    "ge": lambda value, wanted: value >= wanted,
    "lt": lambda value, wanted: value < wanted,
    "le": lambda value, wanted: value <= wanted,
}
_FRAGMENTS: dict[str, Callable[[str, str], bool]] = {
    "co": lambda value, wanted: wanted in value,
    "sw": str.startswith,
    "ew": str.endswith,
}
_OPERATORS = frozenset({"eq", "ne", "pr", *_ORDERS, *_FRAGMENTS})
_ATTRIBUTE = re.compile(
    r"(urn:[A-Za-z0-9\-._:]+:)?[A-Za-z$][\w$\-]*(\.[A-Za-z$][\w$\-]*)?", re.IGNORECASE
)


def _text(token: str) -> str:
    return msgspec.json.decode(token, type=str)


def _literal(token: str) -> Literal:
    """Read a number or a word; words are written in any case."""
    word = token.lower()
    if word in _WORDS:
        return _WORDS[word]
    return msgspec.json.decode(token, type=int | float)


_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_DIALECT = filters.Dialect(_OPERATORS, _ATTRIBUTE, _text, _literal, strict=True)


def filter_of(text: str, *kinds: ResourceType) -> Filter:
    """Read a filter; raises ScimError where it is none, or names what no resource type has."""
    found = _parsed(text)
    for name in filters.names(found):
        places = [place for kind in kinds if (place := kind.place(name))]
        if not any(place.attribute for place in places):
            raise _invalid(f"no attribute is named {name!r}")
    for kind in kinds:
        holding(found, kind.place)
    return found


def path_of(text: str) -> Path:
    """Read the path of a PATCH; raises ScimError where it is none."""
    try:
        return _path(text)
    except FilterError as error:
        raise bad_request("invalidPath", f"{text!r}: {error}") from None


@lru_cache(maxsize=256)
def _parsed(text: str) -> Filter:
    try:
        return filters.parse(text, _DIALECT)
    except FilterError as error:
        raise _invalid(str(error)) from None


@lru_cache(maxsize=256)
def _path(text: str) -> Path:
    return filters.parse_path(text, _DIALECT)


def holding(condition: Filter, find: Find) -> Holds:
    """Return what tells whether a filter holds for a resource; raises ScimError.

    A name that ``find`` does not know holds for nothing: another resource type may have it.
    """
    if isinstance(condition, Comparison):
        return _comparing(condition, find(condition.name))
    if isinstance(condition, Selection):
        return _selecting(condition, find(condition.name))
    if isinstance(condition, Negation):
        term = holding(condition.term, find)
        return lambda resource: not term(resource)
    terms = [holding(each, find) for each in condition.terms]
    together = all if isinstance(condition, Every) else any
    return lambda resource: together(term(resource) for term in terms)


def selected(term: Filter, attribute: Attribute) -> Holds:
    """Return what tells whether a value of an attribute is selected; raises ScimError."""

    def find(name: str) -> Place | None:
        part = attribute.parts.get(name.lower())
        if part is None:
            raise _invalid(f"{attribute.name} has no {name!r}")
        return Place("", part)

    return holding(term, find)


def values_at(resource: Mapping[str, Any], place: Place) -> list[Any]:
    """Return the values at a place; there is none where nothing is said of it."""
    host = resource.get(place.extension, {}) if place.extension else resource
    if place.attribute is None:
        return [host] if host else []
    values = host.get(place.attribute.name)
    if not isinstance(values, list):
        values = [] if values is None else [values]
    if place.part is None:
        return list(values)
    return [each[place.part.name] for each in values if place.part.name in each]


def _selecting(selection: Selection, place: Place | None) -> Holds:
    if place is None:
        return _never
    if place.attribute is None or not place.attribute.multi_valued or place.part:
        raise _invalid(f"{selection.name} has no values to select from")
    chosen = selected(selection.term, place.attribute)
    at = place
    return lambda resource: any(chosen(value) for value in values_at(resource, at))


def _comparing(comparison: Comparison, place: Place | None) -> Holds:
    if place is None or place.attribute is None:
        return _never
    if comparison.operator == "pr":
        present = place
        return lambda resource: any(each not in ("", {}) for each in values_at(resource, present))
    compared, attribute = _compared(place, place.attribute)
    wanted = _wanted(comparison, attribute)
    test, together = _test(comparison.operator), all if comparison.operator == "ne" else any
    return lambda resource: together(
        test(_key(value, attribute), wanted) for value in values_at(resource, compared) or [None]
    )


def _compared(place: Place, attribute: Attribute) -> tuple[Place, Attribute]:
    """Return what is compared and where it stands: of an object it is the value."""
    part = place.part or attribute.parts.get("value")
    return Place(place.extension, attribute, part), part or attribute


def _test(operator: str) -> Callable[[Any, Any], bool]:
    if operator in ("eq", "ne"):
        return lambda value, wanted: (value == wanted) is (operator == "eq")
    chosen = _ORDERS.get(operator) or _FRAGMENTS[operator]
    return lambda value, wanted: value is not None and wanted is not None and chosen(value, wanted)


def _wanted(comparison: Comparison, attribute: Attribute) -> Any:
    """Return what a value is compared with; raises ScimError where the two do not go together."""
    value: object = comparison.value
    operator = comparison.operator
    if attribute.type in ("boolean", "binary") and operator not in ("eq", "ne"):
        raise _invalid(f"{operator} does not go with {attribute.name}")
    if attribute.mutability == "writeOnly" and operator not in ("eq", "ne"):
        raise _invalid(f"{operator} does not go with {attribute.name}")
    if attribute.type == "boolean":
        value = truth_of(value)
    if value is None or isinstance(value, bool if attribute.type == "boolean" else str):
        try:
            return _key(value, attribute)
        except ValueError:
            pass
    raise _invalid(f"{value!r} is not a value of {attribute.name}")


def _key(value: Any, attribute: Attribute) -> Any:
    """Return what stands for a value in comparisons."""
    if not isinstance(value, str):
        return value
    if attribute.type == "dateTime":
        at = datetime.fromisoformat(value)
        return at if at.tzinfo else at.replace(tzinfo=UTC)
    return value if attribute.case_exact else value.lower()


def _never(_resource: Mapping[str, Any]) -> bool:
    return False


def _invalid(detail: str) -> ScimError:
    return bad_request("invalidFilter", detail)
