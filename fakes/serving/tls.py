"""TLS on the connections of a server: what is read is decrypted, what is sent is encrypted.

waitress has no TLS. Its loop asks a connection for bytes when the kernel has some, and TLS differs
in two ways: bytes may have come without any being for the application, and the thread of a task
may send while the loop reads.
"""

from __future__ import annotations

import errno
import logging
import socket
import ssl
import time
from contextlib import suppress
from pathlib import Path
from threading import RLock
from typing import Any

# waitress has no types of its own.
from waitress.channel import HTTPChannel  # type: ignore[import-untyped]

# Who reads as much at once leaves nothing decrypted behind, of which the kernel knows nothing.
LARGEST_RECORD = 16 * 1024
_NOT_TLS = (
    b"HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n"
    b"This is plain HTTP, and the lab is served with --tls: call it by https.\n"
)
_WAITS = (ssl.SSLWantReadError, ssl.SSLWantWriteError)


def server_context(key: Path) -> ssl.SSLContext:
    """Return the settings of a server that shows the certificate in a file, which has the key."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(key)
    context.set_alpn_protocols(["http/1.1"])
    context.sslsocket_class = _Listener
    return context


class _Listener(ssl.SSLSocket):
    """A listening socket, for which a client that is gone at once is none."""

    def accept(self) -> tuple[ssl.SSLSocket, Any]:
        """Return the next connection; raises ConnectionAbortedError, which the loop expects."""
        try:
            return super().accept()
        except (ssl.SSLError, ConnectionError) as error:
            raise ConnectionAbortedError(errno.ECONNABORTED, str(error)) from None


def secured(bound: socket.socket, context: ssl.SSLContext) -> socket.socket:
    """Return a listening socket whose connections are those of TLS."""
    return context.wrap_socket(bound, server_side=True, do_handshake_on_connect=False)


class TlsChannel(HTTPChannel):  # type: ignore[misc]
    """A connection of waitress whose bytes cross in TLS."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        # OpenSSL lets one thread at a time use a connection.
        self._tls = RLock()
        super().__init__(*arguments, **named)

    def handle_read(self) -> None:
        """Take what was decrypted; close where the client is gone or does not speak TLS."""
        try:
            with self._tls:
                data = self.socket.recv(LARGEST_RECORD)
        except _WAITS:
            return
        except OSError as error:
            self._tell(error)
            data = b""
        if data:
            self.last_activity = time.time()
            self.received(data)
        else:
            self.handle_close()

    def send(self, data: bytes, do_close: bool = True) -> int:
        """Encrypt and send what the kernel takes, and return how much that was."""
        try:
            with self._tls:
                return int(self.socket.send(data))
        except _WAITS:
            return 0
        except OSError:
            if do_close:
                self.handle_close()
            return 0

    def handle_close(self) -> None:
        """Say that nothing follows, and hang up; the loop may do so twice."""
        if self.socket is not None:
            with suppress(OSError, ValueError), self._tls:
                self.socket.unwrap()
        super().handle_close()

    def _tell(self, error: OSError) -> None:
        """Tell the client, or who reads the log, what of a handshake can be mended."""
        reason = getattr(error, "reason", "") or ""
        if reason == "HTTP_REQUEST":
            with suppress(OSError):
                # What is left unread would have the kernel take the answer back.
                socket.socket.recv(self.socket, LARGEST_RECORD)
                socket.socket.send(self.socket, _NOT_TLS)
        elif "UNKNOWN_CA" in reason:
            logging.getLogger("waitress").warning(
                "a client does not trust the certificate of this lab: see crosswalk env"
            )
