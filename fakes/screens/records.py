"""Records as HTML that a person reads, and a program by the names of their fields (microdata).

A page holds thousands of small pieces, so they are put together as plain text. Each value is
escaped where it is written, by ``_html`` for what is not known to be a number of other pieces.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import lru_cache, singledispatch
from typing import Any

from markupsafe import Markup, escape

_PAIR = 2


def record(
    value: object, labels: Mapping[str, str] | None = None, *, but: Sequence[str] = ()
) -> Markup:
    """Return a record as a list of its fields; ``labels`` says what the screen calls them.

    The list is an item of the type's name with a property for each field, but for secrets and for
    those that are shown elsewhere.
    """
    if not is_dataclass(value):
        raise TypeError(f"{value!r} has no fields: expected a record")
    return _whole(_record(value, labels or {}, but))


def shown(value: object) -> Markup:
    """Return a value as HTML: a text as it is, a list of values, a record with its fields."""
    return _whole(_html(value))


def pairs(values: Iterable[tuple[object, object]]) -> Markup:
    """Return names and their values as a list."""
    return _whole(_pairs(values))


def spelled(name: str) -> str:
    """Return the name of a field as a label."""
    return name.replace("_", " ").capitalize()


def _whole(html: str) -> Markup:
    return Markup(html)  # noqa: S704 - each of its pieces was escaped


@singledispatch
def _html(value: object) -> str:
    if is_dataclass(value):
        return _inline(value)
    # A browser takes the end of a line as it is written in a page for "\n", however it ends.
    return str(escape(str(value))).replace("\r", "&#13;")


@_html.register
def _(_nothing: None) -> str:
    return '<span class="nothing">—</span>'


@_html.register
def _(value: bool) -> str:
    return f'<data value="{str(value).lower()}">{"Yes" if value else "No"}</data>'


@_html.register
def _(value: Enum) -> str:
    return _html(value.value)


@_html.register
def _(value: date) -> str:
    text = f"{value:%Y-%m-%d %H:%M:%S}" if isinstance(value, datetime) else value.isoformat()
    return f'<time datetime="{value.isoformat()}">{text}</time>'


@_html.register
def _(value: bytes) -> str:
    return f"<code>{b64encode(value).decode()}</code>"


@_html.register(tuple | list)
def _(values: Sequence[Any]) -> str:
    if values and all(isinstance(each, tuple) and len(each) == _PAIR for each in values):
        return _pairs(values)
    return f"<ul>{''.join([f'<li>{_html(each)}</li>' for each in values])}</ul>"


@_html.register(frozenset | set)
def _(values: frozenset[Any]) -> str:
    return _html(sorted(values, key=repr))


def _record(value: Any, labels: Mapping[str, str], but: Sequence[str]) -> str:
    rows = [
        f'<div><dt>{escape(labels.get(name) or spelled(name))}</dt><dd itemprop="{name}">'
        f"{_html(getattr(value, name))}</dd></div>"
        for name in _names(value.__class__)
        if name not in but
    ]
    kind = type(value).__name__
    return f'<dl class="record" itemscope itemtype="{kind}">{"".join(rows)}</dl>'


def _inline(value: Any) -> str:
    if _names(value.__class__) == ("text",):
        text = f'<span itemprop="text">{_html(value.text)}</span>'
        return f'<span itemscope itemtype="{type(value).__name__}">{text}</span>'
    return _record(value, {}, ())


def _pairs(values: Iterable[tuple[object, object]]) -> str:
    rows = [f"<div><dt>{_html(name)}</dt><dd>{_html(value)}</dd></div>" for name, value in values]
    return f'<dl class="pairs">{"".join(rows)}</dl>'


@lru_cache
def _names(kind: Any) -> tuple[str, ...]:
    """Return the fields that are given and no secret, which is what a record's text has too."""
    return tuple(each.name for each in fields(kind) if each.init and each.repr)
