"""The Management API: apps, and of Druva 2.0 its provisioning and the groups that have it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from http import HTTPStatus
from typing import Any

import falcon

from fakes.okta.service.api import ManagementApi

from .app_bodies import app_body, connection_body, granted_body
from .encoding import encoded
from .other_apps import OtherAppsApi
from .paging import after_of, limit_of, send_page
from .requests import body_of
from .routing import Routes, by_app, missing, reads

_MOST = 200


class AppsApi:
    """Responders for apps: Druva 2.0, and the others, which are records."""

    def __init__(self, api: ManagementApi) -> None:
        self._api = api
        self._others = OtherAppsApi(api)

    def routes(self) -> Routes:
        """Return the paths of apps and their methods."""
        others, either = self._others, partial(by_app, self._api)
        return {
            "/apps": {
                "GET": reads(self._list, "limit", "after", "q", "filter"),
                "POST": reads(others.create, "activate"),
            },
            "/apps/{app}": {
                "GET": either(self._read, others.read),
                "PUT": either(missing, others.replace),
                "DELETE": either(missing, others.delete),
            },
            "/apps/{app}/lifecycle/activate": {"POST": either(missing, others.activate)},
            "/apps/{app}/lifecycle/deactivate": {"POST": either(missing, others.deactivate)},
            "/apps/{app}/features": {"GET": self._no_features},
            "/apps/{app}/features/{feature}": {
                "GET": self._no_features,
                "PUT": self._no_features,
            },
            "/apps/{app}/connections/default": {
                "GET": either(self._connection, others.connection),
                "POST": missing,
            },
            "/apps/{app}/groups": {
                "GET": reads(either(self._groups, others.groups), "limit", "after")
            },
            "/apps/{app}/groups/{group}": {
                "GET": either(self._group, others.group),
                "PUT": either(self._assign, others.assign_group),
                "DELETE": either(self._unassign, others.unassign_group),
                "PATCH": missing,
            },
            "/groups/{group}/apps": {"GET": reads(self._of_group, "limit", "after")},
        }

    def _list(self, req: falcon.Request, resp: falcon.Response) -> None:
        """GET /apps: a page of apps."""
        limit = limit_of(req, _MOST, _MOST)
        ids, more = self._api.apps.page(
            after_of(req), limit, query=req.get_param("q") or "", text=req.get_param("filter") or ""
        )
        self._send_apps(req, resp, ids, more=more, limit=limit)

    def _of_group(self, req: falcon.Request, resp: falcon.Response, group: str) -> None:
        """GET /groups/{id}/apps: a page of the apps that a group has."""
        limit = limit_of(req, 20, _MOST)
        ids, more = self._api.apps.of_group(group, after_of(req), limit)
        self._send_apps(req, resp, ids, more=more, limit=limit)

    def _send_apps(
        self,
        req: falcon.Request,
        resp: falcon.Response,
        ids: Sequence[str],
        *,
        more: bool,
        limit: int,
    ) -> None:
        bodies = (self._app_body(req, each) for each in ids)
        send_page(req, resp, bodies, after=ids[-1] if more else "", limit=limit)

    def _app_body(self, req: falcon.Request, app_id: str) -> dict[str, Any]:
        if self._api.apps.is_druva(app_id):
            return app_body(self._api.apps.record(), req.prefix)
        return self._others.body(req, self._api.other_apps.get(app_id))

    def _read(self, req: falcon.Request, resp: falcon.Response, **_named: str) -> None:
        _send(resp, app_body(self._api.apps.record(), req.prefix))

    def _no_features(
        self, _req: falcon.Request, _resp: falcon.Response, app: str, feature: str = ""
    ) -> None:
        """Refuse to show or set what only the admin console does."""
        self._api.apps.refuse_features(app, feature)

    def _connection(self, _req: falcon.Request, resp: falcon.Response, **_named: str) -> None:
        """GET connections/default: unknown for apps like this one."""
        _send(resp, connection_body())

    def _groups(self, req: falcon.Request, resp: falcon.Response, app: str) -> None:
        """GET /apps/{id}/groups: a page of groups, by priority."""
        limit = limit_of(req, 20, _MOST)
        groups, more = self._api.app_groups.page(after_of(req), limit)
        bodies = [self._body(req, app, group) for group in groups]
        send_page(req, resp, bodies, after=groups[-1] if more else "", limit=limit)

    def _group(self, req: falcon.Request, resp: falcon.Response, app: str, group: str) -> None:
        _send(resp, self._body(req, app, group))

    def _assign(self, req: falcon.Request, resp: falcon.Response, app: str, group: str) -> None:
        """PUT /apps/{id}/groups/{id}: assign the app to a group; nothing else is modeled."""
        if req.content_length:
            body_of(req, ())
        self._api.app_groups.assign(group)
        _send(resp, self._body(req, app, group))

    def _unassign(
        self, _req: falcon.Request, resp: falcon.Response, group: str, **_named: str
    ) -> None:
        self._api.app_groups.remove(group)
        resp.status = HTTPStatus.NO_CONTENT

    def _body(self, req: falcon.Request, app: str, group: str) -> dict[str, Any]:
        since, priority = self._api.app_groups.get(group)
        return granted_body(app, group, since, priority, req.prefix)


def _send(resp: falcon.Response, body: object) -> None:
    resp.data = encoded(body)
