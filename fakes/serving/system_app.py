"""The origin of a system: what comes over a socket goes through the wire as anything else does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from threading import RLock
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from fakes.wire import NoAnswer, Request, Wire
from fakes.wire.gateway import SENDER, headers_of, target

from .origins import host_for

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Save = Callable[[], None]
CLIENT = "client"
_AUTHORITY = re.compile(r"[A-Za-z0-9._-]+(:[0-9]+)?|\[[0-9A-Fa-f:.]+\](:[0-9]+)?")
_NAME = re.compile(r"[ -~]{1,80}")
_PORTS = {"http": "80", "https": "443"}
_OF_THE_CONNECTION = {
    *("Host", "Connection", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", SENDER)
}
_VARIABLE = "HTTP_" + SENDER.upper().replace("-", "_")


class SystemApp:
    """A WSGI application that is one system of a lab.

    ``drop`` is raised where a real network would give no answer, so that the server says nothing.
    """

    def __init__(self, wire: Wire, system: str, drop: type[Exception]) -> None:
        self._wire = wire
        self._system = system
        self._drop = drop

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Carry a request to the system and its answer back."""
        scheme, called = called_as(environ)
        asked = target(environ)
        hosts = self._wire.hosts(self._system)
        host = host_for(self._system, hosts, called=called, path=asked.partition("?")[0])
        request = Request(
            environ["REQUEST_METHOD"],
            f"{scheme}://{called}{asked}",
            tuple(_headers(environ).items()),
            environ["wsgi.input"].read(),
        )
        try:
            response = self._wire.send(sender(environ), request, to=host)
        except NoAnswer as silence:
            raise self._drop from silence
        start_response(f"{response.status} {response.reason}", list(response.headers))
        return [response.body]


def one_at_a_time(
    app: WSGIApplication, lock: RLock, save: Save, *, but: frozenset[str] = frozenset()
) -> WSGIApplication:
    """Return an application that answers one request at a time, once what changed is saved.

    Paths in ``but`` change nothing and need not wait.
    """

    def locked(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] in but:
            return app(environ, start_response)
        with lock:
            body = b"".join(app(environ, start_response))
            save()
        return [body]

    return locked


def called_as(environ: Mapping[str, Any]) -> tuple[str, str]:
    """Return the scheme and authority by which the client called; a proxy in front may say it."""
    return _called_as(
        environ["wsgi.url_scheme"],
        environ.get("HTTP_X_FORWARDED_PROTO", ""),
        environ.get("HTTP_X_FORWARDED_HOST", ""),
        environ.get("HTTP_X_FORWARDED_PORT", ""),
        environ.get("HTTP_HOST", ""),
        f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}",
    )


@lru_cache
def _called_as(
    own_scheme: str, proto: str, forwarded: str, port: str, host: str, own: str
) -> tuple[str, str]:
    """Take the first of the names that is one; there are few, and each is asked often."""
    scheme = _first(proto).lower()
    scheme = scheme if scheme in _PORTS else own_scheme
    told = (_first(forwarded), _first(host))
    name = next((each for each in told if _is_authority(each)), own)
    at_port = f"{name}:{_first(port)}"
    is_other = _first(port) != _PORTS[scheme] and _is_authority(at_port)
    return scheme, at_port if is_other else name


def _first(told: str) -> str:
    """Return what the proxy next to the client said, where several follow one another."""
    return told.split(",")[0].strip()


def _is_authority(name: str) -> bool:
    try:
        return bool(_AUTHORITY.fullmatch(name)) and urlsplit(f"//{name}").port != 0
    except ValueError:
        return False


def sender(environ: Mapping[str, Any]) -> str:
    """Return who a request says sent it, as gateways do, or else that a client did."""
    told = str(environ.get(_VARIABLE, ""))
    return told if _NAME.fullmatch(told) else CLIENT


def _headers(environ: Mapping[str, Any]) -> dict[str, str]:
    """Return the headers of a request; a length that the client left out stays left out."""
    return {"Content-Length": "", **headers_of(environ, but=_OF_THE_CONNECTION)}
