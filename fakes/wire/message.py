"""Requests and responses as values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .reading import Shape, decoded, read_as, read_json

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Request:
    """An HTTP request: method, absolute URL, headers and raw body."""

    method: str
    url: str
    headers: Headers = ()
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Response:
    """An HTTP response: numeric status, reason phrase, headers and raw body."""

    status: int
    reason: str = ""
    headers: Headers = ()
    body: bytes = b""

    @property
    def ok(self) -> bool:
        """Tell whether the status is one of success (2xx)."""
        return 200 <= self.status < 300

    def header(self, name: str) -> str | None:
        """Return the first value of a header, whatever the case of its name."""
        return find_header(self.headers, name)

    def json(self) -> Any:
        """Return the body read as JSON; raises ValueError when it is not JSON."""
        return decoded(self.body)

    def read(self, shape: type[Shape]) -> Shape:
        """Return the JSON of the body as a value of a type that can be kept; raises OddAnswer."""
        return read_as(read_json(self.body), shape)


def find_header(headers: Iterable[tuple[str, str]], name: str) -> str | None:
    """Return the first value of a header among pairs, or None."""
    wanted = name.lower()
    for key, value in headers:
        if key.lower() == wanted:
            return value
    return None
