"""What the hosts of Microsoft 365 answer where no API does: broken, or what came is no HTTP."""

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
    if _is_ews(path):
        return _fault(_BROKEN, "ErrorInternalServerError", messages.EWS_BROKEN)
    if _is_login(path):
        denied = {
            "error": "temporarily_unavailable",
            "error_description": messages.LOGIN_BROKEN,
            "error_codes": [90033],
        }
        return _json(HTTPStatus.SERVICE_UNAVAILABLE, denied)
    return _json(_BROKEN, {"error": {"code": "generalException", "message": messages.BROKEN}})


def unreadable(path: str, status: HTTPStatus, text: str) -> Response:
    """Return how the interface that a path belongs to refuses what is no HTTP."""
    if _is_ews(path):
        return _fault(status, "ErrorInvalidRequest", text)
    if _is_login(path):
        denied = {"error": "invalid_request", "error_description": text, "error_codes": []}
        return _json(status, denied)
    return _json(status, {"error": {"code": "BadRequest", "message": text}})


def _is_ews(path: str) -> bool:
    return path.lower().startswith("/ews/")


def _is_login(path: str) -> bool:
    return "/oauth2/" in path or "/.well-known/" in path


def _fault(status: HTTPStatus, code: str, text: str) -> Response:
    headers = (("Content-Type", "text/xml; charset=utf-8"),)
    body = soap.envelope(soap.fault_body(soap.Fault(code, text)))
    return Response(status, status.phrase, headers, body)


def _json(status: HTTPStatus, body: Mapping[str, Any]) -> Response:
    headers = (("Content-Type", "application/json"),)
    return Response(status, status.phrase, headers, json.dumps(body).encode())
