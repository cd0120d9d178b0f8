"""How SCIM words an error (RFC 7644, section 3.12)."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import falcon
import msgspec

from fakes.insync import messages

_SCHEMA = "urn:ietf:params:scim:api:messages:2.0:Error"


class ScimError(Exception):
    """An answer that is an error; ``scim_type`` is the RFC's keyword, if it has one for it."""

    def __init__(
        self,
        status: int,
        detail: str,
        scim_type: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.scim_type = scim_type
        self.headers = headers or {}


def bad_request(scim_type: str, detail: str) -> ScimError:
    """Return the error for a request that cannot be done as it is."""
    return ScimError(HTTPStatus.BAD_REQUEST, detail, scim_type)


def invalid_value(detail: str) -> ScimError:
    """Return the error for a value that does not fit its attribute."""
    return bad_request("invalidValue", detail)


def not_found(detail: str) -> ScimError:
    """Return the error for what is not there."""
    return ScimError(HTTPStatus.NOT_FOUND, detail)


def not_implemented(what: str) -> ScimError:
    """Return the error for what is not announced."""
    return ScimError(HTTPStatus.NOT_IMPLEMENTED, f"{what} is not supported")


def answer(
    _req: falcon.Request, resp: falcon.Response, error: ScimError, _params: dict[str, Any]
) -> None:
    """Answer an error."""
    body = {"schemas": [_SCHEMA], "status": str(int(error.status))}
    if error.scim_type:
        body["scimType"] = error.scim_type
    resp.status = HTTPStatus(error.status)
    resp.set_headers(dict(error.headers))
    resp.data = msgspec.json.encode({**body, "detail": str(error)})


def answer_falcon(
    req: falcon.Request, resp: falcon.Response, error: falcon.HTTPError, params: dict[str, Any]
) -> None:
    """Answer what Falcon refuses: a method that a route lacks, or a request that it cannot read."""
    refused = error.status_code == HTTPStatus.BAD_REQUEST
    detail = (
        "The request cannot be read" if refused else f"{req.method} does not go with {req.path}"
    )
    scim_type = "invalidSyntax" if refused else ""
    headers = dict(error.headers or {})
    answer(req, resp, ScimError(error.status_code, detail, scim_type, headers), params)


def failed(
    req: falcon.Request, resp: falcon.Response, error: Exception, params: dict[str, Any]
) -> None:
    """Answer with an internal error, and write what happened to the log of the server."""
    req.log_error(f"{type(error).__name__}: {error}")
    answer(req, resp, ScimError(HTTPStatus.INTERNAL_SERVER_ERROR, messages.BROKEN), params)
