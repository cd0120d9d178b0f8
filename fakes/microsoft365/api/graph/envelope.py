"""Error handlers that write Graph's error object."""

from __future__ import annotations

from typing import Any

import falcon

from fakes.microsoft365.service.api import TenantApi
from fakes.microsoft365.service.refusal import NameRefused, RequestRefused

from . import odata
from .errors import GraphError, graph_error, name_error


class Envelope:
    """The error handlers of a Graph application."""

    def __init__(self, api: TenantApi) -> None:
        self._state = api.state

    def refused(
        self,
        req: falcon.Request,
        resp: falcon.Response,
        refused: RequestRefused,
        params: dict[str, Any],
    ) -> None:
        """Answer a refusal of the service."""
        self.failed(req, resp, graph_error(refused, self._state.readings), params)

    def misnamed(
        self,
        req: falcon.Request,
        resp: falcon.Response,
        refused: NameRefused,
        params: dict[str, Any],
    ) -> None:
        """Answer that a user cannot have a name."""
        self.failed(req, resp, name_error(refused), params)

    def failed(
        self,
        _req: falcon.Request,
        resp: falcon.Response,
        error: GraphError,
        _params: dict[str, Any],
    ) -> None:
        """Answer an error of Graph."""
        names = ("request-id", "client-request-id")
        inner = {"code": error.inner} | {name: resp.get_header(name) for name in names}
        details = [
            {"code": each.code, "message": str(error), "target": each.target}
            for each in error.details
        ]
        resp.status = error.status
        odata.answer(
            resp,
            {
                "error": {
                    "code": error.code,
                    "message": str(error),
                    **({"details": details} if details else {}),
                    "innerError": {
                        "date": odata.moment(self._state.clock.now()).removesuffix("Z"),
                        **{name: value for name, value in inner.items() if value},
                    },
                }
            },
        )

    def unknown(
        self,
        req: falcon.Request,
        resp: falcon.Response,
        _error: falcon.HTTPError,
        params: dict[str, Any],
    ) -> None:
        """Answer a method that a route does not have."""
        self.failed(req, resp, odata.not_modeled(req), params)
