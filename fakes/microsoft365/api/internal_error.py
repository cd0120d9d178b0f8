"""What the hosts of Microsoft 365 answer when it cannot work."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fakes.microsoft365 import messages
from fakes.wire import Response

from .ews import soap

_BROKEN = HTTPStatus.INTERNAL_SERVER_ERROR


def broken(path: str) -> Response:
    """Return the error of the interface that a path belongs to."""
    if path.lower().startswith("/ews/"):
        fault = soap.Fault("ErrorInternalServerError", messages.EWS_BROKEN)
        headers = (("Content-Type", "text/xml; charset=utf-8"),)
        return Response(_BROKEN, _BROKEN.phrase, headers, soap.envelope(soap.fault_body(fault)))
    if "/oauth2/" in path or "/.well-known/" in path:
        denied = {
            "error": "temporarily_unavailable",
            "error_description": messages.LOGIN_BROKEN,
            "error_codes": [90033],
        }
        return _json(HTTPStatus.SERVICE_UNAVAILABLE, denied)
    return _json(_BROKEN, {"error": {"code": "generalException", "message": messages.BROKEN}})


def _json(status: HTTPStatus, body: Mapping[str, Any]) -> Response:
    headers = (("Content-Type", "application/json"),)
    return Response(status, status.phrase, headers, json.dumps(body).encode())
