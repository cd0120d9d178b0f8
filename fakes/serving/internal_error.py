"""How a client is told of an internal error, as that what it asked for could not be saved."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING

from fakes.insync.api.without_api import broken as insync_broken
from fakes.microsoft365.api.without_api import broken as microsoft365_broken
from fakes.okta.api.errors import broken as okta_broken
from fakes.wire import Response

from .persistence import NotPersisted

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_BY_VENDOR: Mapping[str, Callable[[str], Response]] = {
    "okta": okta_broken,
    "insync": insync_broken,
    "microsoft365": microsoft365_broken,
}


def with_vendor_error(
    app: WSGIApplication, name: str, complain: Callable[[str], None]
) -> WSGIApplication:
    """Return an application that answers with an error what NotPersisted interrupts."""

    def answering(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        try:
            return app(environ, start_response)
        except NotPersisted as problem:
            complain(str(problem))
            answer = broken(name, environ["PATH_INFO"], str(problem))
            headers = [*answer.headers, ("Content-Length", str(len(answer.body)))]
            start_response(f"{answer.status} {answer.reason}", headers, sys.exc_info())
            return [answer.body]

    return answering


def broken(name: str, path: str, why: str) -> Response:
    """Return the internal error of a system; only the control surface says why."""
    vendor = _BY_VENDOR.get(name)
    if vendor:
        return vendor(path)
    status, body = HTTPStatus.INTERNAL_SERVER_ERROR, json.dumps({"error": why})
    headers = (("Content-Type", "application/json"),)
    return Response(status, status.phrase, headers, body.encode())
