"""Writes and reads times by a pattern of Joda-Time, which Okta's functions of time take."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WORD = re.compile(r"(?P<letters>([A-Za-z])\2*)|'(?P<quoted>(?:[^']|'')*)'|(?P<sign>[^A-Za-z'])")
_HALVES = ("AM", "PM")


def offset_of(moment: datetime, between: str = ":") -> str:
    """Return the offset of a time from UTC, as in -04:00."""
    minutes = round((moment.utcoffset() or timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}{between}{rest:02}"


def _year(moment: datetime, count: int) -> str:
    return f"{moment.year % 100:02}" if count == 2 else f"{moment.year:0{count}}"


def _named(names: tuple[str, ...], position: int, count: int) -> str:
    return names[position] if count > 3 else names[position][:3]


def _month(moment: datetime, count: int) -> str:
    return _named(_MONTHS, moment.month - 1, count) if count > 2 else f"{moment.month:0{count}}"


def _number(of: Callable[[datetime], int]) -> Callable[[datetime, int], str]:
    return lambda moment, count: f"{of(moment):0{count}}"


_WRITTEN: Mapping[str, Callable[[datetime, int], str]] = {
    "y": _year,
    "Y": _year,
    "x": _number(lambda moment: moment.isocalendar().year),
    "w": _number(lambda moment: moment.isocalendar().week),
    "e": _number(datetime.isoweekday),
    "E": lambda moment, count: _named(_DAYS, moment.weekday(), count),
    "M": _month,
    "d": _number(lambda moment: moment.day),
    "D": _number(lambda moment: moment.timetuple().tm_yday),
    "a": lambda moment, _: _HALVES[moment.hour // 12],
    "K": _number(lambda moment: moment.hour % 12),
    "h": _number(lambda moment: moment.hour % 12 or 12),
    "H": _number(lambda moment: moment.hour),
    "k": _number(lambda moment: moment.hour or 24),
    "m": _number(lambda moment: moment.minute),
    "s": _number(lambda moment: moment.second),
    "S": lambda moment, count: f"{moment.microsecond:06}"[:count].ljust(count, "0"),
    "Z": lambda moment, count: offset_of(moment, ":" if count > 1 else ""),
}

# What may be read, by letter: a pattern, and what its text adds to the parts of a time.
_DIGITS = r"\d+"
_READ: Mapping[str, tuple[str, Callable[[str], dict[str, int]]]] = {
    "y": (r"\d{4}", lambda text: {"year": int(text)}),
    "Y": (r"\d{4}", lambda text: {"year": int(text)}),
    "M": (_DIGITS, lambda text: {"month": int(text)}),
    "d": (_DIGITS, lambda text: {"day": int(text)}),
    "a": ("(?i:am|pm)", lambda text: {"half": _HALVES.index(text.upper())}),
    "K": (_DIGITS, lambda text: {"hour": int(text)}),
    "h": (_DIGITS, lambda text: {"hour": int(text) % 12}),
    "H": (_DIGITS, lambda text: {"hour": int(text)}),
    "k": (_DIGITS, lambda text: {"hour": int(text) % 24}),
    "m": (_DIGITS, lambda text: {"minute": int(text)}),
    "s": (_DIGITS, lambda text: {"second": int(text)}),
    "S": (r"\d{1,6}", lambda text: {"microsecond": int(text.ljust(6, "0"))}),
    "Z": (r"[-+]\d\d:?\d\d|Z", lambda text: {"offset": _minutes(text)}),
}
_NAMED_MONTH = (
    "|".join(sorted((*_MONTHS, *(month[:3] for month in _MONTHS)), key=len, reverse=True)),
    lambda text: {"month": [month[:3] for month in _MONTHS].index(text[:3]) + 1},
)


def written(moment: datetime, pattern: str) -> str:
    """Return a time as a pattern says; raises ValueError for a letter that is not supported."""
    return "".join(
        _WRITTEN[_known(letters, _WRITTEN, pattern)](moment, len(letters)) if letters else literal
        for letters, literal in _pieces(pattern)
    )


def read(text: str, pattern: str) -> datetime:
    """Return the time that a text holds, in UTC unless the pattern has a zone.

    Raises ValueError for a text that the pattern does not fit.
    """
    readers: list[Callable[[str], dict[str, int]]] = []
    shape = ""
    for letters, literal in _pieces(pattern):
        fitting, reader = _reader(letters, pattern) if letters else (re.escape(literal), None)
        shape += f"({fitting})" if reader else fitting
        readers += [reader] if reader else []
    found = re.fullmatch(shape, text)
    if found is None:
        raise ValueError(f"{text!r} is not a time as {pattern!r} says")
    parts: dict[str, int] = {}
    for reader, held in zip(readers, found.groups(), strict=True):
        parts.update(reader(held))
    return _moment(parts)


def _moment(parts: dict[str, int]) -> datetime:
    zone = timezone(timedelta(minutes=parts.pop("offset", 0)))
    hour = parts.pop("hour", 0) + 12 * parts.pop("half", 0)
    first = {"year": 1970, "month": 1, "day": 1}
    return datetime(**{**first, **parts, "hour": hour}, tzinfo=zone).astimezone(UTC)


def _minutes(offset: str) -> int:
    if offset == "Z":
        return 0
    minutes = int(offset[1:3]) * 60 + int(offset[-2:])
    return -minutes if offset[0] == "-" else minutes


def _reader(letters: str, pattern: str) -> tuple[str, Callable[[str], dict[str, int]]]:
    if letters in ("yy", "YY"):
        raise ValueError(f"{letters} of {pattern!r} can be of two centuries: expected yyyy")
    letter = _known(letters, _READ, pattern)
    return _NAMED_MONTH if letter == "M" and len(letters) > 2 else _READ[letter]


def _known(letters: str, known: Mapping[str, object], pattern: str) -> str:
    if letters[0] not in known:
        expected = ", ".join(known)
        raise ValueError(f"{letters[0]!r} of {pattern!r} is not supported: expected {expected}")
    return letters[0]


def _pieces(pattern: str) -> Iterator[tuple[str, str]]:
    """Yield letters that stand for a part of a time, or else a text that stands for itself."""
    position = 0
    while position < len(pattern):
        found = _WORD.match(pattern, position)
        if found is None:
            raise ValueError(f"a quote of {pattern!r} is not closed")
        quoted = found["quoted"]
        literal = found["sign"] if quoted is None else quoted.replace("''", "'") or "'"
        yield found["letters"] or "", literal or ""
        position = found.end()
