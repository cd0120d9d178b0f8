"""Texts that fit into a drawing, which cannot break lines by itself."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_GAP = "…"


@lru_cache(1 << 14)
def width(text: str) -> int:
    """Return how wide a text is, in Latin letters: a wide sign counts twice."""
    return len(text) if text.isascii() else sum(map(_width_of, text))


def _width_of(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def shortened(text: str, limit: int) -> str:
    """Return a text that is at most so wide, without its middle if it is too long."""
    if width(text) <= limit:
        return text
    head = _fitting(text, (limit - 1) - (limit - 1) // 2)
    tail = _fitting(text[::-1], (limit - 1) // 2)[::-1]
    return f"{head}{_GAP}{tail}"


def _fitting(text: str, limit: int) -> str:
    used = 0
    for at, sign in enumerate(text):
        used += _width_of(sign)
        if used > limit:
            return text[:at]
    return text


@lru_cache(1 << 12)
def wrapped(text: str, limit: int, lines: int, *, before: str = " ") -> tuple[str, ...]:
    """Return a text in a number of lines at most, broken before a sign; the last is shortened."""
    made: list[str] = []
    pieces = _pieces(text, before)
    while pieces and len(made) < lines - 1:
        line = pieces.pop(0)
        while pieces and width(line + pieces[0]) <= limit:
            line += pieces.pop(0)
        made.append(shortened(line.strip(), limit))
    if pieces:
        made.append(shortened("".join(pieces).strip(), limit))
    return tuple(made)


def _pieces(text: str, before: str) -> list[str]:
    first, *others = text.split(before)
    return [first, *(f"{before}{each}" for each in others)]
