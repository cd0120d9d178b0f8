"""Requests that no system can read, and how each of them has to be refused."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.parse import urlsplit

from crosswalk.remote.sockets import Unreachable
from crosswalk.remote.url_file import Interfaces
from fakes.serving.server import LARGEST_BODY
from fakes.wire import Response

PATIENCE = 30.0
LARGEST_HEAD = 256 * 1024
_CLOSE = "Connection: close"


@dataclass(frozen=True, slots=True)
class Aim:
    """Where an interface takes a body, and of which type."""

    path: str
    content_type: str


AIMS: Mapping[str, Aim] = {
    "okta": Aim("/api/v1/users", "application/json"),
    "insync_scim": Aim("/Users", "application/scim+json"),
    "insync": Aim("/token", "application/x-www-form-urlencoded"),
    "graph": Aim("/users/sam@corp.example/mailFolders", "application/json"),
    "ews": Aim("", "text/xml"),
    "control": Aim("/_crosswalk/seed", "application/json"),
}


@dataclass(frozen=True, slots=True)
class Malformed:
    """One kind of request, as the lines of its head and its body."""

    start: str = "POST {path} HTTP/1.1"
    headers: tuple[str, ...] = ()
    body: bytes = b""


KINDS: Mapping[str, Malformed] = {
    "no request line": Malformed("nonsense"),
    "another protocol": Malformed("POST {path} SMTP"),
    "an unknown method": Malformed("BREW {path} HTTP/1.1"),
    "a path that is no text": Malformed("GET {path}/%00%ff%zz/..//x HTTP/1.1"),
    "a header without a name": Malformed(headers=("nothing",)),
    "a header too large": Malformed(headers=("A: " + "x" * LARGEST_HEAD,)),
    "a body too large": Malformed(headers=(f"Content-Length: {LARGEST_BODY + 1}",)),
    "a length that is none": Malformed(headers=("Content-Length: -1",)),
    "a chunk without a size": Malformed(headers=("Transfer-Encoding: chunked",), body=b"zz\r\n"),
    "half a body": Malformed(headers=("Content-Length: 7",), body=b'{"half\xff'),
}


class Target:
    """An interface of a served lab, to which bytes are sent as they are."""

    def __init__(self, interfaces: Interfaces, name: str) -> None:
        place, aim = interfaces[name], AIMS[name]
        parts = urlsplit(place["url"])
        self.name = name
        self._address = (parts.hostname or "", parts.port or 80)
        self._path = parts.path + aim.path
        scheme = "SSWS" if name == "okta" else "Bearer"
        named = (f"Authorization: {scheme} {place['token']}",) if "token" in place else ()
        self._headers = (
            f"Host: {parts.netloc}",
            f"Content-Type: {aim.content_type}",
            *named,
            _CLOSE,
        )

    def written(self, kind: Malformed) -> bytes:
        """Return the bytes of a request."""
        lines = (kind.start.format(path=self._path), *self._headers, *kind.headers, "", "")
        return "\r\n".join(lines).encode() + kind.body

    def refused(self, kind: Malformed) -> Response:
        """Send a request and return the answer; raises Unreachable."""
        return self.answered(lambda connection: connection.sendall(self.written(kind)))

    def answered(self, send: Callable[[socket.socket], object]) -> Response:
        """Send something over a connection and return the answer; raises Unreachable."""
        try:
            with socket.create_connection(self._address, PATIENCE) as connection:
                send(connection)
                answer = HTTPResponse(connection)
                answer.begin()
                body = answer.read()
                return Response(answer.status, answer.reason, tuple(answer.getheaders()), body)
        except (OSError, HTTPException) as error:
            raise Unreachable(f"no answer from {self.name}: {error!r}") from None

    def abandon(self, kind: Malformed) -> None:
        """Send half a request, and hang up; raises Unreachable."""
        written = self.written(kind)
        try:
            with socket.create_connection(self._address, PATIENCE) as connection:
                connection.sendall(written[: len(written) // 2])
        except OSError as error:
            raise Unreachable(f"no answer from {self.name}: {error!r}") from None


def problem_of(name: str, kind: Malformed, answer: Response) -> str:
    """Say what is wrong with the refusal of what is malformed; "" if it is the vendor's."""
    # Where a request has no path, nobody knows which interface of a system it is for.
    name = name if "{path}" in kind.start else _OF_SYSTEM.get(name, name)
    said = answer.body[:120].decode(errors="replace")
    if not _is_refusal(name, answer):
        return f"{answer.status} {said}"
    try:
        return "" if _SHAPES[name](answer) else f"{answer.status} in another format: {said}"
    except (ValueError, LookupError, TypeError):
        return f"{answer.status} in no format: {said}"


def _is_refusal(name: str, answer: Response) -> bool:
    # A SOAP fault is a 500 by its standard, and 501 is what the lab says of what it has not.
    if answer.status == HTTPStatus.INTERNAL_SERVER_ERROR:
        return name == "ews" and b"ErrorInternalServerError" not in answer.body
    return 400 <= answer.status < 500 or answer.status == HTTPStatus.NOT_IMPLEMENTED


def _has(*keys: str) -> Callable[[Response], bool]:
    def holds(answer: Response) -> bool:
        body: Any = answer.json()
        return isinstance(body, dict) and all(key in body for key in keys)

    return holds


def _is_graph(answer: Response) -> bool:
    body = json.loads(answer.body)
    return set(body) == {"error"} and {"code", "message"} <= set(body["error"])


def _is_fault(answer: Response) -> bool:
    return b"<s:Fault>" in answer.body or answer.status in (401, 403)


def _is_rest(answer: Response) -> bool:
    # Druva documents some statuses without a body, and tokens are given as OAuth says.
    return not answer.body or _has("code", "message")(answer) or _has("error")(answer)


_OF_SYSTEM = {"insync_scim": "insync", "ews": "graph"}
_SHAPES: Mapping[str, Callable[[Response], bool]] = {
    "okta": _has("errorCode", "errorSummary", "errorId", "errorCauses"),
    "insync_scim": _has("schemas", "status", "detail"),
    "insync": _is_rest,
    "graph": _is_graph,
    "ews": _is_fault,
    "control": _has("error"),
}
