"""``$filter``: read into a tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from uuid import UUID

from .odata_expression import Comparison, Expression, Joined, Lambda, Not, Value

COMPARISONS = ("eq", "ne", "ge", "gt", "le", "lt")
FUNCTIONS = ("startswith", "endswith", "contains")
_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')"
    r"|(?P<guid>[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?![\w-]))"
    r"|(?P<moment>[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]+(?:Z|[+-][0-9]{2}:[0-9]{2}))?(?![\w-]))"
    r"|(?P<number>-?[0-9]{1,18}(?![\w-]))"
    r"|(?P<word>[A-Za-z_$@][\w.$@]*(?:/[A-Za-z_$@][\w.$@]*)*)"
    r"|(?P<mark>[(),:]))"
)
_LAMBDAS = ("any", "all")
_CONSTANTS: dict[str, Value] = {"true": True, "false": False, "null": None}


class NoFilter(Exception):
    """A text that is not a filter."""


def parse(text: str) -> Expression:
    """Read a filter; raises NoFilter."""
    reader = _Reader(text)
    try:
        found = reader.either()
    except RecursionError:
        raise NoFilter("The expression is nested too deeply.") from None
    reader.finish()
    return found


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
        collection, _, word = name.rpartition("/")
        if word.lower() in _LAMBDAS and collection and self._take("mark", "("):
            return self._lambda(collection, word.lower())
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

    def _lambda(self, name: str, word: str) -> Expression:
        variable = self._word()
        self._expect(":")
        inner = self.either()
        self._expect(")")
        return Lambda(name, word, variable, inner)

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
        if kind == "guid":
            return UUID(text)
        if kind == "moment":
            return self._moment(text)
        if kind == "word" and text.lower() in _CONSTANTS:
            return _CONSTANTS[text.lower()]
        raise self._wrong()

    def _moment(self, text: str) -> datetime:
        try:
            moment = datetime.fromisoformat(text)
            return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
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
