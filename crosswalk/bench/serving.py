"""What serving costs: reads over HTTP, with a state file and without, and the time to be ready.

The other side is an app of one word, served by the same server in the same way, or the same lab
without a state file or without TLS.
"""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import Generic, TypeVar

from crosswalk.remote.process import SERVE, NotStarted, Process, ServedLab

from .clients import Asked, Line, Target, get
from .measure import Comparison, Side, Trial, Unmeasurable

REQUESTS = 2_000

OKTA = "Okta, served"
GRAPH = "Graph, served"
SAVED = "Okta, served with --state"
SECURED = "Okta, served with --tls"
HELLO = "one word, same server"
LAB = "crosswalk serve"
BARE = "same server and imports"

_HELLO = """
import importlib, sys
from fakes.serving.server import Server, base_url, bind

for name in sys.argv[1:]:
    importlib.import_module(name)


def hello(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "5")])
    return [b"hello"]


sockets = bind(("hello",), "127.0.0.1", 0)
server = Server({"hello": hello}, sockets, in_turn=("hello",))
server.run(lambda: print(base_url(sockets["hello"]), flush=True))
"""
# What `crosswalk serve` has imported when it is ready.
_IMPORTS = ("crosswalk.cli.serve", "fakes.insync.api.scim.routes")

Started = TypeVar("Started", bound=Process)


class Once(Generic[Started]):
    """A process that is started when it is first wanted, and ended once."""

    def __init__(self, start: Callable[[], Started]) -> None:
        self._start = start
        self._started: list[Started] = []

    def __call__(self) -> Started:
        """Return the process; raises Unmeasurable where it does not start."""
        if not self._started:
            try:
                self._started.append(self._start())
            except NotStarted as error:
                raise Unmeasurable(str(error)) from None
        return self._started[0]

    def stop(self) -> None:
        """End the process, if it was started."""
        while self._started:
            self._started.pop().stop()


def hello_arguments(*imports: str) -> tuple[str, ...]:
    """Return how Python is called to serve one word."""
    return ("-c", _HELLO, *imports)


def okta_read(lab: ServedLab) -> Target:
    """Return the reading of a user of the demo at Okta."""
    place, trusting = lab.interfaces["okta"], _trusting(lab)
    authorization = f"SSWS {place['token']}"
    first = get(place["url"], "/api/v1/users?limit=1", Authorization=authorization)
    found = _first_id(replace(first, context=trusting))
    target = get(place["url"], f"/api/v1/users/{found}", Authorization=authorization)
    return replace(target, context=trusting)


def _trusting(lab: ServedLab) -> ssl.SSLContext | None:
    ca_file = lab.interfaces["control"].get("ca_file")
    return ssl.create_default_context(cafile=ca_file) if ca_file else None


def graph_read(lab: ServedLab) -> Target:
    """Return the reading of a user of the demo at Graph."""
    place = lab.interfaces["graph"]
    url = place["url"].removesuffix("/v1.0")
    authorization = f"Bearer {place['token']}"
    first = _first_id(get(url, "/v1.0/users?$top=1", Authorization=authorization))
    return get(url, f"/v1.0/users/{first}", Authorization=authorization)


def _first_id(listing: Target) -> str:
    line = Line(listing)
    try:
        found = json.loads(line.ask())
    finally:
        line.close()
    people = found["value"] if isinstance(found, dict) else found
    return str(people[0]["id"])


def _prepare(_checkout: Path, scratch: Path) -> Mapping[str, Side]:
    lab = Once(lambda: ServedLab("--seed", "demo"))
    saved = Once(lambda: ServedLab("--seed", "demo", "--state", str(scratch / "lab.db")))
    secured = Once(lambda: ServedLab("--seed", "demo", "--tls"))
    hello = Once(lambda: Process(hello_arguments()))
    return {
        OKTA: Asked(lambda: okta_read(lab()), lab.stop, REQUESTS),
        SAVED: Asked(lambda: okta_read(saved()), saved.stop, REQUESTS),
        SECURED: Asked(lambda: okta_read(secured()), secured.stop, REQUESTS),
        GRAPH: Asked(lambda: graph_read(lab()), lab.stop, REQUESTS),
        HELLO: Asked(lambda: get(hello().line, "/"), hello.stop, REQUESTS),
    }


@dataclass(frozen=True, slots=True)
class Start:
    """A side that starts a server and ends it once it is ready."""

    arguments: tuple[str, ...]

    def seconds(self) -> float:
        """Return the time until it was ready."""
        begun = perf_counter()
        try:
            started = Process(self.arguments)
        except NotStarted as error:
            raise Unmeasurable(str(error)) from None
        seconds = perf_counter() - begun
        started.stop()
        return seconds

    def profile(self) -> str:
        """Say where to look."""
        return "A start is mostly imports: see python -X importtime -m crosswalk.cli serve.\n"


def _prepare_start(_checkout: Path, scratch: Path) -> Mapping[str, Side]:
    return {
        LAB: Start((*SERVE, "--url-file", str(scratch / "lab.json"))),
        BARE: Start(hello_arguments(*_IMPORTS)),
    }


def _served(id_: str, system: str, measured: str) -> Comparison:
    return Comparison(
        id_,
        f"a read of a user at {system}, served, against one word on the same server",
        target=2.0,
        measured=measured,
        reference=HELLO,
        unit="µs",
        scale=1e6,
    )


SERVED_TRIAL = Trial(
    (
        _served("served-okta", "Okta", OKTA),
        _served("served-graph", "Graph", GRAPH),
        Comparison(
            "served-state",
            "a read of a user at Okta, served, with a state file against without",
            target=1.1,
            measured=SAVED,
            reference=OKTA,
            unit="µs",
            scale=1e6,
        ),
        Comparison(
            "served-tls",
            "a read of a user at Okta, served, over TLS against plain HTTP",
            target=1.5,
            measured=SECURED,
            reference=OKTA,
            unit="µs",
            scale=1e6,
        ),
    ),
    _prepare,
)
READY_TRIAL = Trial(
    (
        Comparison(
            "ready",
            "crosswalk serve until it is ready, against its bare server with the same imports",
            target=1.5,
            measured=LAB,
            reference=BARE,
        ),
    ),
    _prepare_start,
)
