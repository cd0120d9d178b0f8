"""The sockets: every origin has a port, and one loop serves them all until it is told to stop."""

from __future__ import annotations

import logging
import os
import select
import signal
import socket
import ssl
import sys
import threading
import time
from collections.abc import Callable, Collection, Mapping
from types import FrameType
from typing import IO, TYPE_CHECKING, Any

# waitress has no types of its own.
import waitress  # type: ignore[import-untyped]
from waitress import wasyncore
from waitress.channel import ClientDisconnected  # type: ignore[import-untyped]

from .tls import TlsChannel, secured

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

LARGEST_BODY = 64 * 1024 * 1024
MOST_CONNECTIONS = 900
# Files that are left to what is not a connection: the state, and bodies on disk.
SPARE_FILES = 100
# Beyond it a thread waits for the client, and nobody else has an answer from it meanwhile.
LARGEST_BACKLOG = 16 * LARGEST_BODY
THREADS = 4
# Head and body of an answer leave together unless they are larger; by itself waitress sends each.
AT_ONCE = 16 * 1024
GRACE = 5.0
LAST_PORT = 65535

Drop: type[Exception] = ClientDisconnected


def bind(names: tuple[str, ...], host: str, port: int) -> dict[str, socket.socket]:
    """Return a bound socket for each name: on free ports when ``port`` is 0, else from it on.

    Raises OSError naming the address that cannot be had.
    """
    sockets: dict[str, socket.socket] = {}
    for offset, name in enumerate(names):
        wanted = port + offset if port else 0
        try:
            sockets[name] = _bound(host, wanted)
        except OSError as error:
            for each in sockets.values():
                each.close()
            reason = getattr(error, "strerror", None) or str(error)
            raise OSError(f"cannot listen on {host}:{wanted} for {name}: {reason}") from error
    return sockets


def _bound(host: str, port: int) -> socket.socket:
    if port > LAST_PORT:
        raise OSError(f"the last port is {LAST_PORT}")
    family, kind, protocol, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    bound = socket.socket(family, kind, protocol)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
        bound.listen()
    except OSError:
        bound.close()
        raise
    return bound


def base_url(bound: socket.socket, known_as: str = "", scheme: str = "http") -> str:
    """Return the URL at which clients reach a socket: those on this machine, unless named."""
    host, port = bound.getsockname()[:2]
    host = known_as or {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
    return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"


def most_connections() -> int:
    """Return how many clients may be connected; each takes one of the files that may be open."""
    files = os.sysconf("SC_OPEN_MAX")
    return MOST_CONNECTIONS if files < 0 else min(MOST_CONNECTIONS, max(files - SPARE_FILES, 1))


class Server:
    """Serves applications on sockets until a signal or ``stop``.

    Those named ``in_turn`` answer one request after the other in any case: a thread is enough for
    each, and no thread waits for another. With ``context`` what crosses the sockets is encrypted.
    """

    def __init__(
        self,
        apps: Mapping[str, WSGIApplication],
        sockets: Mapping[str, socket.socket],
        *,
        in_turn: Collection[str],
        context: ssl.SSLContext | None = None,
    ) -> None:
        _quiet()
        self._map: dict[int, Any] = {}
        self._stopped = False
        self._listeners = [
            waitress.create_server(
                app,
                map=self._map,
                sockets=[secured(sockets[name], context) if context else sockets[name]],
                url_scheme="https" if context else "http",
                ident="crosswalk",
                threads=1 if name in in_turn else THREADS,
                max_request_body_size=LARGEST_BODY,
                connection_limit=most_connections(),
                outbuf_high_watermark=LARGEST_BACKLOG,
                # Origins read what a proxy says themselves.
                clear_untrusted_proxy_headers=False,
            )
            for name, app in apps.items()
        ]
        for listener in self._listeners:
            listener.adj.send_bytes = AT_ONCE
            if context:
                listener.channel_class = TlsChannel

    def stop(self) -> None:
        """Let ``run`` end, from any thread or signal handler."""
        if not self._stopped:
            self._stopped = True
            self._listeners[0].trigger.pull_trigger()

    def stop_at_end_of(self, file: IO[str]) -> None:
        """Stop when a file ends, as the pipe from a process does that is gone."""

        def read_on() -> None:
            # A daemon that holds the lock of a buffer would disturb the end of the interpreter.
            while os.read(file.fileno(), 4096):
                pass
            self.stop()

        threading.Thread(target=read_on, daemon=True).start()

    def run(self, ready: Callable[[], None]) -> None:
        """Serve; ``ready`` is called once requests are taken.

        SIGTERM and SIGINT end it. Requests that were begun are answered first.
        """
        before = [signal.signal(number, self._signalled) for number in _SIGNALS]
        try:
            ready()
            while not self._stopped:
                self._poll(30.0)
        finally:
            for number, handler in zip(_SIGNALS, before, strict=True):
                signal.signal(number, handler)
            self._close()

    def _signalled(self, _number: int, _frame: FrameType | None) -> None:
        self.stop()

    def _close(self) -> None:
        for listener in self._listeners:
            listener.accepting = False
            listener.del_channel()
            listener.socket.close()
        until = time.monotonic() + GRACE
        while self._is_busy() and time.monotonic() < until:
            self._poll(0.05)
        for listener in self._listeners:
            listener.task_dispatcher.shutdown(timeout=1)
        wasyncore.close_all(self._map)

    def _is_busy(self) -> bool:
        channels = [each for lis in self._listeners for each in lis.active_channels.values()]
        return any(each.requests or each.total_outbufs_len for each in channels)

    def _poll(self, timeout: float) -> None:
        use_poll = hasattr(select, "poll")
        wasyncore.loop(timeout=timeout, use_poll=use_poll, map=self._map, count=1)


_SIGNALS = (signal.SIGTERM, signal.SIGINT)


def _quiet() -> None:
    """Let waitress say what went wrong on standard error, and nothing of its queue."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("waitress")
    logger.handlers = [handler]
    logger.propagate = False
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
