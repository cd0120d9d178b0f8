"""POST /token: issues a bearer token of 30 minutes for API credentials."""

from __future__ import annotations

import binascii
from base64 import b64decode
from http import HTTPStatus
from urllib.parse import parse_qsl

import falcon

from fakes.insync import messages, rules
from fakes.insync.credentials import Admission, ApiCredentials
from fakes.insync.service.api_clients import ApiClients

from .errors import ApiError


class TokenEndpoint:
    """/token: the OAuth client credentials grant."""

    def __init__(self, clients: ApiClients) -> None:
        self._clients = clients

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Answer with a token, or with an OAuth error."""
        form = dict(parse_qsl(req.bounded_stream.read().decode("utf-8", "replace")))
        if form.get("grant_type") != "client_credentials":
            return _deny(resp, "unsupported_grant_type")
        token = self._clients.token_for(_basic(req.auth or ""))
        if token is None:
            return _deny(resp, "invalid_grant")
        resp.media = {
            "access_token": token,
            "token_type": "bearer",
            "expires_in": int(rules.API_TOKEN_LIFE.total_seconds()),
        }
        return None


class TokenMiddleware:
    """Checks the bearer token of every request except those to /token."""

    def __init__(self, clients: ApiClients) -> None:
        self._clients = clients

    def process_resource(
        self, req: falcon.Request, _resp: falcon.Response, resource: object, _params: object
    ) -> None:
        """Raise ApiError unless the bearer token is valid."""
        if isinstance(resource, TokenEndpoint):
            return
        scheme, _, token = (req.auth or "").partition(" ")
        bearer = scheme.lower() == "bearer"
        admission = self._clients.admission(token.strip()) if bearer else Admission.UNKNOWN
        if admission is Admission.UNKNOWN:
            raise ApiError(
                HTTPStatus.UNAUTHORIZED, messages.BAD_CREDENTIALS_CODE, messages.BAD_CREDENTIALS
            )
        if admission is Admission.EXPIRED:
            raise ApiError(HTTPStatus.FORBIDDEN, messages.EXPIRED_CODE, messages.EXPIRED)


def _basic(header: str) -> ApiCredentials:
    scheme, _, encoded = header.partition(" ")
    try:
        text = b64decode(encoded, validate=True).decode() if scheme.lower() == "basic" else ""
    except (binascii.Error, UnicodeDecodeError):
        text = ""
    client_id, _, secret = text.partition(":")
    return ApiCredentials(client_id, secret)


def _deny(resp: falcon.Response, error: str) -> None:
    resp.status = HTTPStatus.BAD_REQUEST
    resp.media = {"error": error}
