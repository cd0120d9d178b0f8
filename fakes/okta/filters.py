"""The filter language of the Management API: a text becomes a tree, a tree a verdict.

It resembles the filters of SCIM, but knows fewer operators, other names and no value paths, so
that a parser of those would accept what Okta refuses.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

Value = str | bool | datetime | None
Read = Callable[[str], tuple[Value, ...]]

_TOKENS = re.compile(r'\s*(?:([()])|("(?:[^"\\]|\\.)*")|([^\s()"]+))')
_ESCAPED = re.compile(r"\\(.)")
_NAME = re.compile(r"[A-Za-z_][\w.\-]*")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_WORDS: dict[str, Value] = {"true": True, "false": False, "null": None}
_ORDERS: dict[str, Callable[[float, float], bool]] = {
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
}
OPERATORS = frozenset({"eq", "sw", "pr", *_ORDERS})
DEEPEST = 50


class FilterError(ValueError):
    """A filter that cannot be understood; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """``name operator value``; ``pr`` has no value."""

    name: str
    operator: str
    value: Value = None


@dataclass(frozen=True, slots=True)
class Every:
    """What holds if all of its terms do (and)."""

    terms: tuple[Filter, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """What holds if one of its terms does (or)."""

    terms: tuple[Filter, ...]


@dataclass(frozen=True, slots=True)
class Negation:
    """What holds if its term does not."""

    term: Filter


Filter = Comparison | Every | Some | Negation


def parse(text: str, operators: Collection[str] = OPERATORS) -> Filter:
    """Read a filter; operators are written in any case, names in theirs. Raises FilterError."""
    return _Parser(text, operators).whole()


def names(condition: Filter) -> Iterator[str]:
    """Return the names that a filter asks for."""
    if isinstance(condition, Comparison):
        yield condition.name
    elif isinstance(condition, Negation):
        yield from names(condition.term)
    else:
        for term in condition.terms:
            yield from names(term)


def required(condition: Filter, name: str) -> str | None:
    """Return the text that a name must equal for the filter to hold, so that an index can serve."""
    if isinstance(condition, Comparison):
        found = condition.name == name and condition.operator == "eq"
        return condition.value if found and isinstance(condition.value, str) else None
    if isinstance(condition, Every):
        found_in = (required(term, name) for term in condition.terms)
        return next((value for value in found_in if value is not None), None)
    return None


def matches(condition: Filter, read: Read) -> bool:
    """Tell whether a filter holds; ``read`` returns the values of a name."""
    if isinstance(condition, Every):
        return all(matches(term, read) for term in condition.terms)
    if isinstance(condition, Some):
        return any(matches(term, read) for term in condition.terms)
    if isinstance(condition, Negation):
        return not matches(condition.term, read)
    return any(_holds(condition, value) for value in read(condition.name) or (None,))


def moment_of(text: str) -> datetime:
    """Read a time as clients write it, in UTC unless it says otherwise; raises FilterError."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise FilterError(
            f"{text!r} is no time: expected one as 2026-01-31T10:20:30.000Z"
        ) from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _holds(comparison: Comparison, value: Value) -> bool:
    if comparison.operator == "pr":
        return value not in (None, "")
    if value is None or comparison.value is None:
        return comparison.operator == "eq" and value is comparison.value
    if isinstance(value, datetime):
        return _compares(comparison.operator, value.timestamp(), _seconds(comparison.value))
    return _compares_text(comparison.operator, _folded(value), _folded(comparison.value))


def _compares(chosen: str, value: float, wanted: float) -> bool:
    if chosen in _ORDERS:
        return _ORDERS[chosen](value, wanted)
    return chosen == "eq" and value == wanted


def _compares_text(chosen: str, value: str, wanted: str) -> bool:
    """Compare texts, whose case does not matter."""
    if chosen == "eq":
        return value == wanted
    if chosen == "sw":
        return value.startswith(wanted)
    if chosen == "co":
        return wanted in value
    return _ORDERS[chosen]((value > wanted) - (value < wanted), 0)


def _folded(value: Value) -> str:
    return str(value).casefold()


def _seconds(value: Value) -> float:
    return moment_of(value).timestamp() if isinstance(value, str) else float("nan")


class _Parser:
    """Descends from ``or`` over ``and`` to single terms."""

    def __init__(self, text: str, operators: Collection[str]) -> None:
        self._operators = operators
        self._tokens = list(_tokens(text))
        self._at = 0
        self._depth = 0

    def whole(self) -> Filter:
        condition = self._either()
        if self._at < len(self._tokens):
            raise FilterError(f"{self._next()!r} was not expected: expected and, or or the end")
        return condition

    def _either(self) -> Filter:
        self._depth += 1
        if self._depth > DEEPEST:
            raise FilterError(f"more than {DEEPEST} parentheses stand in each other")
        terms = [self._both()]
        while self._took("or"):
            terms.append(self._both())
        self._depth -= 1
        return terms[0] if len(terms) == 1 else Some(tuple(terms))

    def _both(self) -> Filter:
        terms = [self._term()]
        while self._took("and"):
            terms.append(self._term())
        return terms[0] if len(terms) == 1 else Every(tuple(terms))

    def _term(self) -> Filter:
        negated = False
        while self._took("not"):
            negated = not negated
        term = self._group() if self._took("(") else self._comparison()
        return Negation(term) if negated else term

    def _group(self) -> Filter:
        condition = self._either()
        if not self._took(")"):
            raise FilterError("a parenthesis is not closed")
        return condition

    def _comparison(self) -> Comparison:
        name = self._next()
        if not _NAME.fullmatch(name):
            raise FilterError(f"{name!r} is no attribute name")
        chosen = self._next().lower()
        if chosen not in self._operators:
            known = ", ".join(sorted(self._operators))
            raise FilterError(f"{chosen!r} is no operator: expected one of {known}")
        return Comparison(name, chosen, None if chosen == "pr" else _value(self._next()))

    def _took(self, word: str) -> bool:
        found = self._at < len(self._tokens) and self._tokens[self._at].lower() == word
        self._at += found
        return found

    def _next(self) -> str:
        if self._at == len(self._tokens):
            raise FilterError("the filter ends too early")
        self._at += 1
        return self._tokens[self._at - 1]


def _tokens(text: str) -> Iterator[str]:
    at = 0
    while text[at:].strip():
        found = _TOKENS.match(text, at)
        if not found:
            raise FilterError("a text is not closed")
        yield found[1] or found[2] or found[3]
        at = found.end()


def _value(token: str) -> Value:
    if token.startswith('"'):
        return _ESCAPED.sub(r"\1", token[1:-1])
    if token in _WORDS:
        return _WORDS[token]
    if _NUMBER.fullmatch(token):
        return token
    raise FilterError(f"{token!r} is no value: a text stands in double quotes")
