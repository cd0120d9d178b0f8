"""The network of the lab: host names lead to APIs, and every request goes through one.

The three simulated systems never import one another. What one sends another is an HTTP request
with an absolute URL, given to ``Wire.send``, and what comes back is the response. So there is one
place where everything that passes between systems can be seen, and where it can be made to fail.

An API is a WSGI application, as PEP 3333 defines it, and nothing else is known of it here. That
has three consequences.

- What is tested in process is what is served. ``fakes/serving`` puts the same applications behind
  sockets, and a system elsewhere takes part as a ``Gateway``, which is a WSGI application too.
- A request crosses as bytes. A client that sends what no server would accept finds that out in a
  scenario, and not only against the vendor.
- A call is synchronous. It returns when the other side has answered, within the same thread, so
  that a scenario has one order of events, the same at every run. Nothing here waits or retries.

What happens to a request, in this order:

1. Its host is looked up. A host that nobody has raises UnknownHost: a mistake of whoever wired the
   lab, which no client is to take for an outage.
2. The first fault that fits is used up, and answers in place of the API. A fault without an answer
   is a connection that breaks: the sender gets NoAnswer, as it does when a gateway gets none. A
   fault may strike after the API did its work, whose answer is then lost, or only late.
3. The exchange is recorded, with the time of the lab's clock, whether or not somebody answered. It
   is recorded after the answer, so that what an API itself sends while it answers comes first.

``to`` names the host where a URL does not. A client outside reaches Okta at ``127.0.0.1:4000``; its
request keeps that URL, since links in the answer must lead back to where the client is, and ``to``
says whose it is.

What must not be known here: which systems there are, what their paths mean, who is a client. No
state of a system is held here, and nothing is persisted but the clock and the faults that wait. The
journal is lost with the process. Several threads must not send at a time; the server's lock sees to
that.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from .clock import Clock
from .faults import Fault, Faults, NoAnswer, Strikes
from .journal import Journal
from .message import Headers, Request, Response, find_header
from .snapshot import WireSnapshot

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

_BODY_HEADERS = {"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"}


class UnknownHost(Exception):
    """No API has this host name; the message lists the names that have one."""


class Wire:
    """The network: who is where, what went by, and what goes wrong."""

    def __init__(self, clock: Clock | None = None) -> None:
        self.clock = clock or Clock()
        self.journal = Journal()
        self._apps: dict[str, tuple[str, WSGIApplication]] = {}
        self._hosts: dict[str, tuple[str, ...]] = {}
        self.waiting_faults = Faults()

    def connect(self, host: str, system: str, app: WSGIApplication) -> None:
        """Let a host name lead to the API of a system."""
        self._apps[host] = (system, app)
        self._hosts.clear()

    def hosts(self, system: str) -> tuple[str, ...]:
        """Return the host names that lead to a system."""
        if system not in self._hosts:
            self._hosts[system] = tuple(
                host for host, (owner, _) in self._apps.items() if owner == system
            )
        return self._hosts[system]

    def all_hosts(self) -> tuple[str, ...]:
        """Return every host name that leads to an API."""
        return tuple(self._apps)

    def app(self, host: str) -> WSGIApplication:
        """Return the API that a host name leads to; raises KeyError where there is none."""
        return self._apps[host][1]

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults that wait for a request, oldest first."""
        return self.waiting_faults.waiting

    def inject_fault(self, fault: Fault) -> None:
        """Let the next requests that a fault strikes meet it instead of an API."""
        self.waiting_faults.waiting += (fault,)

    def clear_faults(self) -> None:
        """Forget what was to go wrong."""
        self.waiting_faults.waiting = ()

    def reset(self) -> None:
        """Forget what went by and what was to go wrong; the APIs stay."""
        self.clear_faults()
        self.journal.clear()

    def snapshot(self) -> WireSnapshot:
        """Return what the wire is now."""
        journal = self.journal
        return WireSnapshot(self.clock.now(), tuple(journal), journal.acting, self.faults)

    def recall(self, snapshot: WireSnapshot) -> None:
        """Be again what the wire was at a moment; the clock goes on."""
        self.journal.recall(snapshot.exchanges, snapshot.latest)
        self.waiting_faults.waiting = snapshot.faults

    def send(self, sender: str, request: Request, *, to: str = "") -> Response:
        """Carry a request to the API of its host and record the exchange.

        ``to`` names the host where the URL calls it otherwise, as a client outside does. Raises
        UnknownHost when no API has the host name, and NoAnswer when nobody answers.
        """
        parts = urlsplit(request.url)
        host = to or parts.netloc
        if host not in self._apps:
            known = ", ".join(sorted(self._apps)) or "none"
            raise UnknownHost(f"no API at {host!r} for {request.method} {request.url}: {known}")
        system, app = self._apps[host]
        waiting_faults = self.waiting_faults
        fault = waiting_faults.strike(host, parts.path, request) if waiting_faults.waiting else None
        silence = None
        try:
            response = self._struck(fault, app, request) if fault else call(app, request)
        except NoAnswer as error:
            response, silence = None, error
        self.journal.record(
            at=self.clock.now(),
            sender=sender,
            recipient=system,
            method=request.method,
            path=f"{parts.path}?{parts.query}" if parts.query else parts.path,
            status=response.status if response else 0,
            request=request.body,
            response=response.body if response else b"",
            request_type=find_header(request.headers, "Content-Type") or "",
            response_type=(response.header("Content-Type") if response else None) or "",
        )
        if response is None:
            raise silence or NoAnswer(f"{host} refused the connection")
        return response

    def _struck(self, fault: Fault, app: WSGIApplication, request: Request) -> Response | None:
        """Return what a sender receives whose request a fault meets, None for nothing."""
        if fault.when is Strikes.INSTEAD:
            return fault.answer
        response = call(app, request)
        if fault.when is Strikes.AFTERWARDS:
            return fault.answer
        self.clock.advance(timedelta(seconds=fault.seconds))
        return response


def call(app: WSGIApplication, request: Request) -> Response:
    """Pass a request through a WSGI app, in process."""
    status_line = ""
    headers: Headers = ()

    def start_response(
        status: str, pairs: list[tuple[str, str]], _error: Any = None
    ) -> Callable[[bytes], object]:
        nonlocal status_line, headers
        status_line, headers = status, tuple(pairs)
        return _no_write

    chunks = app(environ_of(request), start_response)
    try:
        body = b"".join(chunks)
    finally:
        _close(chunks)
    code, _, reason = status_line.partition(" ")
    return Response(int(code), reason, headers, body)


def environ_of(request: Request) -> WSGIEnvironment:
    """Return the WSGI environment (PEP 3333) of a request."""
    parts = urlsplit(request.url)
    name, port = _server(parts.scheme, parts.netloc)
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        # PEP 3333: the path arrives decoded, as bytes that masquerade as latin-1.
        "PATH_INFO": unquote(parts.path, "latin-1") if "%" in parts.path else parts.path,
        "RAW_URI": request.url,
        "QUERY_STRING": parts.query,
        "SERVER_NAME": name,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": parts.netloc,
        "CONTENT_LENGTH": _length(request),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": parts.scheme,
        "wsgi.input": io.BytesIO(request.body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for header, value in request.headers:
        environ[_variable(header)] = value
    return environ


def _length(request: Request) -> str:
    """Return the length of a body as HTTP clients say it: of none too where one may be."""
    may_have_body = request.method in ("POST", "PUT", "PATCH")
    return str(len(request.body)) if request.body or may_have_body else ""


@lru_cache
def _variable(header: str) -> str:
    """Return under which name a header stands in the environment."""
    key = header.lower()
    return _BODY_HEADERS.get(key) or "HTTP_" + key.upper().replace("-", "_")


@lru_cache
def _server(scheme: str, netloc: str) -> tuple[str, str]:
    """Return name and port of a server; there are few of them, and each is asked often."""
    parts = urlsplit(f"{scheme}://{netloc}")
    return parts.hostname or "", str(parts.port or (443 if scheme == "https" else 80))


def _no_write(_data: bytes) -> object:
    raise NotImplementedError("an API answers with an iterable, not with write()")


def _close(chunks: Iterable[bytes]) -> None:
    close = getattr(chunks, "close", None)
    if close:
        close()
