"""Functions that ask which groups a person is in, and whether a directory holds the person."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from . import values
from .function import Function, Lookups, OwnGroup
from .nodes import Value
from .patterns import fits

_ATTRIBUTES: Mapping[str, Callable[[OwnGroup], str]] = {
    "group.id": lambda group: group.id,
    "group.name": lambda group: group.name,
    "group.description": lambda group: group.description,
}


def _any_id(lookups: Lookups, *ids: str) -> bool:
    return any(group.id in ids for group in lookups.groups())


def _by_name(is_meant: Callable[[str, str], bool]) -> Function:
    """Return the function that looks for a group by its name, which it compares with case."""

    def found(lookups: Lookups, text: str) -> bool:
        return any(is_meant(group.name, text) for group in lookups.groups())

    return Function(found, (values.text,), asks=True)


def _filtered(
    lookups: Lookups, ids: tuple[Value, ...], attribute: str, limit: int
) -> tuple[Value, ...]:
    if attribute not in _ATTRIBUTES:
        raise ValueError(f"expected one of {', '.join(_ATTRIBUTES)} but found {attribute!r}")
    own = (group for group in lookups.groups() if group.id in ids)
    return tuple(map(_ATTRIBUTES[attribute], own))[: max(limit, 0)]


MEMBERSHIPS: Mapping[str, Function] = {
    "isMemberOfGroup": Function(_any_id, (values.text,), asks=True),
    "isMemberOfAnyGroup": Function(_any_id, (values.text,), values.text, asks=True),
    "isMemberOfGroupName": _by_name(str.__eq__),
    "isMemberOfGroupNameStartsWith": _by_name(str.startswith),
    "isMemberOfGroupNameContains": _by_name(str.__contains__),
    "isMemberOfGroupNameRegex": _by_name(lambda name, pattern: fits(pattern, name)),
    "getFilteredGroups": Function(
        _filtered, (values.array, values.text, values.integer), asks=True
    ),
}

# The org has neither Active Directory nor Workday, so that nobody is assigned to one of them.
DIRECTORIES: Mapping[str, Function] = {
    "hasDirectoryUser": Function(lambda: False, ()),
    "hasWorkdayUser": Function(lambda: False, ()),
    "findDirectoryUser": Function(lambda: None, ()),
    "findWorkdayUser": Function(lambda: None, ()),
}
