"""The Management API: groups and their members."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import falcon

from fakes.okta.model import Group
from fakes.okta.service.api import ManagementApi
from fakes.okta.service.request_filters import Wanted

from .bodies import group_body, user_body
from .encoding import encoded
from .paging import after_of, limit_of, send_page
from .requests import READ_ONLY, body_of, profile_of, refuse_beyond, wanted_of
from .routing import Routes, missing, reads

_MOST = 10_000
_MOST_MEMBERS = 1_000


class GroupsApi:
    """Responders for groups."""

    def __init__(self, api: ManagementApi) -> None:
        self._api = api
        self._directory = api.directory

    def routes(self) -> Routes:
        """Return the paths of groups and their methods."""
        return {
            "/groups": {
                "GET": reads(self._list, "limit", "after", "q", "filter", "search"),
                "POST": self._create,
            },
            "/groups/rules": {"GET": missing, "POST": missing},
            "/groups/{group}": {
                "GET": self._read,
                "PUT": self._replace,
                "DELETE": self._remove,
            },
            "/groups/{group}/users": {"GET": reads(self._members, "limit", "after")},
            "/groups/{group}/users/{user}": {"PUT": self._join, "DELETE": self._leave},
            "/users/{user}/groups": {"GET": self._of_person},
        }

    def _list(self, req: falcon.Request, resp: falcon.Response) -> None:
        """GET /groups: a page of groups."""
        limit = limit_of(req, _MOST, _MOST)
        groups, more = self._api.search.groups(
            after_of(req),
            limit,
            query=req.get_param("q") or "",
            wanted=self._wanted(req),
        )
        bodies = (group_body(group, req.prefix) for group in groups)
        send_page(req, resp, bodies, after=groups[-1].id if more else "", limit=limit)

    def _wanted(self, req: falcon.Request) -> Wanted | None:
        search = self._api.search
        return wanted_of(req, search.filtered_groups, search.searched_groups)

    def _create(self, req: falcon.Request, resp: falcon.Response) -> None:
        """POST /groups: add an empty group."""
        name, description = _profile(req)
        _show(req, resp, self._directory.add_group(name, description))

    def _read(self, req: falcon.Request, resp: falcon.Response, group: str) -> None:
        _show(req, resp, self._directory.group(group))

    def _replace(self, req: falcon.Request, resp: falcon.Response, group: str) -> None:
        """PUT /groups/{id}: another name and description."""
        name, description = _profile(req)
        changed = self._directory.change_group(group, name=name, description=description)
        _show(req, resp, changed)

    def _remove(self, _req: falcon.Request, resp: falcon.Response, group: str) -> None:
        self._directory.remove_group(group)
        resp.status = HTTPStatus.NO_CONTENT

    def _members(self, req: falcon.Request, resp: falcon.Response, group: str) -> None:
        """GET /groups/{id}/users: a page of members."""
        limit = limit_of(req, _MOST_MEMBERS, _MOST_MEMBERS)
        found = self._directory.group(group)
        people, more = self._api.search.members(found, after_of(req), limit)
        bodies = (user_body(self._api.people.record(each), req.prefix) for each in people)
        send_page(req, resp, bodies, after=people[-1].id if more else "", limit=limit)

    def _join(self, _req: falcon.Request, resp: falcon.Response, group: str, user: str) -> None:
        self._directory.join(group, self._directory.user(user).id)
        resp.status = HTTPStatus.NO_CONTENT

    def _leave(self, _req: falcon.Request, resp: falcon.Response, group: str, user: str) -> None:
        self._directory.leave(group, self._directory.user(user).id)
        resp.status = HTTPStatus.NO_CONTENT

    def _of_person(self, req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """GET /users/{id}/groups: the groups that a person is in, all on one page."""
        found = self._directory.groups_of(self._directory.resolve(user).id)
        send_page(req, resp, [group_body(group, req.prefix) for group in found])


def _profile(req: falcon.Request) -> tuple[str, str]:
    """Return name and description; the type of a group is as it is."""
    profile: Mapping[str, Any] = profile_of(body_of(req, ("profile", "type", *READ_ONLY)))
    refuse_beyond(("name", "description", "objectClass"), profile, "The group attribute {!r}")
    return profile.get("name", ""), profile.get("description", "")


def _show(req: falcon.Request, resp: falcon.Response, group: Group) -> None:
    resp.data = encoded(group_body(group, req.prefix))
