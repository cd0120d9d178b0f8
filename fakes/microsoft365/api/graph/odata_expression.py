"""What a ``$filter`` says, as a tree, and how it is applied to a record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from .properties import Property

Value = str | bool | int | datetime | UUID | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A property against values; inside a lambda it is a property of the element."""

    name: str
    operator: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Lambda:
    """``any`` or ``all``: what elements of a collection, named by a variable, must pass."""

    name: str
    word: str
    variable: str
    inner: Expression


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    inner: Expression


@dataclass(frozen=True, slots=True)
class Joined:
    """Expressions of which all must hold (``and``), or one (``or``)."""

    word: str
    parts: tuple[Expression, ...]


Expression = Comparison | Lambda | Not | Joined
Change = Callable[[Comparison | Lambda], Comparison | Lambda]


def mapped(expression: Expression, change: Change) -> Expression:
    """Return a filter with each of its tests changed; what is inside a lambda is left to it."""
    match expression:
        case Joined(word=word, parts=parts):
            return Joined(word, tuple(mapped(part, change) for part in parts))
        case Not(inner=inner):
            return Not(mapped(inner, change))
        case Comparison() | Lambda():
            return change(expression)


def applied(expression: Expression, negated: bool = False) -> Iterator[tuple[str, str]]:
    """Return each property with each operator applied to it, ``not`` and ``null`` included."""
    match expression:
        case Joined(parts=parts):
            for part in parts:
                yield from applied(part, negated)
        case Not(inner=inner):
            yield from applied(inner, True)
        case Lambda(name=name, inner=inner):
            yield from ((name, operator) for _, operator in applied(inner, negated))
        case Comparison(name=name, operator=operator, values=values):
            null = ("null",) if None in values else ()
            yield from ((name, each) for each in (operator, *null, *("not",) * negated))


def holds(expression: Expression, rows: Mapping[str, Property], *of: Any) -> bool:
    """Tell whether a record passes a filter; ``of`` is what the rows read, and ends with it."""
    match expression:
        case Joined(word="and", parts=parts):
            return all(holds(part, rows, *of) for part in parts)
        case Joined(parts=parts):
            return any(holds(part, rows, *of) for part in parts)
        case Not(inner=inner):
            return not holds(inner, rows, *of)
        case Lambda(name=name, inner=inner):
            return any(_element(inner, each) for each in rows[name].value(*of))
        case Comparison(name=name):
            return _passes(expression, rows[name].value(*of))


def required(expression: Expression) -> Iterator[Comparison | Lambda]:
    """Return the tests that every record found must pass, which an index may answer."""
    if isinstance(expression, Joined) and expression.word == "and":
        for part in expression.parts:
            yield from required(part)
    elif isinstance(expression, (Comparison, Lambda)):
        yield expression


def _element(inner: Expression, value: Any) -> bool:
    match inner:
        case Joined(word="and", parts=parts):
            return all(_element(part, value) for part in parts)
        case Joined(parts=parts):
            return any(_element(part, value) for part in parts)
        case Not(inner=negated):
            return not _element(negated, value)
        case Comparison(name=name):
            return _passes(inner, value[name] if name else value)
    return False


def _passes(test: Comparison, value: Any) -> bool:
    value = _folded(value)
    wanted = [_folded(each) for each in test.values]
    if test.operator in ("eq", "in"):
        return value in wanted
    if test.operator == "ne":
        return value not in wanted
    return _compared(test.operator, value, wanted[0])


def _compared(operator: str, value: Any, wanted: Any) -> bool:
    if value is None or type(value) is not type(wanted):
        return False
    return _WORK[operator](value, wanted)


def _folded(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


_WORK: dict[str, Callable[[Any, Any], bool]] = {
    "ge": lambda value, wanted: value >= wanted,
    "gt": lambda value, wanted: value > wanted,
    "le": lambda value, wanted: value <= wanted,
    "lt": lambda value, wanted: value < wanted,
    "startswith": lambda value, wanted: value.startswith(wanted),
    "endswith": lambda value, wanted: value.endswith(wanted),
    "contains": lambda value, wanted: wanted in value,
}
