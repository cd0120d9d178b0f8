"""What the operators between two values do, as in SpEL."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from . import values
from .nodes import Value
from .patterns import fits


def _plus(left: Value, right: Value) -> Value:
    """Join two texts, to which null adds nothing; two numbers are added."""
    if _is_number(left) and _is_number(right):
        return values.within(values.number(left) + values.number(right))
    if left is None and right is None:
        return None
    return values.text(left) + values.text(right)


def _minus(left: Value, right: Value) -> Value:
    return values.within(values.number(left) - values.number(right))


def _times(left: Value, right: Value) -> Value:
    return values.within(values.number(left) * values.number(right))


def _divided(left: Value, right: Value) -> Value:
    """A94: two whole numbers give a whole number, without the fraction."""
    dividend, divisor = values.number(left), _divisor(right)
    if isinstance(dividend, float) or isinstance(divisor, float):
        return values.within(dividend / divisor)
    quotient = abs(dividend) // abs(divisor)
    return quotient if (dividend < 0) == (divisor < 0) else -quotient


def _remainder(left: Value, right: Value) -> Value:
    """A94: what is left over has the sign of the number that was divided."""
    dividend, divisor = values.number(left), _divisor(right)
    if isinstance(dividend, float) or isinstance(divisor, float):
        return math.fmod(dividend, divisor)
    rest = abs(dividend) % abs(divisor)
    return -rest if dividend < 0 else rest


def _divisor(value: Value) -> int | float:
    divisor = values.number(value)
    if not divisor:
        raise ValueError("expected a number other than 0 to divide by")
    return divisor


def _equal(left: Value, right: Value) -> bool:
    """Compare as written; a number also equals the text that spells it."""
    if _is_number(left) != _is_number(right) and None not in (left, right):
        return values.text(left) == values.text(right)
    return left == right


def _less(left: Value, right: Value) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return left < right
    return values.number(left) < values.number(right)


def _matches(left: Value, right: Value) -> bool:
    return fits(values.text(right), values.text(left))


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


OPERATORS: Mapping[str, Callable[[Value, Value], Value]] = {
    "+": _plus,
    "-": _minus,
    "*": _times,
    "/": _divided,
    "%": _remainder,
    "==": _equal,
    "!=": lambda left, right: not _equal(left, right),
    "<": _less,
    ">": lambda left, right: _less(right, left),
    "<=": lambda left, right: not _less(right, left),
    ">=": lambda left, right: not _less(left, right),
    "matches": _matches,
}
