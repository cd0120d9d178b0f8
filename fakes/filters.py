"""The grammar of filters (RFC 7644, section 3.4.2.2): a text becomes a tree.

SCIM has it, and Okta's Management API has a dialect of it. What holds is not decided here: the
systems differ in names, types and case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

Literal = str | bool | int | float | None
Found = TypeVar("Found")

# Brackets, a text in double quotes, or anything else up to the next of them or white space.
_TOKENS = re.compile(r'\s*(?:([()\[\]])|("(?:[^"\\]|\\.)*")|([^\s()\[\]"]+))')
_END = ""
DEEPEST = 50


class FilterError(ValueError):
    """A filter that cannot be understood; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """``name operator value``; ``pr`` has no value."""

    name: str
    operator: str
    value: Literal = None


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


@dataclass(frozen=True, slots=True)
class Selection:
    """``name[term]``: what holds if the term does for one of the values of an attribute."""

    name: str
    term: Filter


Filter = Comparison | Every | Some | Negation | Selection


@dataclass(frozen=True, slots=True)
class Path:
    """``name[term].part``, which a PATCH of SCIM changes; without a term, ``name``."""

    name: str
    term: Filter | None = None
    part: str = ""


@dataclass(frozen=True)
class Dialect:
    """What a system writes its filters with.

    ``literal`` reads a value other than a text; it raises ValueError at what is none. A ``strict``
    dialect negates parentheses only, as the RFC does, and knows selections.
    """

    operators: frozenset[str]
    name: re.Pattern[str]
    text: Callable[[str], str]
    literal: Callable[[str], Literal]
    strict: bool = False


def parse(text: str, dialect: Dialect) -> Filter:
    """Read a filter; operators are written in any case. Raises FilterError."""
    return _Parser(text, dialect).whole()


def parse_path(text: str, dialect: Dialect) -> Path:
    """Read the path of a PATCH (RFC 7644, section 3.5.2). Raises FilterError."""
    return _Parser(text, dialect).path()


def names(condition: Filter) -> Iterator[str]:
    """Return the names that a filter asks for, those inside a selection left out."""
    return (each.name for each in parts(condition) if isinstance(each, Comparison | Selection))


def parts(condition: Filter) -> Iterator[Filter]:
    """Return a filter and what it is made of, what is inside a selection left out."""
    yield condition
    inner = (condition.term,) if isinstance(condition, Negation) else ()
    terms = condition.terms if isinstance(condition, Every | Some) else inner
    for term in terms:
        yield from parts(term)


def required(condition: Filter, name: str) -> str | None:
    """Return the text that a name must equal for the filter to hold, so that an index can serve."""
    if isinstance(condition, Comparison):
        found = condition.name == name and condition.operator == "eq"
        return condition.value if found and isinstance(condition.value, str) else None
    if isinstance(condition, Every):
        found_in = (required(term, name) for term in condition.terms)
        return next((value for value in found_in if value is not None), None)
    return None


class _Parser:
    """Descends from ``or`` over ``and`` to single terms."""

    def __init__(self, text: str, dialect: Dialect) -> None:
        self._dialect = dialect
        self._tokens = list(_tokens(text))
        self._at = 0
        self._depth = 0

    def whole(self) -> Filter:
        return self._ended(self._either(), "and, or or the end")

    def path(self) -> Path:
        name = self._name()
        term = self._inside("]") if self._took("[") else None
        part = self._part() if term and self._peeked().startswith(".") else ""
        return self._ended(Path(name, term, part), "the end")

    def _ended(self, found: Found, expected: str) -> Found:
        if self._at < len(self._tokens):
            raise FilterError(f"{self._next()!r} was not expected: expected {expected}")
        return found

    def _either(self) -> Filter:
        terms = [self._both()]
        while self._took("or"):
            terms.append(self._both())
        return terms[0] if len(terms) == 1 else Some(tuple(terms))

    def _both(self) -> Filter:
        terms = [self._term()]
        while self._took("and"):
            terms.append(self._term())
        return terms[0] if len(terms) == 1 else Every(tuple(terms))

    def _term(self) -> Filter:
        negated, bare = False, True
        while bare and self._took("not"):
            negated, bare = not negated, not self._dialect.strict
        if self._took("("):
            term = self._inside(")")
        elif bare:
            term = self._single()
        else:
            raise FilterError("expected a parenthesis after not")
        return Negation(term) if negated else term

    def _inside(self, closing: str) -> Filter:
        self._depth += 1
        if self._depth > DEEPEST:
            raise FilterError(f"more than {DEEPEST} parentheses stand in each other")
        condition = self._either()
        if not self._took(closing):
            raise FilterError("a parenthesis is not closed")
        self._depth -= 1
        return condition

    def _single(self) -> Filter:
        name = self._name()
        if not self._dialect.strict or not self._took("["):
            return self._comparison(name)
        selected = self._inside("]")
        if self._peeked().startswith("."):
            # Entra ID asks for emails[type eq "work"].value eq "x": of one and the same value.
            selected = Every((selected, self._comparison(self._part())))
        return Selection(name, selected)

    def _comparison(self, name: str) -> Comparison:
        chosen = self._next().lower()
        if chosen not in self._dialect.operators:
            known = ", ".join(sorted(self._dialect.operators))
            raise FilterError(f"{chosen!r} is not an operator: expected one of {known}")
        return Comparison(name, chosen, None if chosen == "pr" else self._value())

    def _name(self, text: str = "") -> str:
        name = text or self._next()
        if not self._dialect.name.fullmatch(name):
            raise FilterError(f"{name!r} is not an attribute name")
        return name

    def _part(self) -> str:
        return self._name(self._next().removeprefix(".") or ".")

    def _value(self) -> Literal:
        token = self._next()
        try:
            return self._dialect.text(token) if token[0] == '"' else self._dialect.literal(token)
        except ValueError:
            raise FilterError(f"{token!r} is not a value: a text stands in double quotes") from None

    def _took(self, word: str) -> bool:
        found = self._peeked().lower() == word
        self._at += found
        return found

    def _peeked(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else _END

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
