"""Reads a value as what a function or an operator needs it to be."""

from __future__ import annotations

import math
import re

from .nodes import Value

_TRUTHS = {"true": True, "false": False}
_WHOLE = re.compile(r"[-+]?\d+", re.ASCII)
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?", re.ASCII)
# What a signed integer of 64 bits surely holds.
_DIGITS = 18


def text(value: Value) -> str:
    """Return a value as text; nothing is an empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        raise ValueError("expected a text but found an array")
    return str(value)


def as_text(value: Value) -> str:
    """Return the value of an expression as text for a profile; arrays are joined by commas."""
    return ",".join(map(as_text, value)) if isinstance(value, tuple) else text(value)


def number(value: Value) -> int | float:
    """Return a value as a number; raises ValueError when it is none."""
    if isinstance(value, bool) or value is None or isinstance(value, tuple):
        raise ValueError(f"expected a number but found {shown(value)}")
    if isinstance(value, str):
        return number_in(value)
    return value


def integer(value: Value) -> int:
    """Return a value as a whole number; raises ValueError when it is none."""
    found = number(value)
    if found != int(found):
        raise ValueError(f"expected a whole number but found {found}")
    return int(found)


def array(value: Value) -> tuple[Value, ...]:
    """Return a value as an array; nothing is an empty one."""
    if value is None:
        return ()
    if not isinstance(value, tuple):
        raise ValueError(f"expected an array but found {shown(value)}")
    return value


def truth(value: Value) -> bool:
    """Return a value as true or false; raises ValueError when it is neither."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in _TRUTHS:
        return _TRUTHS[value.lower()]
    raise ValueError(f"expected true or false but found {shown(value)}")


def anything(value: Value) -> Value:
    """Return a value as it is."""
    return value


def shown(value: Value) -> str:
    """Return a value as a message names it."""
    if isinstance(value, tuple):
        return "an array"
    return "null" if value is None else repr(value)


def number_in(value: str) -> int | float:
    """Return the number that a text spells; raises ValueError when it spells none."""
    if not _NUMBER.fullmatch(value):
        raise ValueError(f"expected a number but found {value!r}")
    if _WHOLE.fullmatch(value):
        return within(int(value[: 2 * _DIGITS]))  # one that is longer is too large either way
    return within(float(value))


def within(value: int | float) -> int | float:
    """Return a number; raises ValueError for one that Okta could not hold either."""
    if abs(value) >= 10**_DIGITS if isinstance(value, int) else not math.isfinite(value):
        raise ValueError(f"expected a number of at most {_DIGITS} digits")
    return value
