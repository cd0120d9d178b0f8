"""Okta's Management API, under /api/v1.

Routes in the table are modeled. Other routes of Okta are answered with 501 and their name, routes
that Okta does not have with 404.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import falcon

from fakes.okta.service.api import ManagementApi
from fakes.okta.service.errors import OktaError

from .app_users import AppUsersApi
from .apps import AppsApi
from .errors import Errors
from .groups import GroupsApi
from .logs import SystemLogApi
from .mappings import MappingsApi
from .middleware import RequestMiddleware
from .requests import not_modeled
from .routing import Methods, responder
from .schemas import SchemasApi
from .user_credentials import UserCredentialsApi
from .user_lifecycle import UserLifecycleApi
from .users import UsersApi

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

BASE = "/api/v1"

# The first part of the paths that Okta has and this fake has not.
_NOT_MODELED = frozenset(
    {
        "agentPools", "api-tokens", "apps", "authenticators", "authn", "authorizationServers",
        "behaviors", "brands", "captchas", "device-assurances", "device-integrations",
        "device-posture-checks", "devices", "directories", "domains", "email-domains",
        "email-servers", "eventHooks", "features", "first-party-app-settings", "groups",
        "hook-keys", "iam", "identity-sources", "idps", "inlineHooks", "logs", "logStreams",
        "mappings", "meta", "org", "orgs", "policies", "principal-rate-limits", "push-providers",
        "rate-limit-settings", "realm-assignments", "realms", "risk", "roles", "security",
        "security-events-providers", "sessions", "ssf", "templates", "threats", "trustedOrigins",
        "users", "zones",
    }
)  # fmt: skip

# Where Okta has paths besides, of which this fake has none.
_OTHER_BASES = frozenset(
    {
        ".well-known", "attack-protection", "integrations", "oauth2", "okta-personal-settings",
        "privileged-access", "security", "webauthn-registration",
    }
)  # fmt: skip


# What Okta has under a user: anything else there is the rest of a login.
_OF_A_USER = frozenset(
    {
        "appLinks", "authenticator-enrollments", "blocks", "classification", "clients",
        "credentials", "devices", "factors", "grants", "groups", "idps", "lifecycle",
        "linkedObjects", "risk", "roles", "sessions", "subscriptions",
    }
)  # fmt: skip


class _Route:
    """The responders of one path, where Falcon looks for them."""

    def __init__(self, responders: Methods) -> None:
        for method, entry in responders.items():
            setattr(self, f"on_{method.lower()}", responder(entry))


def management_api(api: ManagementApi) -> ManagementApp:
    """Return the WSGI application of the Management API."""
    app: falcon.App[Any, Any] = falcon.App(middleware=[RequestMiddleware(api)])
    for resource in (
        UsersApi,
        UserLifecycleApi,
        UserCredentialsApi,
        GroupsApi,
        AppsApi,
        AppUsersApi,
        SchemasApi,
        MappingsApi,
        SystemLogApi,
    ):
        for path, responders in resource(api).routes().items():
            app.add_route(BASE + path, _Route(responders))
    app.add_sink(_beyond)
    errors = Errors(api)
    app.add_error_handler(Exception, errors.failed)
    app.add_error_handler(falcon.HTTPMethodNotAllowed, errors.wrong_method)
    app.add_error_handler(falcon.HTTPBadRequest, errors.unknown_method)
    app.add_error_handler(falcon.HTTPLengthRequired, errors.without_length)
    app.add_error_handler(OktaError, errors.refused)
    return ManagementApp(app)


def _beyond(req: falcon.Request, resp: falcon.Response, **_named: str) -> None:  # noqa: ARG001 - Falcon wants these names
    """Refuse a path that is not in the table."""
    route = f"{req.method} {req.path}"
    first, *beyond = req.path.removeprefix(f"{BASE}/").split("/")
    if first == "users" and len(beyond) > 1 and beyond[1] not in _OF_A_USER:
        # F89: a slash in a login is one of the path, even where it is escaped.
        raise OktaError("E0000022", route)
    if _is_of_okta(req.path):
        raise not_modeled(route)
    raise OktaError("E0000008", route)


def _is_of_okta(path: str) -> bool:
    """Tell whether Okta has something at a path, or below it, that this fake has not."""
    if path.startswith(f"{BASE}/"):
        return path.removeprefix(f"{BASE}/").partition("/")[0] in _NOT_MODELED
    return path.removeprefix("/").partition("/")[0] in _OTHER_BASES


class ManagementApp:
    """Sends each link in a header of its own, as Okta does; Falcon, in ``app``, joins them."""

    def __init__(self, app: falcon.App[Any, Any]) -> None:
        self.app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Serve a WSGI request."""

        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            for name, _ in headers:
                if name == "link":
                    return start_response(status, list(_separated(headers)), *error)
            return start_response(status, headers, *error)

        return self.app(environ, start)


def _separated(headers: list[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    for name, value in headers:
        if name == "link":
            yield from ((name, f"<{link}") for link in value.removeprefix("<").split(", <"))
        else:
            yield name, value
