"""Okta's error object as the body of an answer."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import falcon

from fakes.okta.service.api import ManagementApi
from fakes.okta.service.errors import OktaError
from fakes.wire import Response

from .encoding import encoded

STATUSES = {
    "E0000001": HTTPStatus.BAD_REQUEST,
    "E0000003": HTTPStatus.BAD_REQUEST,
    "E0000006": HTTPStatus.FORBIDDEN,
    "E0000007": HTTPStatus.NOT_FOUND,
    "E0000008": HTTPStatus.NOT_FOUND,
    "E0000009": HTTPStatus.INTERNAL_SERVER_ERROR,
    "E0000011": HTTPStatus.UNAUTHORIZED,
    "E0000014": HTTPStatus.FORBIDDEN,
    "E0000016": HTTPStatus.FORBIDDEN,
    "E0000017": HTTPStatus.FORBIDDEN,
    "E0000022": HTTPStatus.METHOD_NOT_ALLOWED,
    "E0000030": HTTPStatus.BAD_REQUEST,
    "E0000031": HTTPStatus.BAD_REQUEST,
    "E0000032": HTTPStatus.FORBIDDEN,
    "E0000033": HTTPStatus.BAD_REQUEST,
    "E0000034": HTTPStatus.FORBIDDEN,
    "E0000035": HTTPStatus.FORBIDDEN,
    "E0000036": HTTPStatus.FORBIDDEN,
    "E0000038": HTTPStatus.FORBIDDEN,
    "E0000041": HTTPStatus.BAD_REQUEST,
    "E0000046": HTTPStatus.FORBIDDEN,
    "E0000047": HTTPStatus.TOO_MANY_REQUESTS,
    "E0000056": HTTPStatus.FORBIDDEN,
    "E0000060": HTTPStatus.NOT_IMPLEMENTED,
    "E0000075": HTTPStatus.FORBIDDEN,
    "E0000087": HTTPStatus.FORBIDDEN,
}


class Errors:
    """Turns refusals, and what Falcon or a bug raises, into Okta's error object."""

    def __init__(self, api: ManagementApi) -> None:
        self._api = api

    def refused(
        self, _req: falcon.Request, resp: falcon.Response, error: Exception, _params: object
    ) -> None:
        """Answer with an error that the service raised."""
        if isinstance(error, OktaError):
            self._answer(resp, error)

    def wrong_method(
        self, req: falcon.Request, resp: falcon.Response, _error: Exception, _params: object
    ) -> None:
        """Answer that a path does not have the method."""
        self._answer(resp, OktaError("E0000022", f"{req.method} {req.path}"))

    def unknown_method(
        self, req: falcon.Request, resp: falcon.Response, error: Exception, params: object
    ) -> None:
        """Answer a method that HTTP does not have, or whatever else Falcon cannot read."""
        if req.method not in falcon.COMBINED_METHODS:
            return self.wrong_method(req, resp, error, params)
        return self._answer(resp, OktaError("E0000003"))

    def without_length(
        self, _req: falcon.Request, resp: falcon.Response, _error: Exception, _params: object
    ) -> None:
        """Answer that a request must say how long its body is."""
        resp.status = HTTPStatus.LENGTH_REQUIRED

    def failed(
        self, req: falcon.Request, resp: falcon.Response, error: Exception, _params: object
    ) -> None:
        """Answer with an internal error, and write the traceback to the log of the server."""
        req.log_error(f"{type(error).__name__}: {error}")
        self._answer(resp, OktaError("E0000009"))

    def _answer(self, resp: falcon.Response, refused: OktaError) -> None:
        resp.status = STATUSES[refused.code]
        resp.data = encoded(_body(refused, self._api.error_id()))


def broken(_path: str) -> Response:
    """Return the answer of an org that cannot process requests at all."""
    refused = OktaError("E0000009")
    return _without_api(STATUSES[refused.code], refused)


def unreadable(_path: str, status: HTTPStatus, text: str) -> Response:
    """Return the answer of an org to what is no HTTP."""
    return _without_api(status, OktaError("E0000003", text))


def _without_api(status: HTTPStatus, refused: OktaError) -> Response:
    body = encoded(_body(refused, "oae"))
    return Response(status, status.phrase, (("Content-Type", falcon.MEDIA_JSON),), body)


def _body(refused: OktaError, error_id: str) -> dict[str, Any]:
    return {
        "errorCode": refused.code,
        "errorSummary": refused.summary,
        "errorLink": refused.code,
        "errorId": error_id,
        "errorCauses": [{"errorSummary": cause} for cause in refused.causes],
    }
