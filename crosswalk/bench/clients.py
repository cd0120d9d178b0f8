"""Clients that ask a server in another process the same thing over and over, each on one line.

They do as little as can be done, so that what is timed is the server.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from time import perf_counter

from .measure import Unmeasurable

CLIENTS = 4
PATIENCE = 60.0
_CHUNK = 65536


@dataclass(frozen=True, slots=True)
class Target:
    """Where a server is, and what it is asked; over TLS where it has settings for that."""

    host: str
    port: int
    request: bytes
    context: ssl.SSLContext | None = None


def get(url: str, path: str, **headers: str) -> Target:
    """Return the target of a GET below a base URL."""
    return _target(url, f"GET {path}", headers, b"")


def post(url: str, path: str, body: bytes, **headers: str) -> Target:
    """Return the target of a POST below a base URL."""
    return _target(url, f"POST {path}", {**headers, "Content-Length": str(len(body))}, body)


def _target(url: str, line: str, headers: dict[str, str], body: bytes) -> Target:
    host, _, port = url.partition("://")[2].partition(":")
    named = {"Host": f"{host}:{port}", **headers}
    lines = (
        f"{line} HTTP/1.1",
        *(f"{name.replace('_', '-')}: {value}" for name, value in named.items()),
    )
    return Target(host, int(port), "\r\n".join((*lines, "", "")).encode() + body)


class Line:
    """A connection that is kept, and made anew where the server closes it."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._socket = self._connected()

    def ask(self) -> bytes:
        """Ask once and return the body; raises Unmeasurable unless the status is 200."""
        try:
            self._socket.sendall(self._target.request)
            head, body = self._answer()
        except OSError as error:
            raise Unmeasurable(f"{self._named}: {error}") from error
        if not head.startswith((b"http/1.1 200", b"http/1.0 200")):
            raise Unmeasurable(f"{self._named}: {(head + body)[:400].decode(errors='replace')}")
        if head.startswith(b"http/1.0") or b"connection: close" in head:
            self.close()
            self._socket = self._connected()
        return body

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    @property
    def _named(self) -> str:
        return self._target.request.partition(b"\r\n")[0].decode()

    def _connected(self) -> socket.socket:
        made = socket.create_connection((self._target.host, self._target.port), PATIENCE)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self._target.context is None:
            return made
        return self._target.context.wrap_socket(made, server_hostname=self._target.host)

    def _answer(self) -> tuple[bytes, bytes]:
        read = b""
        while b"\r\n\r\n" not in read:
            read += self._received()
        head, _, body = read.partition(b"\r\n\r\n")
        head = head.lower()
        length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
        while len(body) < length:
            body += self._received()
        return head, body

    def _received(self) -> bytes:
        received = self._socket.recv(_CHUNK)
        if not received:
            raise ConnectionError("the server hung up")
        return received


@dataclass
class Asked:
    """A side that is asked ``count`` times by a few clients at once; returns seconds for each.

    ``find`` says where it is and what to ask; it is called when the side's first turn comes.
    ``end`` ends what was started for it.
    """

    find: Callable[[], Target]
    end: Callable[[], object]
    count: int
    _found: list[Target] = field(default_factory=list)

    def seconds(self) -> float:
        """Ask; raises Unmeasurable where an answer is not a success."""
        if not self._found:
            self._found.append(self.find())
        lines = [Line(self._found[0]) for _ in range(CLIENTS)]
        share = self.count // CLIENTS
        try:
            with ThreadPoolExecutor(CLIENTS) as clients:
                begun = perf_counter()
                list(clients.map(lambda line: _ask(line, share), lines))
                return (perf_counter() - begun) / (share * CLIENTS)
        finally:
            for line in lines:
                line.close()

    def profile(self) -> str:
        """Say where to look: a process cannot see into another."""
        return "The server is another process: see what --profile tells of the same in process.\n"

    def close(self) -> None:
        """End what was started."""
        self.end()


def _ask(line: Line, times: int) -> None:
    for _ in range(times):
        line.ask()
