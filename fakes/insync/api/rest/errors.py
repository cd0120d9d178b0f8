"""Errors of the REST API."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import falcon

from fakes.insync import messages


class ApiError(Exception):
    """An answer of the REST API that is an error; a code of None answers without a body."""

    def __init__(self, status: HTTPStatus, code: str | None, message: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.code = code


def bad_request(what: str = "") -> ApiError:
    """Return the error for a request that makes no sense; ``what`` says which part of it."""
    text = f"{messages.BAD_SYNTAX} {what}".strip()
    return ApiError(HTTPStatus.BAD_REQUEST, messages.BAD_SYNTAX_CODE, text)


def refused(reason: object) -> ApiError:
    """Return the error for a request that is well formed and cannot be done."""
    return ApiError(HTTPStatus.UNPROCESSABLE_ENTITY, "", str(reason))


def not_found() -> ApiError:
    """Return the error for something that is not there: Druva documents it without a body."""
    return ApiError(HTTPStatus.NOT_FOUND, None)


def not_implemented(method: str, path: str) -> ApiError:
    """Return the error for a route or a method that is not modeled."""
    text = f"{messages.NOT_IMPLEMENTED}: {method} {path}"
    return ApiError(HTTPStatus.NOT_IMPLEMENTED, messages.NOT_IMPLEMENTED_CODE, text)


def answer(
    _req: falcon.Request, resp: falcon.Response, error: ApiError, _params: dict[str, Any]
) -> None:
    """Answer an error."""
    resp.status = error.status
    resp.content_type = falcon.MEDIA_JSON
    if error.code is None:
        resp.data = b"null"
        return
    resp.media = body_of(error)


def body_of(error: ApiError) -> dict[str, Any]:
    """Return the body of an error that has a code."""
    return {
        "code": error.code,
        "message": str(error),
        "retryable": False,
        "data": None,
    }


def answer_falcon(
    req: falcon.Request, resp: falcon.Response, error: falcon.HTTPError, params: dict[str, Any]
) -> None:
    """Answer what Falcon itself refuses: a method that a route lacks, or a bad request."""
    wrong_method = error.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    mended = not_implemented(req.method, req.path) if wrong_method else bad_request()
    answer(req, resp, mended, params)
