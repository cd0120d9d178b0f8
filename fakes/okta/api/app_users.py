"""The Management API: to whom the app is assigned."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import falcon

from fakes.okta.messages import BLANK, NO_TEXT, TOO_LONG
from fakes.okta.model import AppUser, Scope
from fakes.okta.service.api import ManagementApi
from fakes.okta.service.assignments.overrides import Overrides, Pairs
from fakes.okta.service.errors import OktaError

from .app_bodies import app_user_body
from .bodies import user_body
from .encoding import encoded
from .paging import after_of, limit_of, send_page
from .requests import READ_ONLY, body_of, not_modeled, object_of, part_of, refuse_beyond
from .routing import Routes, reads
from .values import texts_of

_USUAL, _MOST = 50, 500
_LONGEST = 100


class AppUsersApi:
    """Responders for the users of an app."""

    def __init__(self, api: ManagementApi) -> None:
        self._api = api
        self._app_users = api.app_users

    def routes(self) -> Routes:
        """Return the paths of app users and their methods."""
        return {
            "/apps/{app}/users": {
                "GET": reads(self._list, "limit", "after", "q", "expand"),
                "POST": self._assign,
            },
            "/apps/{app}/users/{user}": {
                "GET": reads(self._read, "expand"),
                "POST": self._update,
                "DELETE": reads(self._remove, "sendEmail"),
            },
        }

    def _list(self, req: falcon.Request, resp: falcon.Response, app: str) -> None:
        """GET /apps/{id}/users: a page of assignments."""
        self._api.apps.check(app)
        limit = limit_of(req, _USUAL, _MOST)
        page, more = self._app_users.page(after_of(req), limit, req.get_param("q") or "")
        bodies = (self._body(req, app, each) for each in page)
        send_page(req, resp, bodies, after=page[-1].user_id if more else "", limit=limit)

    def _assign(self, req: falcon.Request, resp: falcon.Response, app: str) -> None:
        """POST /apps/{id}/users: assign the app to a person."""
        self._api.apps.check(app)
        body = body_of(req, ("id", "scope", "credentials", "profile"))
        user_id = body.get("id")
        if not user_id or not isinstance(user_id, str):
            raise OktaError("E0000001", BLANK.format(field="id"), detail="id")
        self._show(req, resp, app, self._app_users.assign(user_id, _scope(body), self._given(body)))

    def _read(self, req: falcon.Request, resp: falcon.Response, app: str, user: str) -> None:
        self._api.apps.check(app)
        self._show(req, resp, app, self._app_users.get(user))

    def _update(self, req: falcon.Request, resp: falcon.Response, app: str, user: str) -> None:
        """POST /apps/{id}/users/{id}: another username, or values of the profile."""
        self._api.apps.check(app)
        body = body_of(req, ("credentials", "profile", *READ_ONLY))
        self._show(req, resp, app, self._app_users.change(user, self._given(body)))

    def _remove(self, _req: falcon.Request, resp: falcon.Response, app: str, user: str) -> None:
        self._api.apps.check(app)
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
        expand = req.get_param("expand")
        if not expand:
            return body
        if expand != "user":
            raise not_modeled(f"The expansion {expand!r}")
        person = self._api.directory.user(app_user.user_id)
        embedded = {"user": user_body(self._api.people.record(person), req.prefix)}
        return {**body, "_embedded": embedded}


def _scope(body: Mapping[str, Any]) -> Scope:
    try:
        return Scope(body.get("scope") or "USER")
    except ValueError:
        raise OktaError("E0000003") from None


def _user_name(body: Mapping[str, Any]) -> str:
    """Return the username given, or ""; the app takes no password, it signs on by SAML."""
    credentials = part_of(body, "credentials")
    if credentials.get("password"):
        raise OktaError("E0000041")
    refuse_beyond(("userName", "password"), object_of(credentials), "The credential {!r}")
    name = credentials.get("userName")
    if not isinstance(name, str | None):
        raise OktaError("E0000001", NO_TEXT.format(field="userName"), detail="userName")
    if name is not None and not name:
        raise OktaError("E0000001", BLANK.format(field="userName"), detail="userName")
    if name and len(name) > _LONGEST:
        raise OktaError("E0000001", TOO_LONG.format(field="userName"), detail="userName")
    return name or ""
