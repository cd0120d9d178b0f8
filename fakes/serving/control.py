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
from .clock import ClockFace
from .observing import Faults, JournalLatest, JournalPages, JournalStep
from .page import Page
from .served import Served, version
from .states import LabSnapshot, Reset, Seeding, WholeState

PREFIX = "/_crosswalk"
AT_ANY_TIME = frozenset({f"{PREFIX}/health"})


class Health:
    """GET /health: whether the lab answers, its version, where its systems are, who runs jobs."""

    def __init__(self, served: Served) -> None:
        self._served = served

    def on_get(self, _req: falcon.Request, resp: falcon.Response) -> None:
        """Answer with the origin and the host names of each system."""
        wire = self._served.lab.wire
        systems: dict[str, dict[str, Any]] = {
            system: {
                "status": "ok",
                "url": self._served.urls.get(system, ""),
                "hosts": wire.hosts(system),
            }
            for system in self._served.systems
        }
        if "okta" in systems:
            systems["okta"]["jobs"] = self._served.jobs.value
        resp.media = {"status": "ok", "version": version(), "systems": systems}


class Stamp:
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


def control_app(served: Served) -> falcon.App[Any, Any]:
    """Return the control surface of a served lab, with its page at ``/``."""
    app: falcon.App[Any, Any] = falcon.App(middleware=[Stamp()])
    app.add_route("/", Page(served))
    for path, resource in _routes(served).items():
        app.add_route(PREFIX + path, resource)
    mount(
        app, PREFIX, SimpleNamespace(**{each: getattr(served.lab, each) for each in served.systems})
    )
    app.add_sink(_not_there)
    app.set_error_serializer(_in_one_sentence)
    app.add_error_handler(ValueError, _cannot_be_done)
    app.add_error_handler(msgspec.DecodeError, _cannot_be_read)
    app.add_error_handler(RecursionError, _cannot_be_read)
    return app


def _routes(served: Served) -> dict[str, object]:
    wire = served.lab.wire
    return {
        "/health": Health(served),
        "/reset": Reset(served),
        "/state": WholeState(served),
        "/snapshot": LabSnapshot(served),
        "/seed": Seeding(served),
        "/clock": ClockFace(wire.clock),
        "/journal": JournalPages(wire.journal),
        "/journal/latest": JournalLatest(wire.journal),
        "/journal/step": JournalStep(wire.journal),
        "/faults": Faults(wire),
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
