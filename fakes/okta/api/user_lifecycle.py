"""The Management API: the lifecycle of users."""

from __future__ import annotations

import falcon

from fakes.okta.service.api import ManagementApi

from .bodies import user_body
from .encoding import encoded
from .requests import flag, not_modeled
from .routing import Routes, reads

_NOTHING = b"{}"


class UserLifecycleApi:
    """Responders for what moves users from status to status."""

    def __init__(self, api: ManagementApi) -> None:
        self._api = api
        self._directory = api.directory

    def routes(self) -> Routes:
        """Return the paths of the lifecycle and their methods."""
        return {
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
        person = self._directory.expire_password(self._id(user))
        resp.data = encoded(user_body(self._api.people.record(person), req.prefix))

    def _id(self, key: str) -> str:
        if key == "me":
            raise not_modeled("Changing the administrator of an API token")
        return self._directory.resolve(key).id

    def _activation(self, req: falcon.Request) -> bytes:
        token = self._api.activation_token()
        link = {"activationUrl": f"{req.prefix}/welcome/{token}", "activationToken": token}
        return encoded(link)
