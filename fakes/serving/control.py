"""The control surface: what there is of a served lab, and everything that can be done with it.

Everything but the page is below ``/_crosswalk``. It asks for no credentials, and refuses what a
page of another site sends. Every error is ``{"error": "a sentence"}``: 400 for what cannot be read,
403 for another page or host, 404 for what is not there, 405 for a method that a route does not
have, 415 for a body that is not called JSON, 422 for what can be read and not be done.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import falcon
import msgspec

from .admin_api import CALLED, LISTED, AdminApi, AdminList, described
from .callers import CallersMiddleware
from .clock import ClockResource
from .consoles import add_consoles, consoles_of
from .endpoints import Endpoint, Unreadable, endpoints_of, route, said_of
from .faults import FaultsResource
from .health import HealthResource
from .hosted_lab import HostedLab, version
from .index import Document, Index
from .journal import JournalLatest, JournalPages, JournalStep
from .lab_state import LabSnapshot, LabState, Reset, Seeding
from .operations import Misuse, NotThere
from .page import Page

PREFIX = "/_crosswalk"
WITHOUT_WAITING = frozenset({f"{PREFIX}/health"})


class VersionMiddleware:
    """Puts the version on every answer."""

    def process_response(
        self,
        _req: falcon.Request,
        resp: falcon.Response,
        _resource: object,
        _succeeded: bool,
    ) -> None:
        """Say which Crosswalk answered."""
        resp.set_header("X-Crosswalk-Version", version())


def control_app(hosted: HostedLab) -> falcon.App[Any, Any]:
    """Return the control surface of a served lab, with its page at ``/``."""
    consoles = consoles_of(hosted)
    callers = CallersMiddleware(hosted.names, [each.name for each in consoles])
    app: falcon.App[Any, Any] = falcon.App(middleware=[VersionMiddleware(), callers])
    for path, resource in _resources(hosted).items():
        app.add_route(path, route(path, resource))
    app.add_sink(_not_there)
    add_consoles(app, hosted, consoles)
    app.set_error_serializer(_in_one_sentence)
    for kind, status in _STATUSES.items():
        app.add_error_handler(kind, _refusal(status))
    return app


def endpoints(hosted: HostedLab) -> tuple[Endpoint, ...]:
    """Return what the control surface of a lab has, each operation of an admin by its own path."""
    fixed = (
        endpoint
        for path, resource in _resources(hosted).items()
        if "{" not in path
        for endpoint, _ in endpoints_of(path, resource)
    )
    return (*fixed, *described(PREFIX, _systems(hosted)))


def _resources(hosted: HostedLab) -> dict[str, object]:
    """Return the resource at each path, in the order in which they are described."""
    wire, systems = hosted.lab.wire, _systems(hosted)
    found: dict[str, object] = {
        "/": Page(hosted),
        PREFIX: Index(lambda: _routes(hosted), f"{PREFIX}/openapi.json"),
        f"{PREFIX}/openapi.json": Document(lambda: endpoints(hosted)),
        f"{PREFIX}/health": HealthResource(hosted),
        f"{PREFIX}/reset": Reset(hosted),
        f"{PREFIX}/state": LabState(hosted),
        f"{PREFIX}/snapshot": LabSnapshot(hosted),
        f"{PREFIX}/seed": Seeding(hosted),
        f"{PREFIX}/clock": ClockResource(wire.clock),
        f"{PREFIX}/journal": JournalPages(wire.journal),
        f"{PREFIX}/journal/latest": JournalLatest(wire.journal),
        f"{PREFIX}/journal/step": JournalStep(wire.journal),
        f"{PREFIX}/faults": FaultsResource(wire),
        PREFIX + LISTED: AdminList(systems),
        PREFIX + CALLED: AdminApi(systems),
    }
    return found


def _routes(hosted: HostedLab) -> tuple[Endpoint, ...]:
    return tuple(
        endpoint
        for path, resource in _resources(hosted).items()
        for endpoint, _ in endpoints_of(path, resource)
    )


def _systems(hosted: HostedLab) -> SimpleNamespace:
    return SimpleNamespace(**{each: getattr(hosted.lab, each) for each in hosted.systems})


def _not_there(req: falcon.Request, resp: falcon.Response, **_named: str) -> None:
    resp.status = falcon.HTTP_404
    resp.media = {"error": f"there is nothing at {req.method} {req.path}: see {PREFIX}"}


def _in_one_sentence(req: falcon.Request, resp: falcon.Response, error: falcon.HTTPError) -> None:
    said = error.description or f"{req.method} {req.path}: {error.title}"
    resp.content_type = falcon.MEDIA_JSON
    resp.media = {"error": said}


_STATUSES: Mapping[type[Exception], str] = {
    ValueError: falcon.HTTP_422,
    NotThere: falcon.HTTP_404,
    Misuse: falcon.HTTP_400,
    Unreadable: falcon.HTTP_400,
    msgspec.DecodeError: falcon.HTTP_400,
    RecursionError: falcon.HTTP_400,
}


def _refusal(status: str) -> Any:
    def refuse(
        _req: falcon.Request, resp: falcon.Response, error: Exception, _named: dict[str, Any]
    ) -> None:
        resp.status = status
        resp.media = {"error": said_of(error)}

    return refuse
