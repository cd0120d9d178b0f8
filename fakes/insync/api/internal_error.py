"""The internal error of the API host."""

from __future__ import annotations

import json
from http import HTTPStatus

from fakes.insync import messages
from fakes.wire import Response

from .dispatch import is_scim
from .rest.errors import ApiError, body_of

_ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"
_STATUS = HTTPStatus.INTERNAL_SERVER_ERROR


def broken(path: str) -> Response:
    """Return the error of the interface that a path belongs to."""
    if is_scim(path):
        kind = "application/scim+json"
        body = {"schemas": [_ERROR], "status": str(_STATUS.value), "detail": messages.BROKEN}
    else:
        kind = "application/json"
        body = body_of(ApiError(_STATUS, messages.BROKEN_CODE, messages.BROKEN))
    headers = (("Content-Type", kind),)
    return Response(_STATUS, _STATUS.phrase, headers, json.dumps(body).encode())
