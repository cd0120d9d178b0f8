"""The Management API: to whom the app is assigned."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from typing import Any

import falcon

from fakes.okta.model import AppUser
from fakes.okta.service.api import ManagementApi
from fakes.okta.service.assignments.overrides import Overrides, Pairs
from fakes.okta.service.errors import OktaError

from .app_bodies import app_user_body
from .bodies import user_body
from .encoding import encoded
from .given import assigned_id, scope_of, user_name_of
from .other_apps import OtherAppsApi
from .paging import after_of, limit_of, send_page
from .requests import READ_ONLY, body_of, expansion_of, part_of
from .routing import Routes, by_app, reads
from .values import texts_of

_USUAL, _MOST = 50, 500


class AppUsersApi:
    """Responders for the users of an app."""

    def __init__(self, api: ManagementApi) -> None:
        self._api = api
        self._app_users = api.app_users

    def routes(self) -> Routes:
        """Return the paths of app users and their methods."""
        others, either = OtherAppsApi(self._api), partial(by_app, self._api)
        return {
            "/apps/{app}/users": {
                "GET": reads(either(self._list, others.users), "limit", "after", "q", "expand"),
                "POST": either(self._assign, others.assign),
            },
            "/apps/{app}/users/{user}": {
                "GET": reads(either(self._read, others.user), "expand"),
                "POST": either(self._update, others.change_user),
                "DELETE": reads(either(self._remove, others.unassign), "sendEmail"),
            },
        }

    def _list(self, req: falcon.Request, resp: falcon.Response, app: str) -> None:
        """GET /apps/{id}/users: a page of assignments."""
        limit = limit_of(req, _USUAL, _MOST)
        page, more = self._app_users.page(after_of(req), limit, req.get_param("q") or "")
        bodies = (self._body(req, app, each) for each in page)
        send_page(req, resp, bodies, after=page[-1].user_id if more else "", limit=limit)

    def _assign(self, req: falcon.Request, resp: falcon.Response, app: str) -> None:
        """POST /apps/{id}/users: assign the app to a person."""
        body = body_of(req, ("id", "scope", "credentials", "profile"))
        user_id, scope = assigned_id(body), scope_of(body)
        self._show(req, resp, app, self._app_users.assign(user_id, scope, self._given(body)))

    def _read(self, req: falcon.Request, resp: falcon.Response, app: str, user: str) -> None:
        self._show(req, resp, app, self._app_users.get(user))

    def _update(self, req: falcon.Request, resp: falcon.Response, app: str, user: str) -> None:
        """POST /apps/{id}/users/{id}: another username, or values of the profile."""
        body = body_of(req, ("credentials", "profile", *READ_ONLY))
        self._show(req, resp, app, self._app_users.change(user, self._given(body)))

    def _remove(
        self, _req: falcon.Request, resp: falcon.Response, user: str, **_named: str
    ) -> None:
        self._app_users.remove(user)
        resp.status = HTTPStatus.NO_CONTENT

    def _given(self, body: Mapping[str, Any]) -> Overrides:
        return Overrides(_user_name(body), self._profile(body))

    def _profile(self, body: Mapping[str, Any]) -> Pairs:
        types = {each.variable_name: each.data_type for each in self._api.schemas.of_app()}
        return texts_of(part_of(body, "profile"), types)

    def _show(
        self, req: falcon.Request, resp: falcon.Response, app: str, app_user: AppUser
    ) -> None:
        resp.data = encoded(self._body(req, app, app_user))

    def _body(self, req: falcon.Request, app: str, app_user: AppUser) -> Mapping[str, Any]:
        body = app_user_body(app_user, self._api.schemas.of_app(), app, req.prefix)
        if not expansion_of(req, "user"):
            return body
        person = self._api.directory.user(app_user.user_id)
        embedded = {"user": user_body(self._api.people.record(person), req.prefix)}
        return {**body, "_embedded": embedded}


def _user_name(body: Mapping[str, Any]) -> str:
    """Return the username given, or ""; the app takes no password, it signs on by SAML."""
    if part_of(body, "credentials").get("password"):
        raise OktaError("E0000041")
    return user_name_of(body)
