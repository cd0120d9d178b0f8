"""Values as JSON has them, and back by their type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

import msgspec

from .table import Table


def plain(value: object) -> Any:
    """Return a value as JSON has it; dicts keep their order, sets are sorted."""
    if isinstance(value, Mapping):
        return {plain(key): plain(each) for key, each in value.items()}
    if isinstance(value, Table):
        return [plain(each) for each in value]
    if isinstance(value, Set):
        return sorted(plain(each) for each in value)
    if isinstance(value, list | tuple) and any(map(_has_sets, value)):
        return [plain(each) for each in value]
    data = msgspec.json.decode(msgspec.json.encode(value, enc_hook=_text))
    kind: Any = type(value)
    for name in _sets(kind):
        data[name].sort()
    return data


def encoded(value: object) -> bytes:
    """Return a value as text of JSON; sets are sorted."""
    many = isinstance(value, list | tuple) and any(map(_has_sets, value))
    has_sets = many or _has_sets(value)
    return msgspec.json.encode(plain(value) if has_sets else value, enc_hook=_text)


def typed(data: object, shape: Any, place: str = "") -> Any:
    """Return the value of a type that is spelled as JSON has it.

    Raises ValueError with the place, which begins with ``place``, and what was expected there.
    """
    try:
        value = msgspec.convert(data, shape, dec_hook=_moment)
    except msgspec.ValidationError as error:
        raise ValueError(_located(str(error), place)) from error
    known = plain(value)
    # What was dumped here is equal, and need not be walked.
    stray = None if data == known else next(_strays(data, known, place), None)
    if stray:
        raise ValueError(f"{stray}: expected nothing of this name")
    return value


def _has_sets(value: object) -> bool:
    kind: Any = type(value)
    return bool(_sets(kind))


@lru_cache
def _sets(kind: type) -> tuple[str, ...]:
    """Return the fields of a record that are sets, whose order is another in every process."""
    told = fields(kind) if is_dataclass(kind) else ()
    return tuple(each.name for each in told if str(each.type).startswith(("set[", "frozenset[")))


def _text(value: object) -> str:
    """Spell a time that freezegun gave, whose class is not quite the usual one."""
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    raise NotImplementedError


def _moment(shape: type, data: object) -> datetime:
    """Read a time where freezegun had replaced the class when the type was first read."""
    if issubclass(shape, datetime) and isinstance(data, str):
        return datetime.fromisoformat(data)
    raise NotImplementedError


def _located(problem: str, place: str) -> str:
    """Put the place first: ``okta.users[0].id: expected `str`, got `int` ``."""
    what, _, where = problem.partition(" - at ")
    inner = where.rpartition(" in ")[2].strip("`").removeprefix("$")
    at = f"{place}{inner}".removeprefix(".") or "the data"
    return f"{at}: {what[:1].lower()}{what[1:]}"


def _strays(given: object, known: object, place: str) -> Iterator[str]:
    """Return the places of what was given and is not known."""
    if isinstance(given, dict) and isinstance(known, dict):
        for key, value in given.items():
            inner = f"{place}.{key}" if place else str(key)
            if key not in known:
                yield inner
            else:
                yield from _strays(value, known[key], inner)
    elif isinstance(given, list | tuple) and isinstance(known, list | tuple):
        for number, (value, each) in enumerate(zip(given, known, strict=True)):
            yield from _strays(value, each, f"{place}[{number}]")
