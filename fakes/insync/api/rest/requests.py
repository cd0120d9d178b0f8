"""Queries, bodies and pages as every part of the REST API reads them."""

from __future__ import annotations

import binascii
import json
import re
from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

import falcon

from .errors import bad_request

Record = TypeVar("Record")
_DIGITS = re.compile(r"[0-9]{1,11}")


def body_of(req: falcon.Request) -> dict[str, Any]:
    """Return a JSON body, empty where there is none; raises ApiError when it is not an object."""
    raw = req.bounded_stream.read()
    try:
        body = json.loads(raw) if raw else {}
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise bad_request("The body must be a JSON object.")
    return body


def integer(value: object, name: str) -> int:
    """Return a number, of JSON or of a query; raises ApiError when it is none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _DIGITS.fullmatch(value.strip()):
        return int(value)
    raise bad_request(f"{name} must be a number.")


def integers(req: falcon.Request, name: str) -> set[int] | None:
    """Return a list of numbers from the query, written 1,2 or [1,2] or repeated."""
    given = req.get_param_as_list(name)
    if given is None:
        return None
    parts = ",".join(given).replace("[", "").replace("]", "").split(",")
    return {integer(part.strip(), name) for part in parts}


def optional_integer(req: falcon.Request, name: str) -> int | None:
    """Return a number from the query, or None without one."""
    text = req.get_param(name)
    return None if text is None else integer(text, name)


def required_integer(req: falcon.Request, name: str) -> int:
    """Return a number that the query must have; raises ApiError without it."""
    return integer(req.get_param(name), name)


def choice(req: falcon.Request, name: str, offered: Sequence[str]) -> str | None:
    """Return one of a few words from the query; raises ApiError for another word."""
    value = req.get_param(name)
    if value is not None and value not in offered:
        raise bad_request(f"{name} must be one of {', '.join(offered)}.")
    return value


def time(req: falcon.Request, name: str) -> datetime | None:
    """Return a time from the query, written YYYY-MM-DDTHH:MM:SSZ; raises ApiError otherwise."""
    text = req.get_param(name)
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise bad_request(f"{name} must be written YYYY-MM-DDTHH:MM:SSZ.") from None


def moment(at: datetime | None) -> str:
    """Return a time as the REST API writes it."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else ""


def token(*numbers: int) -> str:
    """Return numbers as an opaque word."""
    return b64encode(".".join(str(number) for number in numbers).encode()).decode()


def opened(word: str, count: int) -> tuple[int, ...] | None:
    """Return the numbers in an opaque word, or None when it holds no such numbers."""
    try:
        parts = b64decode(word, validate=True).decode("ascii").split(".")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None
    if len(parts) != count or not all(_DIGITS.fullmatch(part) for part in parts):
        return None
    return tuple(int(part) for part in parts)


def page(
    records: Sequence[Record], page_token: str | None, size: int
) -> tuple[Sequence[Record], str]:
    """Return a page of records and the token of the next one, empty on the last page."""
    place = opened(page_token, 1) if page_token else (0,)
    if place is None:
        raise bad_request("The page token is not one that was given.")
    stop = place[0] + size
    return records[place[0] : stop], token(stop) if stop < len(records) else ""
