"""The Management API: credentials that somebody changes who knows the old ones."""

from __future__ import annotations

import falcon

from fakes.okta.model import OktaUser
from fakes.okta.service.api import ManagementApi
from fakes.okta.service.people.given_credentials import GivenCredentials

from .bodies import credentials_body
from .encoding import encoded
from .given import given_in, password_in
from .requests import body_of, flag
from .routing import Routes, reads

_NOTHING = b"{}"
_CREDENTIALS = ("password", "recovery_question", "provider")


class UserCredentialsApi:
    """Responders for passwords and recovery questions."""

    def __init__(self, api: ManagementApi) -> None:
        self._api = api
        self._credentials = api.credentials

    def routes(self) -> Routes:
        """Return the paths of credentials and their methods."""
        here = "/users/{user}/credentials"
        return {
            f"{here}/change_password": {"POST": self._change_password},
            f"{here}/change_recovery_question": {"POST": self._change_question},
            f"{here}/forgot_password": {"POST": reads(self._forgot, "sendEmail")},
            f"{here}/forgot_password_recovery_question": {
                "POST": reads(self._recover, "sendEmail")
            },
            "/users/{user}/lifecycle/expire_password_with_temp_password": {
                "POST": self._temporary_password
            },
        }

    def _change_password(self, req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """POST change_password: another password, of whoever knows the old one."""
        body = body_of(req, ("oldPassword", "newPassword", "revokeSessions"))
        old, new = password_in(body, "oldPassword"), password_in(body, "newPassword")
        self._show(resp, self._credentials.change_password(self._person(user), old, new))

    def _change_question(self, req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """POST change_recovery_question: another question, of whoever knows the password."""
        given = given_in(body_of(req, _CREDENTIALS))
        self._show(resp, self._credentials.change_question(self._person(user), given))

    def _forgot(self, req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """POST forgot_password: a link, or with a body the same as by the recovery question."""
        if req.content_length:
            self._recover(req, resp, user)
            return
        self._credentials.check_recoverable(self._person(user))
        token = self._api.reset_token()
        link = {"resetPasswordUrl": f"{req.prefix}/signin/reset-password/{token}"}
        resp.data = _NOTHING if flag(req, "sendEmail") else encoded(link)

    def _recover(self, req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """POST forgot_password_recovery_question: a new password, of whoever knows the answer."""
        given: GivenCredentials = given_in(body_of(req, _CREDENTIALS))
        self._show(resp, self._credentials.recover(self._person(user), given))

    def _temporary_password(self, _req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """POST expire_password_with_temp_password: a password that has to be changed."""
        person = self._api.directory.expire_password(self._person(user).id)
        password = self._api.temporary_password()
        self._credentials.store(person.id, GivenCredentials(password=password))
        resp.data = encoded({"tempPassword": password})

    def _person(self, key: str) -> OktaUser:
        return self._api.directory.resolve(key)

    def _show(self, resp: falcon.Response, person: OktaUser) -> None:
        resp.data = encoded(credentials_body(self._api.people.record(person)))
