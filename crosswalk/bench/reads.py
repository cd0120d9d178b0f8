"""What reading one user costs, in process: Graph's and Okta's, over the wire.

The other side is a bare call of a minimal Falcon app that answers the same JSON.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from .measure import Comparison, Side, Trial, Unmeasurable
from .sides import Calls

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

    from fakes.lab import Lab
    from fakes.wire import Request

READS = 2_000

GRAPH = "Graph"
OKTA = "Okta"
_UPN = "sam@corp.example"
_SMTP = "sam.soto@corp.example"


def _bare(system: str) -> str:
    return f"Falcon alone, as {system}"


def _prepare(_checkout: Path, _scratch: Path) -> Mapping[str, Side]:
    from fakes.lab import Lab

    lab = Lab()
    sides: dict[str, Side] = {}
    for system, request in ((GRAPH, _graph_read(lab)), (OKTA, _okta_read(lab))):
        answer = lab.wire.send("bench", request)
        if not answer.ok:
            raise Unmeasurable(f"{request.method} {request.url}: {answer}")
        sides[system] = Calls(partial(over_the_wire, lab, request), READS)
        sides[_bare(system)] = Calls(partial(_by_itself, answer.body), READS)
    return sides


def _graph_read(lab: Lab) -> Request:
    from fakes.wire import Address, Request

    app = lab.microsoft365.apps.register_app("Bench")
    user = lab.microsoft365.directory.add_user(
        Address(_UPN), mail=Address(_SMTP), display_name="Sam Soto"
    )
    hosts = lab.microsoft365.hosts
    form = {
        "grant_type": "client_credentials",
        "client_id": app.client_id,
        "client_secret": app.client_secret,
        "scope": f"https://{hosts.graph}/.default",
    }
    granted = lab.wire.send(
        "bench",
        Request(
            "POST",
            f"https://{hosts.login}/{app.tenant_id}/oauth2/v2.0/token",
            (("Content-Type", "application/x-www-form-urlencoded"),),
            urlencode(form).encode(),
        ),
    )
    token = granted.json()["access_token"]
    return _read(f"https://{hosts.graph}/v1.0/users/{user.id}", f"Bearer {token}")


def _okta_read(lab: Lab) -> Request:
    from fakes.okta import Hosts

    user = lab.okta.directory.add(login=_UPN, email=_SMTP, first_name="Sam", last_name="Soto")
    token = lab.okta.tokens.create("bench")
    return _read(f"https://{Hosts().org}/api/v1/users/{user.id}", f"SSWS {token}")


def _read(url: str, authorization: str) -> Request:
    from fakes.wire import Request

    return Request("GET", url, (("Accept", "application/json"), ("Authorization", authorization)))


def prepared_okta_read() -> tuple[Lab, Request]:
    """Return a lab, and the reading of its only user at Okta."""
    from fakes.lab import Lab

    lab = Lab()
    return lab, _okta_read(lab)


def over_the_wire(lab: Lab, request: Request) -> Callable[[], object]:
    """Return the reading of a user, many times over."""
    lab.wire.journal.clear()

    def run() -> None:
        for _ in range(READS):
            lab.wire.send("bench", request)

    return run


def _by_itself(body: bytes) -> Callable[[], object]:
    from fakes.wire import Request
    from fakes.wire.network import environ_of

    from .reference import json_app

    app = json_app(body)
    environ = environ_of(Request("GET", "https://bench.example/"))

    def run() -> None:
        for _ in range(READS):
            _called(app, {**environ, "wsgi.input": io.BytesIO()})

    return run


def _called(app: WSGIApplication, environ: WSGIEnvironment) -> bytes:
    return b"".join(app(environ, _start_response))


def _start_response(_status: str, _headers: object, _error: object = None) -> Callable[..., object]:
    return print


def _comparison(system: str) -> Comparison:
    return Comparison(
        f"read-{system.lower()}",
        f"reading a user at {system}, against Falcon answering the same JSON",
        target=3.0,
        measured=system,
        reference=_bare(system),
        unit="µs",
        scale=1e6,
    )


READS_TRIAL = Trial((_comparison(GRAPH), _comparison(OKTA)), _prepare)
