"""Records as HTML that a person reads, and a program by the names of their fields (microdata)."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import singledispatch
from typing import Any

from markupsafe import Markup, escape

_PAIR = 2
_NOTHING = Markup('<span class="nothing">—</span>')
_YES, _NO = Markup('<data value="true">Yes</data>'), Markup('<data value="false">No</data>')


def record(
    value: object, labels: Mapping[str, str] | None = None, *, but: Sequence[str] = ()
) -> Markup:
    """Return a record as a list of its fields; ``labels`` says what the screen calls them.

    The list is an item of the type's name with a property for each field, but for secrets and for
    those that are shown elsewhere.
    """
    names = labels or {}
    rows = (
        Markup('<div><dt>{}</dt><dd itemprop="{}">{}</dd></div>').format(
            names.get(each.name, spelled(each.name)), each.name, shown(getattr(value, each.name))
        )
        for each in _fields(_dataclass(value))
        if each.name not in but
    )
    return Markup('<dl class="record" itemscope itemtype="{}">{}</dl>').format(
        type(value).__name__, Markup("").join(rows)
    )


@singledispatch
def shown(value: object) -> Markup:
    """Return a value as HTML: a text as it is, a list of values, a record with its fields."""
    if is_dataclass(value):
        return _inline(value)
    # A browser takes the end of a line as it is written in a page for "\n", however it ends.
    return escape(str(value)).replace("\r", Markup("&#13;"))


@shown.register
def _(_nothing: None) -> Markup:
    return _NOTHING


@shown.register
def _(value: bool) -> Markup:
    return _YES if value else _NO


@shown.register
def _(value: Enum) -> Markup:
    return shown(value.value)


@shown.register
def _(value: date) -> Markup:
    text = f"{value:%Y-%m-%d %H:%M:%S}" if isinstance(value, datetime) else value.isoformat()
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), text)


@shown.register
def _(value: bytes) -> Markup:
    return Markup("<code>{}</code>").format(b64encode(value).decode())


@shown.register(tuple | list)
def _(values: Sequence[Any]) -> Markup:
    if values and all(isinstance(each, tuple) and len(each) == _PAIR for each in values):
        return pairs(values)
    items = (Markup("<li>{}</li>").format(shown(each)) for each in values)
    return Markup("<ul>{}</ul>").format(Markup("").join(items))


@shown.register(frozenset | set)
def _(values: frozenset[Any]) -> Markup:
    return shown(sorted(values, key=repr))


def pairs(values: Iterable[tuple[object, object]]) -> Markup:
    """Return names and their values as a list."""
    rows = (
        Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(shown(name), shown(value))
        for name, value in values
    )
    return Markup('<dl class="pairs">{}</dl>').format(Markup("").join(rows))


def spelled(name: str) -> str:
    """Return the name of a field as a label."""
    return name.replace("_", " ").capitalize()


def _inline(value: Any) -> Markup:
    if [each.name for each in _fields(value)] == ["text"]:
        return Markup(
            '<span itemscope itemtype="{}"><span itemprop="text">{}</span></span>'
        ).format(type(value).__name__, shown(value.text))
    return record(value)


def _fields(value: Any) -> list[Field[Any]]:
    """Return the fields that are given and no secret, which is what a record's text has too."""
    return [each for each in fields(value) if each.init and each.repr]


def _dataclass(value: object) -> Any:
    if not is_dataclass(value):
        raise TypeError(f"{value!r} has no fields: expected a record")
    return value
