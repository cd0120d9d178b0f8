"""The Management API: users and their lifecycle."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import falcon

from fakes.okta.model import OktaUser
from fakes.okta.service.api import ManagementApi

from .bodies import user_body
from .requests import body_of, flag, has_password, limit_of, only, profile_of

_NOTHING = b"{}"


class Users:
    """Responders for users; each is named in the table of routes."""

    def __init__(self, api: ManagementApi) -> None:
        self._api = api
        self._directory = api.directory

    def list(self, req: falcon.Request, resp: falcon.Response) -> None:
        """GET /users: a page of people and where the next one is."""
        only(req, "limit", "after")
        limit = limit_of(req)
        people, more = self._directory.page(req.get_param("after") or "", limit)
        resp.data = json.dumps([self._body(req, person) for person in people]).encode()
        resp.append_header("Link", f'<{req.uri}>; rel="self"')
        if more:
            query = urlencode({"after": people[-1].id, "limit": limit})
            resp.append_header("Link", f'<{req.prefix}{req.path}?{query}>; rel="next"')

    def create(self, req: falcon.Request, resp: falcon.Response) -> None:
        """POST /users?activate=: add a person."""
        only(req, "activate")
        body = body_of(req, ("profile", "credentials"))
        password = has_password(body)
        self._show(
            req,
            resp,
            self._directory.create(
                profile_of(body), activate=flag(req, "activate"), password=password
            ),
        )

    def read(self, req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """GET /users/{id or login}: a person."""
        self._show(req, resp, self._directory.resolve(user))

    def update(self, req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """POST /users/{id}: change the attributes that are given."""
        changes = profile_of(body_of(req, ("profile",)))
        person = self._directory.update(self._id(user), *changes.items())
        self._show(req, resp, person)

    def replace(self, req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """PUT /users/{id}: replace the whole profile."""
        profile = profile_of(body_of(req, ("profile",)))
        self._show(req, resp, self._directory.replace(self._id(user), profile))

    def remove(self, req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """DELETE /users/{id}: deactivate a person, or delete one who is deactivated."""
        only(req, "sendEmail")
        self._directory.deactivate_or_delete(self._id(user))
        resp.status = HTTPStatus.NO_CONTENT

    def activate(self, req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """POST /users/{id}/lifecycle/activate: activate, with a link unless it is mailed."""
        only(req, "sendEmail")
        self._directory.activate(self._id(user))
        resp.data = _NOTHING if flag(req, "sendEmail") else self._activation(req)

    def deactivate(self, req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """POST /users/{id}/lifecycle/deactivate."""
        only(req, "sendEmail")
        self._directory.deactivate(self._id(user))
        resp.data = _NOTHING

    def suspend(self, _req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """POST /users/{id}/lifecycle/suspend."""
        self._directory.suspend(self._id(user))
        resp.data = _NOTHING

    def unsuspend(self, _req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """POST /users/{id}/lifecycle/unsuspend."""
        self._directory.unsuspend(self._id(user))
        resp.data = _NOTHING

    def _id(self, key: str) -> str:
        return self._directory.resolve(key).id

    def _show(self, req: falcon.Request, resp: falcon.Response, person: OktaUser) -> None:
        resp.data = json.dumps(self._body(req, person)).encode()

    def _body(self, req: falcon.Request, person: OktaUser) -> Mapping[str, Any]:
        return user_body(person, self._api.user_type_id(), req.prefix)

    def _activation(self, req: falcon.Request) -> bytes:
        token = self._api.activation_token()
        link = {"activationUrl": f"{req.prefix}/welcome/{token}", "activationToken": token}
        return json.dumps(link).encode()
