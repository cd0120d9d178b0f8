"""The Management API: apps other than Druva 2.0, and to whom they are assigned."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import falcon

from fakes.okta.messages import NO_PRIORITY
from fakes.okta.model import OtherApp, OtherAppUser, SignOnMode
from fakes.okta.rules import shown_details
from fakes.okta.service.api import ManagementApi
from fakes.okta.service.app.app_kinds import WITH_PASSWORD, WITHOUT_CREDENTIALS
from fakes.okta.service.app.other_apps import AppDraft
from fakes.okta.service.assignments.other_assignments import GivenAppUser
from fakes.okta.service.errors import OktaError

from .app_bodies import connection_body
from .bodies import user_body
from .encoding import encoded
from .given import assigned_id, scope_of, user_name_of
from .other_app_bodies import other_app_body, other_app_group_body, other_app_user_body
from .paging import after_of, limit_of, page_of, send_page
from .requests import READ_ONLY, body_of, expansion_of, flag, part_of, text_of
from .routing import missing

_DETAILS = ("accessibility", "visibility", "credentials", "settings", "licensing", "profile")
_OF_AN_APP = ("label", "name", "signOnMode", "features", "orn", *_DETAILS, *READ_ONLY)
_NOTHING = b"{}"


class OtherAppsApi:
    """Responders for apps that are records."""

    def __init__(self, api: ManagementApi) -> None:
        self._api = api
        self._apps = api.other_apps
        self._assigned = api.other_assignments

    def create(self, req: falcon.Request, resp: falcon.Response) -> None:
        """POST /apps?activate=: add an app; the secret of a client is shown this once."""
        draft = _draft(req)
        app = self._apps.create(draft, activate=flag(req, "activate"))
        secret = self._api.client_secret() if _has_secret(app, draft) else ""
        resp.data = encoded(self.body(req, app, secret))

    def read(self, req: falcon.Request, resp: falcon.Response, app: str) -> None:
        """GET /apps/{id}: an app."""
        resp.data = encoded(self.body(req, self._apps.get(app)))

    def connection(self, _req: falcon.Request, resp: falcon.Response, app: str) -> None:
        """GET connections/default: unknown for apps that provision nobody."""
        self._apps.get(app)
        resp.data = encoded(connection_body())

    def beyond(self, req: falcon.Request, resp: falcon.Response, app: str) -> None:
        """Refuse what Okta has of an app besides, and this fake has of Druva 2.0 only."""
        self._apps.get(app)
        missing(req, resp)

    def replace(self, req: falcon.Request, resp: falcon.Response, app: str) -> None:
        """PUT /apps/{id}: another label, and other settings."""
        self._apps.get(app)
        resp.data = encoded(self.body(req, self._apps.replace(app, _draft(req))))

    def delete(self, _req: falcon.Request, resp: falcon.Response, app: str) -> None:
        """DELETE /apps/{id}: delete an inactive app."""
        self._apps.delete(app)
        resp.status = HTTPStatus.NO_CONTENT

    def activate(self, _req: falcon.Request, resp: falcon.Response, app: str) -> None:
        """POST lifecycle/activate."""
        self._apps.activate(app)
        resp.data = _NOTHING

    def deactivate(self, _req: falcon.Request, resp: falcon.Response, app: str) -> None:
        """POST lifecycle/deactivate."""
        self._apps.deactivate(app)
        resp.data = _NOTHING

    def users(self, req: falcon.Request, resp: falcon.Response, app: str) -> None:
        """GET /apps/{id}/users: a page of assignments."""
        self._apps.get(app)
        limit, query = limit_of(req, 50, 500), (req.get_param("q") or "").casefold()
        listed = self._assigned.users(app)
        found = [each for each in listed if each.user_name.casefold().startswith(query)]
        ids = [each.user_id for each in found]
        page, more = page_of(found, ids, after_of(req), limit)
        bodies = (self._user_body(req, each) for each in page)
        send_page(req, resp, bodies, after=page[-1].user_id if more else "", limit=limit)

    def assign(self, req: falcon.Request, resp: falcon.Response, app: str) -> None:
        """POST /apps/{id}/users: assign an app to a person."""
        found = self._apps.get(app)
        body = body_of(req, ("id", "scope", "credentials", "profile", *READ_ONLY))
        given = _given(found, body)
        assigned = self._assigned.assign(found, assigned_id(body), given, scope_of(body))
        resp.data = encoded(self._user_body(req, assigned))

    def user(self, req: falcon.Request, resp: falcon.Response, app: str, user: str) -> None:
        """GET /apps/{id}/users/{id}: an assignment."""
        self._apps.get(app)
        resp.data = encoded(self._user_body(req, self._assigned.user(app, user)))

    def change_user(self, req: falcon.Request, resp: falcon.Response, app: str, user: str) -> None:
        """POST /apps/{id}/users/{id}: another username, password or profile."""
        found = self._apps.get(app)
        given = _given(found, body_of(req, ("scope", "credentials", "profile", *READ_ONLY)))
        resp.data = encoded(self._user_body(req, self._assigned.change(found, user, given)))

    def unassign(self, _req: falcon.Request, resp: falcon.Response, app: str, user: str) -> None:
        """DELETE /apps/{id}/users/{id}: take an app from a person."""
        self._assigned.unassign(self._apps.get(app), user)
        resp.status = HTTPStatus.NO_CONTENT

    def groups(self, req: falcon.Request, resp: falcon.Response, app: str) -> None:
        """GET /apps/{id}/groups: a page of groups, by priority."""
        self._apps.get(app)
        limit, granted = limit_of(req, 20, 200), self._assigned.groups(app)
        ids = [each.group_id for each in granted]
        page, more = page_of(granted, ids, after_of(req), limit)
        bodies = [other_app_group_body(each, req.prefix) for each in page]
        send_page(req, resp, bodies, after=page[-1].group_id if more else "", limit=limit)

    def group(self, req: falcon.Request, resp: falcon.Response, app: str, group: str) -> None:
        """GET /apps/{id}/groups/{id}: an assignment to a group."""
        self._apps.get(app)
        resp.data = encoded(other_app_group_body(self._assigned.group(app, group), req.prefix))

    def assign_group(
        self, req: falcon.Request, resp: falcon.Response, app: str, group: str
    ) -> None:
        """PUT /apps/{id}/groups/{id}: assign an app to a group."""
        found = self._apps.get(app)
        body = body_of(req, ("priority", "profile", *READ_ONLY)) if req.content_length else {}
        granted = self._assigned.assign_group(
            found, group, priority=_priority(body), profile=_profile(body) or "{}"
        )
        resp.data = encoded(other_app_group_body(granted, req.prefix))

    def unassign_group(
        self, _req: falcon.Request, resp: falcon.Response, app: str, group: str
    ) -> None:
        """DELETE /apps/{id}/groups/{id}: take an app from a group."""
        self._assigned.unassign_group(self._apps.get(app), group)
        resp.status = HTTPStatus.NO_CONTENT

    def body(self, req: falcon.Request, app: OtherApp, secret: str = "") -> dict[str, Any]:
        """Return an application object."""
        return other_app_body(app, self._api.apps.record().org_id, req.prefix, secret)

    def _user_body(self, req: falcon.Request, app_user: OtherAppUser) -> dict[str, Any]:
        body = other_app_user_body(app_user, req.prefix)
        if not expansion_of(req, "user"):
            return body
        record = self._api.people.record(self._api.directory.user(app_user.user_id))
        return {**body, "_embedded": {"user": user_body(record, req.prefix)}}


def _draft(req: falcon.Request) -> AppDraft:
    body = body_of(req, _OF_AN_APP)
    details = {name: part_of(body, name) for name in _DETAILS if body.get(name) is not None}
    return AppDraft(
        label=text_of(body, "label"),
        name=text_of(body, "name"),
        mode=text_of(body, "signOnMode") or None,
        details=details,
    )


def _has_secret(app: OtherApp, draft: AppDraft) -> bool:
    """Tell whether an app is a client that authenticates by a secret."""
    client = part_of(part_of(draft.details, "credentials"), "oauthClient")
    method = client.get("token_endpoint_auth_method") or "client_secret_basic"
    return app.mode is SignOnMode.OPENID_CONNECT and str(method).startswith("client_secret")


def _given(app: OtherApp, body: Mapping[str, Any]) -> GivenAppUser:
    """Return what is given of an assignment; a bookmark keeps no password."""
    given = bool(part_of(part_of(body, "credentials"), "password").get("value"))
    if given and app.mode in WITHOUT_CREDENTIALS:
        raise OktaError("E0000041")
    return GivenAppUser(
        user_name=user_name_of(body),
        password=given and app.mode in WITH_PASSWORD,
        profile=_profile(body),
    )


def _profile(body: Mapping[str, Any]) -> str | None:
    if body.get("profile") is None:
        return None
    return encoded(shown_details(part_of(body, "profile"))).decode()


def _priority(body: Mapping[str, Any]) -> int | None:
    said = body.get("priority")
    if not isinstance(said, int | None) or isinstance(said, bool):
        raise OktaError("E0000001", NO_PRIORITY, detail="priority")
    return said
