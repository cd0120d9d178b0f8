"""The control surface: health, state, seeds, clock, journal and faults of a served lab.

Everything is below ``/_crosswalk``, and nothing asks who is calling. Every error is
``{"error": "a sentence"}``: 400 for what cannot be read, 404 for what is not there, 405 for a
method that a route does not have, 422 for what can be read and not be done.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import falcon
import msgspec

from .admin_api import mount
from .clock import ClockResource
from .faults import FaultsResource
from .hosted_lab import HostedLab, version
from .journal import JournalLatest, JournalPages, JournalStep
from .lab_state import LabSnapshot, LabState, Reset, Seeding
from .page import Page

PREFIX = "/_crosswalk"
WITHOUT_WAITING = frozenset({f"{PREFIX}/health"})


class Health:
    """GET /health: whether the lab answers, its version, where its systems are, who runs jobs."""

    def __init__(self, hosted: HostedLab) -> None:
        self._hosted = hosted

    def on_get(self, _req: falcon.Request, resp: falcon.Response) -> None:
        """Answer with the origin and the host names of each system."""
        wire = self._hosted.lab.wire
        systems: dict[str, dict[str, Any]] = {
            system: {
                "status": "ok",
                "url": self._hosted.urls.get(system, ""),
                "hosts": wire.hosts(system),
            }
            for system in self._hosted.systems
        }
        if "okta" in systems:
            systems["okta"]["jobs"] = self._hosted.jobs.value
        resp.media = {"status": "ok", "version": version(), "systems": systems}


class VersionHeader:
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
    app: falcon.App[Any, Any] = falcon.App(middleware=[VersionHeader()])
    app.add_route("/", Page(hosted))
    for path, resource in _routes(hosted).items():
        app.add_route(PREFIX + path, resource)
    mount(
        app, PREFIX, SimpleNamespace(**{each: getattr(hosted.lab, each) for each in hosted.systems})
    )
    app.add_sink(_not_there)
    app.set_error_serializer(_in_one_sentence)
    app.add_error_handler(ValueError, _cannot_be_done)
    app.add_error_handler(msgspec.DecodeError, _cannot_be_read)
    app.add_error_handler(RecursionError, _cannot_be_read)
    return app


def _routes(hosted: HostedLab) -> dict[str, object]:
    wire = hosted.lab.wire
    return {
        "/health": Health(hosted),
        "/reset": Reset(hosted),
        "/state": LabState(hosted),
        "/snapshot": LabSnapshot(hosted),
        "/seed": Seeding(hosted),
        "/clock": ClockResource(wire.clock),
        "/journal": JournalPages(wire.journal),
        "/journal/latest": JournalLatest(wire.journal),
        "/journal/step": JournalStep(wire.journal),
        "/faults": FaultsResource(wire),
    }


def _not_there(req: falcon.Request, resp: falcon.Response, **_named: str) -> None:
    resp.status = falcon.HTTP_404
    resp.media = {"error": f"there is nothing at {req.method} {req.path}: see {PREFIX}/health"}


def _in_one_sentence(req: falcon.Request, resp: falcon.Response, error: falcon.HTTPError) -> None:
    said = error.description or f"{req.method} {req.path}: {error.title}"
    resp.media = {"error": said}


def _cannot_be_done(
    _req: falcon.Request, resp: falcon.Response, error: ValueError, _named: dict[str, Any]
) -> None:
    resp.status = falcon.HTTP_422
    resp.media = {"error": str(error)}


def _cannot_be_read(
    _req: falcon.Request, resp: falcon.Response, error: Exception, _named: dict[str, Any]
) -> None:
    resp.status = falcon.HTTP_400
    resp.media = {"error": str(error)}
