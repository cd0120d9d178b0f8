"""What a ``$filter`` says, as a tree: checked against what a property supports, and applied."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Value = str | bool | int | datetime | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A property against values; inside ``any`` the property is the variable."""

    name: str
    operator: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """A collection of which one element, which the variable stands for, must pass."""

    name: str
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


Expression = Comparison | AnyOf | Not | Joined


@dataclass(frozen=True, slots=True)
class Field:
    """A property that can be filtered: its value in a record, and the operators it supports.

    Its values, or its elements where it is a collection, are of one kind; null is of any.
    """

    get: Callable[[Any], Any]
    operators: frozenset[str]
    kind: type = str
    is_collection: bool = False


def applied(expression: Expression, negated: bool = False) -> Iterator[tuple[str, str]]:
    """Return each property with each operator applied to it, ``not`` included."""
    match expression:
        case Joined(parts=parts):
            for part in parts:
                yield from applied(part, negated)
        case Not(inner=inner):
            yield from applied(inner, True)
        case AnyOf(name=name, inner=inner):
            yield from ((name, operator) for _, operator in applied(inner, negated))
        case Comparison(name=name, operator=operator):
            yield from ((name, each) for each in (operator, "not")[: 1 + negated])


def misfit(expression: Expression, fields: Mapping[str, Field]) -> str:
    """Return the property that is not compared as what it is, or nothing."""
    match expression:
        case Joined(parts=parts):
            return next(filter(None, (misfit(part, fields) for part in parts)), "")
        case Not(inner=inner):
            return misfit(inner, fields)
        case AnyOf(name=name, variable=variable, inner=inner):
            field = fields[name]
            element = {variable: Field(field.get, field.operators, field.kind)}
            named = {each for each, _ in applied(inner)}
            fits = field.is_collection and named == {variable} and not misfit(inner, element)
            return "" if fits else name
        case Comparison(name=name, values=values):
            field = fields[name]
            alike = all(value is None or type(value) is field.kind for value in values)
            return "" if alike and not field.is_collection else name


def holds(expression: Expression, fields: Mapping[str, Field], record: Any) -> bool:
    """Tell whether a record passes a filter."""
    match expression:
        case Joined(word="and", parts=parts):
            return all(holds(part, fields, record) for part in parts)
        case Joined(parts=parts):
            return any(holds(part, fields, record) for part in parts)
        case Not(inner=inner):
            return not holds(inner, fields, record)
        case AnyOf(name=name, inner=inner):
            return any(_element(inner, each) for each in fields[name].get(record))
        case Comparison(name=name):
            return _passes(expression, fields[name].get(record))


def required(expression: Expression) -> Iterator[Comparison | AnyOf]:
    """Return the tests that every record found must pass, which an index may answer."""
    if isinstance(expression, Joined) and expression.word == "and":
        for part in expression.parts:
            yield from required(part)
    elif isinstance(expression, (Comparison, AnyOf)):
        yield expression


def _element(inner: Expression, value: Any) -> bool:
    match inner:
        case Joined(word="and", parts=parts):
            return all(_element(part, value) for part in parts)
        case Joined(parts=parts):
            return any(_element(part, value) for part in parts)
        case Not(inner=negated):
            return not _element(negated, value)
        case Comparison():
            return _passes(inner, value)
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
