"""What somebody else answered, read strictly: a value of a type, or one error that says what came.

An answer can be anything. What JSON allows and nothing else can hold is refused here: half of a
surrogate pair, a NUL, a number beyond every range, and values within values without end.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec

DEEPEST = 64
_LONGEST = 1000
_NUL = b"\\u0000"

Shape = TypeVar("Shape")


class OddAnswer(ValueError):
    """An answer is not what was asked for; the message says what came."""


class NotJson(OddAnswer):
    """An answer is no JSON that can be kept."""


def decoded(body: bytes) -> Any:
    """Return the JSON of a body (RFC 8259); raises NotJson."""
    try:
        return msgspec.json.decode(body.removeprefix(BOM_UTF8))
    except (ValueError, RecursionError):
        raise NotJson(f"no JSON that can be read: {excerpt(body)}") from None


def read_json(body: bytes) -> Any:
    """Return the JSON of a body if all of it can be kept; raises NotJson."""
    value = decoded(body)
    if body.count(b"{") + body.count(b"[") > DEEPEST and _is_deeper(value):
        raise NotJson(f"JSON of more than {DEEPEST} levels: {excerpt(body)}")
    if _NUL in body and any("\0" in text for text in _texts(value)):
        raise NotJson(f"JSON with a NUL: {excerpt(body)}")
    return value


def read_as(value: object, shape: type[Shape]) -> Shape:
    """Return what JSON says as a value of a type; raises OddAnswer naming the place."""
    try:
        return msgspec.convert(value, shape)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at ")
        place = where.strip("`").removeprefix("$").removeprefix(".") or "the answer"
        raise OddAnswer(f"{place}: {what[:1].lower()}{what[1:]}") from None


def excerpt(body: bytes) -> str:
    """Return the beginning of a body as text that can be kept."""
    return printable(body[: 4 * _LONGEST].decode("utf-8", "replace").strip())


def printable(text: str) -> str:
    """Return the beginning of a text; what no text can hold becomes a replacement character."""
    cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return cut.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")


def _is_deeper(value: object) -> bool:
    level = [value]
    for _ in range(DEEPEST):
        level = [
            inner for each in level for inner in _inner(each) if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True


def _inner(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _texts(value: object) -> Iterable[str]:
    level = [value]
    for each in level:
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict):
            level += each.keys()
            level += each.values()
        elif isinstance(each, list):
            level += each
