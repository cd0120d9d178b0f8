"""login.microsoftonline: an app trades its credentials for an access token."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

import falcon

from fakes.microsoft365 import messages
from fakes.microsoft365.model import Credentials
from fakes.microsoft365.rules import TOKEN_LIFE
from fakes.microsoft365.service.api import TenantApi


class Denied(Exception):
    """The token endpoint says no: an OAuth error, its AADSTS number, if any, and sentence."""

    def __init__(self, status: HTTPStatus, error: str, number: int, description: str) -> None:
        super().__init__(description)
        self.status = status
        self.error = error
        self.number = number


class TokenEndpoint:
    """POST /{tenant}/oauth2/v2.0/token with a client_credentials form."""

    def __init__(self, api: TenantApi) -> None:
        self._api = api

    def on_post(self, req: falcon.Request, resp: falcon.Response, tenant: str) -> None:
        """Answer with a token, or raise Denied."""
        form = dict(parse_qsl(req.bounded_stream.read().decode("utf-8", "replace")))
        self._check(form, tenant)
        client_id = form.get("client_id", "")
        credentials = Credentials(tenant, client_id, form.get("client_secret", ""))
        token = self._api.apps.granted(credentials, form["scope"])
        if token is None:
            raise Denied(
                HTTPStatus.UNAUTHORIZED, "invalid_client", 7000215, messages.BAD_CLIENT_SECRET
            )
        seconds = int(TOKEN_LIFE.total_seconds())
        resp.set_header("Cache-Control", "no-store, no-cache")
        resp.media = {
            "token_type": "Bearer",
            "expires_in": seconds,
            "ext_expires_in": seconds,
            "access_token": token.value,
        }

    def _check(self, form: dict[str, str], tenant: str) -> None:
        bad = HTTPStatus.BAD_REQUEST
        grant = form.get("grant_type", "")
        client_id = form.get("client_id", "")
        if not self._api.apps.is_tenant(tenant):
            text = messages.TENANT_NOT_FOUND.format(tenant)
            raise Denied(bad, "invalid_request", 90002, text)
        if grant != "client_credentials":
            text = messages.BAD_GRANT_TYPE.format(grant)
            raise Denied(bad, "unsupported_grant_type", 70003, text)
        if "scope" not in form:
            raise Denied(bad, "invalid_request", 900144, messages.SCOPE_NEEDED)
        if not self._api.apps.is_registered(client_id):
            text = messages.UNKNOWN_APP.format(client_id, tenant)
            raise Denied(bad, "unauthorized_client", 700016, text)


class Configuration:
    """GET /{tenant}/v2.0/.well-known/openid-configuration, which clients read first."""

    def __init__(self, api: TenantApi) -> None:
        self._api = api

    def on_get(self, req: falcon.Request, resp: falcon.Response, tenant: str) -> None:
        """Answer with the addresses of the endpoints."""
        if not self._api.apps.is_tenant(tenant):
            text = messages.TENANT_NOT_FOUND.format(tenant)
            raise Denied(HTTPStatus.BAD_REQUEST, "invalid_tenant", 90002, text)
        base = f"{req.prefix}/{tenant}"
        resp.media = {
            "issuer": f"{base}/v2.0",
            "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
            "token_endpoint": f"{base}/oauth2/v2.0/token",
        }


def token_door(api: TenantApi) -> falcon.App[Any, Any]:
    """Return the door of the login host."""
    app = falcon.App()
    app.add_error_handler(Denied, _deny)
    app.add_route("/{tenant}/oauth2/v2.0/token", TokenEndpoint(api))
    app.add_route("/{tenant}/v2.0/.well-known/openid-configuration", Configuration(api))
    app.add_sink(_not_modeled, "/")
    app.add_error_handler(falcon.HTTPMethodNotAllowed, _not_modeled)
    return app


def _not_modeled(req: falcon.Request, resp: falcon.Response, *_: object, **_named: object) -> None:
    text = messages.NOT_MODELED.format(req.method, req.path)
    _deny(req, resp, Denied(HTTPStatus.NOT_IMPLEMENTED, "invalid_request", 0, text), {})


def _deny(
    _req: falcon.Request, resp: falcon.Response, denied: Denied, _params: dict[str, Any]
) -> None:
    resp.status = denied.status
    resp.media = {
        "error": denied.error,
        "error_description": str(denied),
        "error_codes": [denied.number] if denied.number else [],
    }
