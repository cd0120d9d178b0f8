"""What the API host answers where no API does: it is broken, or what came is no HTTP."""

from __future__ import annotations

import json
from http import HTTPStatus

from fakes.insync import messages
from fakes.wire import Response

from .dispatch import is_scim
from .rest.errors import ApiError, bad_request, body_of

_ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"
_BROKEN = ApiError(HTTPStatus.INTERNAL_SERVER_ERROR, messages.BROKEN_CODE, messages.BROKEN)


def broken(path: str) -> Response:
    """Return the error of the interface that a path belongs to."""
    return _answer(path, _BROKEN.status, _BROKEN, messages.BROKEN)


def unreadable(path: str, status: HTTPStatus, text: str) -> Response:
    """Return how the interface that a path belongs to refuses what is no HTTP."""
    return _answer(path, status, bad_request(text), text)


def _answer(path: str, status: HTTPStatus, error: ApiError, text: str) -> Response:
    if is_scim(path):
        kind = "application/scim+json"
        body = {"schemas": [_ERROR], "status": str(status.value), "detail": text}
    else:
        kind = "application/json"
        body = body_of(error)
    headers = (("Content-Type", kind),)
    return Response(status, status.phrase, headers, json.dumps(body).encode())
