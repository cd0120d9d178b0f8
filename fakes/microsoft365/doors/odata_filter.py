"""``$filter``: read into a tree, checked against what a property supports, and applied."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

Value = str | bool | int | datetime | None
COMPARISONS = ("eq", "ne", "ge", "gt", "le", "lt")
FUNCTIONS = ("startswith", "endswith", "contains")
_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')"
    r"|(?P<moment>\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d))"
    r"|(?P<number>-?[0-9]{1,18}(?![\w-]))"
    r"|(?P<word>[A-Za-z_$@][\w.$@]*(?:/[A-Za-z_$@][\w.$@]*)*)"
    r"|(?P<mark>[(),:]))"
)


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


class NoFilter(Exception):
    """A text that is no filter."""


def parse(text: str) -> Expression:
    """Read a filter; raises NoFilter."""
    reader = _Reader(text)
    try:
        found = reader.either()
    except RecursionError:
        raise NoFilter("The expression is nested too deeply.") from None
    reader.finish()
    return found


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
_CONSTANTS: dict[str, Value] = {"true": True, "false": False, "null": None}


class _Reader:
    """Reads a filter from left to right; ``or`` binds least, then ``and``, then ``not``."""

    def __init__(self, text: str) -> None:
        self._text = text.strip()
        self._tokens = list(self._split())
        self._at = 0

    def either(self) -> Expression:
        return self._joined("or", self._both)

    def finish(self) -> None:
        if self._at < len(self._tokens):
            raise self._wrong()

    def _both(self) -> Expression:
        return self._joined("and", self._one)

    def _joined(self, word: str, part: Callable[[], Expression]) -> Expression:
        parts = [part()]
        while self._take("word", word):
            parts.append(part())
        return parts[0] if len(parts) == 1 else Joined(word, tuple(parts))

    def _one(self) -> Expression:
        if self._take("word", "not"):
            return Not(self._one())
        if self._take("mark", "("):
            inner = self.either()
            self._expect(")")
            return inner
        return self._test(self._word())

    def _test(self, name: str) -> Expression:
        if name.lower() in FUNCTIONS and self._take("mark", "("):
            return self._function(name.lower())
        if name.lower().endswith("/any") and self._take("mark", "("):
            return self._any(name[:-4])
        operator = self._word().lower()
        if operator == "in":
            return Comparison(name, "in", self._several())
        if operator not in COMPARISONS:
            raise self._wrong()
        return Comparison(name, operator, (self._value(),))

    def _function(self, operator: str) -> Expression:
        name = self._word()
        self._expect(",")
        value = self._value()
        self._expect(")")
        if self._take("word", "eq") and self._word().lower() != "true":
            raise self._wrong()
        return Comparison(name, operator, (value,))

    def _any(self, name: str) -> Expression:
        variable = self._word()
        self._expect(":")
        inner = self.either()
        self._expect(")")
        return AnyOf(name, variable, inner)

    def _several(self) -> tuple[Value, ...]:
        self._expect("(")
        values = [self._value()]
        while self._take("mark", ","):
            values.append(self._value())
        self._expect(")")
        return tuple(values)

    def _value(self) -> Value:
        kind, text = self._next()
        if kind == "text":
            return text[1:-1].replace("''", "'")
        if kind == "number":
            return int(text)
        if kind == "moment":
            return self._moment(text)
        if kind == "word" and text.lower() in _CONSTANTS:
            return _CONSTANTS[text.lower()]
        raise self._wrong()

    def _moment(self, text: str) -> datetime:
        try:
            return datetime.fromisoformat(text).astimezone(UTC)
        except (ValueError, OverflowError):
            raise self._wrong() from None

    def _word(self) -> str:
        kind, text = self._next()
        if kind != "word":
            raise self._wrong()
        return text

    def _next(self) -> tuple[str, str]:
        if self._at >= len(self._tokens):
            raise self._wrong()
        self._at += 1
        return self._tokens[self._at - 1]

    def _take(self, kind: str, text: str) -> bool:
        rest = self._tokens[self._at : self._at + 1]
        found = bool(rest) and rest[0][0] == kind and rest[0][1].lower() == text
        self._at += found
        return found

    def _expect(self, mark: str) -> None:
        if not self._take("mark", mark):
            raise self._wrong()

    def _split(self) -> Iterator[tuple[str, str]]:
        start = 0
        while start < len(self._text):
            found = _TOKEN.match(self._text, start)
            if found is None:
                raise NoFilter(f"Syntax error at position {start} in '{self._text}'.")
            yield str(found.lastgroup), found[str(found.lastgroup)]
            start = found.end()

    def _wrong(self) -> NoFilter:
        return NoFilter(f"Syntax error in '{self._text}'.")
