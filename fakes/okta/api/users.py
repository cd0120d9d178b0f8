"""The Management API: users and their lifecycle."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import falcon

from fakes.filters import Filter
from fakes.okta.model import OktaUser
from fakes.okta.service.api import ManagementApi
from fakes.okta.service.errors import OktaError

from .bodies import user_body
from .encoding import encoded
from .paging import after_of, limit_of, send_page
from .requests import READ_ONLY, body_of, flag, has_password, not_modeled, part_of, profile_of
from .routing import Routes, reads

_NOTHING = b"{}"
_MOST = 200
_USUAL_OF_QUERY = 10


class UsersApi:
    """Responders for users."""

    def __init__(self, api: ManagementApi) -> None:
        self._api = api
        self._directory = api.directory

    def routes(self) -> Routes:
        """Return the paths of users and their methods."""
        return {
            "/users": {
                "GET": reads(self._list, "limit", "after", "q", "filter", "search"),
                "POST": reads(self._create, "activate"),
            },
            "/users/{user}": {
                "GET": self._read,
                "POST": self._update,
                "PUT": self._replace,
                "DELETE": reads(self._remove, "sendEmail"),
            },
            "/users/{user}/lifecycle/activate": {"POST": reads(self._activate, "sendEmail")},
            "/users/{user}/lifecycle/deactivate": {"POST": reads(self._deactivate, "sendEmail")},
            "/users/{user}/lifecycle/suspend": {"POST": self._suspend},
            "/users/{user}/lifecycle/unsuspend": {"POST": self._unsuspend},
            "/users/{user}/lifecycle/reactivate": {"POST": reads(self._reactivate, "sendEmail")},
            "/users/{user}/lifecycle/unlock": {"POST": self._unlock},
            "/users/{user}/lifecycle/reset_password": {
                "POST": reads(self._reset_password, "sendEmail")
            },
            "/users/{user}/lifecycle/expire_password": {"POST": self._expire_password},
        }

    def _list(self, req: falcon.Request, resp: falcon.Response) -> None:
        """GET /users: a page of people and where the next one is."""
        query = req.get_param("q") or ""
        limit = limit_of(req, _USUAL_OF_QUERY if query else _MOST, _MOST)
        people, more = self._api.search.people(
            after_of(req), limit, query=query, wanted=self._filter(req)
        )
        bodies = (self._body(req, person) for person in people)
        send_page(req, resp, bodies, after=people[-1].id if more else "", limit=limit)

    def _filter(self, req: falcon.Request) -> Filter | None:
        filtered, searched = req.get_param("filter"), req.get_param("search")
        if filtered and searched:
            raise OktaError("E0000033")
        if filtered:
            return self._api.search.filtered(filtered)
        return self._api.search.searched(searched) if searched else None

    def _create(self, req: falcon.Request, resp: falcon.Response) -> None:
        """POST /users?activate=: add a person."""
        body = body_of(req, ("profile", "credentials"))
        password = has_password(body)
        activate = flag(req, "activate")
        person = self._directory.create(profile_of(body), activate=activate, password=password)
        self._show(req, resp, person)

    def _read(self, req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """GET /users/{id, login or short name}: a person."""
        self._show(req, resp, self._person(user))

    def _update(self, req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """POST /users/{id}: change the attributes that are given."""
        changes = self._changed(req)
        person = self._directory.update(self._id(user), *changes.items())
        self._show(req, resp, person)

    def _replace(self, req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """PUT /users/{id}: replace the whole profile."""
        profile = self._changed(req)
        self._show(req, resp, self._directory.replace(self._id(user), profile))

    def _changed(self, req: falcon.Request) -> Mapping[str, str]:
        """Return the profile of a person as a request has it; all else stays as it is."""
        body = body_of(req, ("profile", "type", "credentials", *READ_ONLY))
        if part_of(body, "type").get("id") not in (None, self._api.user_type_id()):
            raise not_modeled("Another user type")
        if has_password(body):
            raise not_modeled("Another password")
        return profile_of(body)

    def _remove(self, _req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """DELETE /users/{id}: deactivate a person, or delete one who is deactivated."""
        self._directory.deactivate_or_delete(self._id(user))
        resp.status = HTTPStatus.NO_CONTENT

    def _activate(self, req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """POST lifecycle/activate: activate, with a link unless it is mailed."""
        self._directory.activate(self._id(user))
        resp.data = _NOTHING if flag(req, "sendEmail") else self._activation(req)

    def _reactivate(self, req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """POST lifecycle/reactivate: a new link, which is mailed unless sendEmail is false."""
        self._directory.reactivate(self._id(user))
        resp.data = _NOTHING if flag(req, "sendEmail") else self._activation(req)

    def _deactivate(self, _req: falcon.Request, resp: falcon.Response, user: str) -> None:
        self._directory.deactivate(self._id(user))
        resp.data = _NOTHING

    def _suspend(self, _req: falcon.Request, resp: falcon.Response, user: str) -> None:
        self._directory.suspend(self._id(user))
        resp.data = _NOTHING

    def _unsuspend(self, _req: falcon.Request, resp: falcon.Response, user: str) -> None:
        self._directory.unsuspend(self._id(user))
        resp.data = _NOTHING

    def _unlock(self, _req: falcon.Request, resp: falcon.Response, user: str) -> None:
        self._directory.unlock(self._id(user))
        resp.data = _NOTHING

    def _reset_password(self, req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """POST lifecycle/reset_password: a link, unless it is mailed."""
        self._directory.reset_password(self._id(user))
        link = {"resetPasswordUrl": f"{req.prefix}/reset_password/{self._api.reset_token()}"}
        resp.data = _NOTHING if flag(req, "sendEmail") else encoded(link)

    def _expire_password(self, req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """POST lifecycle/expire_password: the person, whose password is no longer good."""
        self._show(req, resp, self._directory.expire_password(self._id(user)))

    def _person(self, key: str) -> OktaUser:
        if key == "me":
            raise not_modeled("The user of an API token")
        return self._directory.resolve(key)

    def _id(self, key: str) -> str:
        return self._person(key).id

    def _show(self, req: falcon.Request, resp: falcon.Response, person: OktaUser) -> None:
        resp.data = encoded(self._body(req, person))

    def _body(self, req: falcon.Request, person: OktaUser) -> Mapping[str, Any]:
        return user_body(person, self._api.user_type_id(), req.prefix)

    def _activation(self, req: falcon.Request) -> bytes:
        token = self._api.activation_token()
        link = {"activationUrl": f"{req.prefix}/welcome/{token}", "activationToken": token}
        return encoded(link)
