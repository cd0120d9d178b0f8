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

MFA_NEEDED = 50076
"""The AADSTS number for a token that needs multi-factor authentication."""
_NEEDED = ("grant_type", "client_id", "scope")


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
        client_id = form["client_id"]
        credentials = Credentials(tenant, client_id, form["client_secret"])
        token = self._api.apps.granted(credentials, form["scope"])
        if token is None:
            text = messages.WRONG_CREDENTIALS.format(client_id)
            raise Denied(HTTPStatus.UNAUTHORIZED, "invalid_client", 7000215, text)
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
        if not self._api.apps.is_tenant(tenant):
            text = messages.TENANT_NOT_FOUND.format(tenant)
            raise Denied(bad, "invalid_request", 90002, text)
        missing = next((name for name in _NEEDED if not form.get(name)), None)
        if missing:
            text = messages.PARAMETER_NEEDED.format(missing)
            raise Denied(bad, "invalid_request", 900144, text)
        if form["grant_type"] != "client_credentials":
            text = messages.BAD_GRANT_TYPE.format(form["grant_type"])
            raise Denied(bad, "unsupported_grant_type", 70003, text)
        self._check_app(form, tenant)

    def _check_app(self, form: dict[str, str], tenant: str) -> None:
        bad, client_id, scope = HTTPStatus.BAD_REQUEST, form["client_id"], form["scope"]
        if not self._api.apps.is_registered(client_id):
            text = messages.UNKNOWN_APP.format(client_id, tenant)
            raise Denied(bad, "unauthorized_client", 700016, text)
        if not scope.endswith("/.default"):
            raise Denied(bad, "invalid_scope", 1002012, messages.BAD_SCOPE.format(scope))
        if self._api.apps.needs_mfa(client_id):
            resource = scope.removesuffix("/.default")
            raise Denied(bad, "invalid_grant", MFA_NEEDED, messages.MFA_NEEDED.format(resource))
        if not form.get("client_secret"):
            denied = HTTPStatus.UNAUTHORIZED
            raise Denied(denied, "invalid_client", 7000218, messages.CREDENTIALS_NEEDED)


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
            "jwks_uri": f"{base}/discovery/v2.0/keys",
        }


def token_api(api: TenantApi) -> falcon.App[Any, Any]:
    """Return the API of the login host."""
    app = falcon.App()
    denial = Denial(api)
    app.add_error_handler(Denied, denial.answer)
    app.add_route("/{tenant}/oauth2/v2.0/token", TokenEndpoint(api))
    app.add_route("/{tenant}/v2.0/.well-known/openid-configuration", Configuration(api))
    app.add_sink(denial.not_modeled, "/")
    app.add_error_handler(falcon.HTTPMethodNotAllowed, denial.not_modeled)
    return app


class Denial:
    """How the login host words every error."""

    def __init__(self, api: TenantApi) -> None:
        self._state = api.state

    def not_modeled(
        self, req: falcon.Request, resp: falcon.Response, *_: object, **_named: object
    ) -> None:
        """Answer a route or method that this simulation does not have."""
        text = messages.NOT_MODELED.format(req.method, req.path)
        self.answer(req, resp, Denied(HTTPStatus.NOT_IMPLEMENTED, "invalid_request", 0, text), {})

    def answer(
        self, req: falcon.Request, resp: falcon.Response, denied: Denied, _params: dict[str, Any]
    ) -> None:
        """Answer an error, with the ids by which its cause can be traced."""
        trace = self._state.volatile.passing.guid("login trace")
        correlation = req.get_header("client-request-id") or trace
        at = f"{self._state.clock.now():%Y-%m-%d %H:%M:%SZ}"
        resp.status = denied.status
        resp.media = {
            "error": denied.error,
            "error_description": messages.LOGIN_DENIED.format(denied, trace, correlation, at),
            "error_codes": [denied.number] if denied.number else [],
            "timestamp": at,
            "trace_id": trace,
            "correlation_id": correlation,
        }
