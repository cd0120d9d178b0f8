"""The Management API: the Druva app, its provisioning and the groups that have it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import falcon

from fakes.okta.service.api import ManagementApi

from .app_bodies import app_body, connection_body, granted_body
from .encoding import encoded
from .paging import after_of, limit_of, send_page
from .requests import body_of
from .routing import Routes, missing, reads

_MOST = 200


class AppsApi:
    """Responders for apps, of which there is one."""

    def __init__(self, api: ManagementApi) -> None:
        self._api = api

    def routes(self) -> Routes:
        """Return the paths of apps and their methods."""
        return {
            "/apps": {"GET": reads(self._list, "limit", "after", "q", "filter"), "POST": missing},
            "/apps/{app}": {"GET": self._read, "PUT": missing, "DELETE": missing},
            "/apps/{app}/features": {"GET": self._no_features},
            "/apps/{app}/features/{feature}": {
                "GET": self._no_features,
                "PUT": self._no_features,
            },
            "/apps/{app}/connections/default": {"GET": self._connection, "POST": missing},
            "/apps/{app}/groups": {"GET": reads(self._groups, "limit", "after")},
            "/apps/{app}/groups/{group}": {
                "GET": self._group,
                "PUT": self._assign,
                "DELETE": self._unassign,
                "PATCH": missing,
            },
        }

    def _list(self, req: falcon.Request, resp: falcon.Response) -> None:
        """GET /apps: the app, if it is what is asked for."""
        limit_of(req, _MOST, _MOST)
        found = self._api.apps.found(
            after_of(req), query=req.get_param("q") or "", text=req.get_param("filter") or ""
        )
        send_page(req, resp, [app_body(self._api.apps.record(), req.prefix)] if found else [])

    def _read(self, req: falcon.Request, resp: falcon.Response, app: str) -> None:
        self._api.apps.check(app)
        _send(resp, app_body(self._api.apps.record(), req.prefix))

    def _no_features(
        self, _req: falcon.Request, _resp: falcon.Response, app: str, feature: str = ""
    ) -> None:
        """Refuse to show or set what only the admin console does for this app."""
        self._api.apps.check(app)
        self._api.apps.refuse_features(feature)

    def _connection(self, _req: falcon.Request, resp: falcon.Response, app: str) -> None:
        """GET connections/default: unknown for apps like this one."""
        self._api.apps.check(app)
        _send(resp, connection_body())

    def _groups(self, req: falcon.Request, resp: falcon.Response, app: str) -> None:
        """GET /apps/{id}/groups: a page of groups, by priority."""
        self._api.apps.check(app)
        limit = limit_of(req, 20, _MOST)
        groups, more = self._api.app_groups.page(after_of(req), limit)
        bodies = [self._body(req, app, group) for group in groups]
        send_page(req, resp, bodies, after=groups[-1] if more else "", limit=limit)

    def _group(self, req: falcon.Request, resp: falcon.Response, app: str, group: str) -> None:
        self._api.apps.check(app)
        _send(resp, self._body(req, app, group))

    def _assign(self, req: falcon.Request, resp: falcon.Response, app: str, group: str) -> None:
        """PUT /apps/{id}/groups/{id}: assign the app to a group; nothing else is modeled."""
        self._api.apps.check(app)
        if req.content_length:
            body_of(req, ())
        self._api.app_groups.assign(group)
        _send(resp, self._body(req, app, group))

    def _unassign(self, _req: falcon.Request, resp: falcon.Response, app: str, group: str) -> None:
        self._api.apps.check(app)
        self._api.app_groups.remove(group)
        resp.status = HTTPStatus.NO_CONTENT

    def _body(self, req: falcon.Request, app: str, group: str) -> dict[str, Any]:
        since, priority = self._api.app_groups.get(group)
        return granted_body(app, group, since, priority, req.prefix)


def _send(resp: falcon.Response, body: object) -> None:
    resp.data = encoded(body)
