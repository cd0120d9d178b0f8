"""The REST API: its routes, its middleware and the answer for routes that are not modeled.

No route leads to the access setting, to SCIM mappings or to the AD attribute: Druva has none.
"""

from __future__ import annotations

from itertools import product
from typing import Any

import falcon

from fakes.insync.service.api import InSyncApi

from . import errors as rest_errors
from .apps import AppStatus, DeviceList, RestorePoints
from .errors import ApiError
from .events import EventList
from .profiles import ProfilesResource
from .reports import REPORTS, Report
from .restores import RestoresResource
from .token import TokenEndpoint, TokenMiddleware
from .users import UsersResource

_USERS = "/insync/usermanagement/v1/users"
_PROFILES = "/insync/profilemanagement/v1/profiles"


def rest_api(api: InSyncApi) -> falcon.App[Any, Any]:
    """Return the WSGI application of the REST API."""
    app = falcon.App(middleware=[TokenMiddleware(api.clients)])
    app.add_error_handler(falcon.HTTPError, rest_errors.answer_falcon)
    app.add_error_handler(ApiError, rest_errors.answer)
    app.add_route("/token", TokenEndpoint(api.clients))
    _route_users(app, api)
    app.add_route("/insync/cappmaster/v1/apps/status", AppStatus(api))
    app.add_route("/insync/cadevice/v1/devices", DeviceList(api))
    app.add_route("/insync/cloudapp/v1/restorePoints", RestorePoints(api))
    app.add_route("/insync/cloudapp/v1/restores", RestoresResource(api))
    app.add_route("/insync/eventmanagement/v2/events", EventList(api))
    for (name, rows), version in product(REPORTS.items(), ("v1", "v2")):
        app.add_route(f"/platform/reporting/{version}/reports/{name}", Report(api, rows))
    app.add_sink(_not_modeled, "/")
    return app


def _route_users(app: falcon.App[Any, Any], api: InSyncApi) -> None:
    users, profiles = UsersResource(api), ProfilesResource(api)
    app.add_route(_USERS, users)
    app.add_route(f"{_USERS}/{{user}}", users, suffix="one")
    app.add_route(f"{_USERS}/{{user}}/preserve", users, suffix="preserve")
    app.add_route(f"{_USERS}/{{user}}/activate", users, suffix="activate")
    app.add_route(f"{_USERS}/{{user}}/resetPassword", users, suffix="reset")
    app.add_route(_PROFILES, profiles)
    app.add_route(f"{_PROFILES}/{{profile}}", profiles, suffix="one")


def _not_modeled(req: falcon.Request, resp: falcon.Response, **params: Any) -> None:
    rest_errors.answer(req, resp, rest_errors.not_implemented(req.method, req.path), params)
