"""The Management API: users."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import falcon

from fakes.okta.model import BY_HOOK, BY_OKTA, OktaUser
from fakes.okta.service.api import ManagementApi
from fakes.okta.service.errors import OktaError
from fakes.okta.service.people.given_credentials import GivenCredentials
from fakes.okta.service.request_filters import Wanted

from .bodies import user_body
from .encoding import encoded
from .given import given_in, provider_in
from .paging import after_of, limit_of, send_page
from .requests import (
    READ_ONLY,
    body_of,
    flag,
    is_true,
    not_modeled,
    part_of,
    profile_of,
    texts_in,
    wanted_of,
)
from .routing import Routes, reads

_MOST = 200
_USUAL_OF_QUERY = 10


class UsersApi:
    """Responders for users."""

    def __init__(self, api: ManagementApi) -> None:
        self._api = api
        self._directory = api.directory
        self._people = api.people

    def routes(self) -> Routes:
        """Return the paths of users and their methods."""
        return {
            "/users": {
                "GET": reads(self._list, "limit", "after", "q", "filter", "search"),
                "POST": reads(self._create, "activate", "provider", "nextLogin"),
            },
            "/users/{user}": {
                "GET": self._read,
                "POST": self._update,
                "PUT": self._replace,
                "DELETE": reads(self._remove, "sendEmail"),
            },
        }

    def _list(self, req: falcon.Request, resp: falcon.Response) -> None:
        """GET /users: a page of people and where the next one is."""
        query = req.get_param("q") or ""
        limit = limit_of(req, _USUAL_OF_QUERY if query else _MOST, _MOST)
        people, more = self._api.search.people(
            after_of(req), limit, query=query, wanted=self._wanted(req)
        )
        bodies = (self._body(req, person) for person in people)
        send_page(req, resp, bodies, after=people[-1].id if more else "", limit=limit)

    def _wanted(self, req: falcon.Request) -> Wanted | None:
        return wanted_of(req, self._api.search.filtered, self._api.search.searched)

    def _create(self, req: falcon.Request, resp: falcon.Response) -> None:
        """POST /users?activate=&provider=&nextLogin=: add a person."""
        body = body_of(req, ("profile", "credentials", "groupIds", "type"))
        self._check_type(body)
        credentials, given = part_of(body, "credentials"), self._given(body)
        usual = BY_HOOK if given.by_hook else BY_OKTA
        person = self._people.create(
            self._profile(body),
            given,
            provider=provider_in(credentials) if is_true(req, "provider") else usual,
            activate=flag(req, "activate"),
            expired=req.get_param("nextLogin") == "changePassword",
            group_ids=texts_in(body, "groupIds"),
        )
        self._show(req, resp, person)

    def _read(self, req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """GET /users/{id, login, short name or me}: a person."""
        self._show(req, resp, self._people.read(user))

    def _update(self, req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """POST /users/{id}: change the attributes and the credentials that are given."""
        body, person = self._changed(req), self._person(user)
        given = self._profile(body) if "profile" in body else {}
        profile = {**dict(person.profile), **given} if given else None
        self._show(req, resp, self._people.change(person.id, profile, self._given(body)))

    def _replace(self, req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """PUT /users/{id}: replace the whole profile, if one is given, and credentials."""
        body = self._changed(req)
        profile = self._profile(body) if "profile" in body else None
        self._show(req, resp, self._people.change(self._id(user), profile, self._given(body)))

    def _changed(self, req: falcon.Request) -> dict[str, Any]:
        """Return the body that changes a person, whose type stays as it is."""
        body = body_of(req, ("profile", "type", "credentials", *READ_ONLY))
        if "profile" not in body and "credentials" not in body:
            raise OktaError("E0000003")
        self._check_type(body)
        return body

    def _check_type(self, body: Mapping[str, Any]) -> None:
        if part_of(body, "type").get("id") not in (None, self._api.user_type_id()):
            raise not_modeled("Another user type")

    def _profile(self, body: Mapping[str, Any]) -> dict[str, str]:
        return profile_of(body, self._people.types())

    def _given(self, body: Mapping[str, Any]) -> GivenCredentials:
        return given_in(part_of(body, "credentials"))

    def _remove(self, _req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """DELETE /users/{id}: deactivate a person, or delete one who is deactivated."""
        self._directory.deactivate_or_delete(self._id(user))
        resp.status = HTTPStatus.NO_CONTENT

    def _person(self, key: str) -> OktaUser:
        if key == "me":
            raise not_modeled("Changing the administrator of an API token")
        return self._directory.resolve(key)

    def _id(self, key: str) -> str:
        return self._person(key).id

    def _show(self, req: falcon.Request, resp: falcon.Response, person: OktaUser) -> None:
        resp.data = encoded(self._body(req, person))

    def _body(self, req: falcon.Request, person: OktaUser) -> Mapping[str, Any]:
        return user_body(self._people.record(person), req.prefix)
