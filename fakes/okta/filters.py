"""What a filter of the Management API is written with, and when it holds.

It knows fewer operators than SCIM's filters, other names and no selections.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection
from datetime import UTC, datetime

from fakes import filters
from fakes.filters import Comparison, Every, Filter, FilterError, Literal, Negation, Some

Value = str | bool | int | float | datetime | None
Read = Callable[[str], tuple[Value, ...]]
Fold = Callable[[str], str]

_ESCAPED = re.compile(r"\\(.)")
_NAME = re.compile(r"[A-Za-z_][\w.\-]*")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_BY_ORDER: dict[str, Callable[[float, float], bool]] = {
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
}
_TEXTS = (str, bool)
ORDERS = frozenset(_BY_ORDER)
OPERATORS = ORDERS | {"eq", "sw", "pr"}


def parse(text: str, operators: Collection[str] = OPERATORS) -> Filter:
    """Read a filter; operators are written in any case, names in theirs. Raises FilterError."""
    return filters.parse(text, filters.Dialect(frozenset(operators), _NAME, _text, _literal))


def matches(condition: Filter, read: Read, fold: Fold) -> bool:
    """Tell whether a filter holds; ``read`` returns the values of a name.

    ``fold`` makes of a text what is compared: the text itself, or the text without case.
    """
    if isinstance(condition, Every):
        return all(matches(term, read, fold) for term in condition.terms)
    if isinstance(condition, Some):
        return any(matches(term, read, fold) for term in condition.terms)
    if isinstance(condition, Negation):
        return not matches(condition.term, read, fold)
    assert isinstance(condition, Comparison)
    return any(_holds(condition, value, fold) for value in read(condition.name) or (None,))


def moment_of(text: str) -> datetime:
    """Read a time as clients write it, in UTC unless it says otherwise; raises FilterError."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise FilterError(
            f"{text!r} is not a time: expected one as 2026-01-31T10:20:30.000Z"
        ) from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _holds(comparison: Comparison, value: Value, fold: Fold) -> bool:
    if comparison.operator == "pr":
        return value not in (None, "")
    if value is None or comparison.value is None:
        return comparison.operator == "eq" and value is comparison.value
    if isinstance(value, _TEXTS):
        wanted = _written(comparison.value)
        return _compares_text(comparison.operator, fold(_written(value)), fold(wanted))
    if isinstance(value, datetime):
        return _compares(comparison.operator, value.timestamp(), _seconds(comparison.value))
    return _compares(comparison.operator, value, _number(comparison.value))


def _compares(chosen: str, value: float, wanted: float) -> bool:
    if chosen in _BY_ORDER:
        return _BY_ORDER[chosen](value, wanted)
    return chosen == "eq" and value == wanted


def _compares_text(chosen: str, value: str, wanted: str) -> bool:
    """Compare texts as they are."""
    if chosen == "eq":
        return value == wanted
    if chosen == "sw":
        return value.startswith(wanted)
    if chosen == "co":
        return wanted in value
    return _BY_ORDER[chosen]((value > wanted) - (value < wanted), 0)


def _written(value: Literal) -> str:
    if isinstance(value, str):
        return value
    return str(value).lower() if isinstance(value, bool) else str(value)


def _number(value: Literal) -> float:
    """Return a number, or what is equal to none."""
    try:
        return float("nan" if value is None else value)
    except ValueError:
        return float("nan")


def _seconds(value: Literal) -> float:
    return moment_of(value).timestamp() if isinstance(value, str) else float("nan")


def _text(token: str) -> str:
    return _ESCAPED.sub(r"\1", token[1:-1])


def _literal(token: str) -> Literal:
    if token in _WORDS:
        return _WORDS[token]
    if _NUMBER.fullmatch(token):
        return token
    raise ValueError(token)
