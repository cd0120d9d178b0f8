"""SCIM 2.0 for provisioning clients: its routes, and the token that they need."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import falcon

from fakes.insync.service.api import InSyncApi
from fakes.insync.service.provisioning import ProvisioningService

from . import errors
from .discovery import ServiceProviderConfig, resource_types, schemas
from .errors import ScimError
from .resources import Endpoint, Everything
from .stores import Groups, Store, Users

_DESCRIBED = ("/Bulk", "/Me")
_MEDIA_TYPE = "application/scim+json"


def scim_app(api: InSyncApi) -> falcon.App[Any, Any]:
    """Return the SCIM endpoint, mounted without a version in its path."""
    token = BearerToken(api.provisioning)
    app = falcon.App(media_type=_MEDIA_TYPE, middleware=[token])
    app.req_options.strip_url_path_trailing_slash = True
    app.add_error_handler(Exception, errors.failed)
    app.add_error_handler(falcon.HTTPError, errors.answer_falcon)
    app.add_error_handler(ScimError, errors.answer)
    users, groups = Users(api.scim_users), Groups(api.scim_groups)
    everything = Everything(users, groups)
    app.add_route("/", everything)
    app.add_route("/.search", everything, suffix="search")
    for store in (users, groups):
        _route_resources(app, store)
    app.add_route("/ServiceProviderConfig", ServiceProviderConfig())
    for path, described in (("/Schemas", schemas()), ("/ResourceTypes", resource_types())):
        app.add_route(path, described)
        app.add_route(f"{path}/{{name}}", described, suffix="one")
    app.add_sink(token.not_served, "/")
    return app


class BearerToken:
    """Looks at the token of every request but for what is supported (RFC 7643, section 5)."""

    def __init__(self, provisioning: ProvisioningService) -> None:
        self._provisioning = provisioning

    def process_resource(
        self, req: falcon.Request, _resp: falcon.Response, resource: object, _params: object
    ) -> None:
        """Let a request with the token in force pass; raises ScimError for another."""
        if not isinstance(resource, ServiceProviderConfig):
            self.check(req)

    def check(self, req: falcon.Request) -> None:
        """Raise ScimError for a request without the token in force."""
        scheme, _, token = (req.auth or "").partition(" ")
        if scheme.lower() != "bearer" or not self._provisioning.admits(token.strip()):
            raise ScimError(
                HTTPStatus.UNAUTHORIZED,
                "Authorization failure. The authorization header is invalid or missing",
                headers={"WWW-Authenticate": 'Bearer realm="SCIM"'},
            )

    def not_served(self, req: falcon.Request, resp: falcon.Response, **params: Any) -> None:
        """Answer a path that has no route; what RFC 7644 describes is 501 (section 3.11)."""
        self.check(req)
        error = errors.not_found(f"{req.method} {req.path} is not implemented")
        if req.path in _DESCRIBED:
            error = errors.not_implemented(f"{req.method} {req.path}")
        errors.answer(req, resp, error, params)


def _route_resources(app: falcon.App[Any, Any], store: Store) -> None:
    endpoint, path = Endpoint(store), store.kind.endpoint
    app.add_route(path, endpoint)
    app.add_route(f"{path}/.search", endpoint, suffix="search")
    app.add_route(f"{path}/{{resource}}", endpoint, suffix="one")
