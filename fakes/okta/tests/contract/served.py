"""The org behind a socket of this machine, for clients that know nothing of the wire."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from fakes.okta import FakeOkta, Hosts
from fakes.okta.model import Provisioning
from fakes.okta.tests.provider import Provider
from fakes.wire import Clock, Wire

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

PROVIDER = "apis.druva.example"


@dataclass
class Served:
    """An org that provisions into a small service provider, and where it answers."""

    okta: FakeOkta
    clock: Clock
    url: str
    token: str
    requests: list[str] = field(default_factory=list)


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def served() -> Iterator[Served]:
    """Serve an org until the end of the block."""
    clock = Clock()
    wire = Wire(clock)
    okta = FakeOkta(wire)
    wire.connect(PROVIDER, "insync", Provider())
    okta.app.configure(Provisioning(base_url=f"https://{PROVIDER}/scim", token="t0", enabled=True))
    found: list[str] = []
    app = _noting(wire.app(Hosts().org), found)
    server = make_server("127.0.0.1", 0, app, handler_class=_Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        url = f"http://127.0.0.1:{server.server_port}"
        yield Served(okta, clock, url, okta.tokens.create("contract"), found)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _noting(app: WSGIApplication, found: list[str]) -> WSGIApplication:
    """Return an API that also writes down method and path of every request."""

    def noting(environ: Any, start_response: Any) -> Any:
        found.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}")
        return app(environ, start_response)

    return noting
