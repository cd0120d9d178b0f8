"""Okta's SCIM 2.0 CRUD test: what Okta is told over its API, and what inSync then says over SCIM.

The test waits between its requests; here Okta does the jobs that wait.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import msgspec
import pytest

from fakes.insync.model import EVERYONE
from fakes.lab import Lab
from fakes.wire import Address, Request, Response

EMAIL = "runscope300@corp.example"
PROFILE = {"firstName": "Runscope300", "lastName": "Hfluaklab151", "email": EMAIL, "login": EMAIL}
CREDENTIALS = {
    "password": {"value": "Abcde12345"},
    "recovery_question": {"question": "Who tests this?", "answer": "okta"},
}


class Runscope:
    """Sends the requests of the test to both."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self._scim = lab.insync.provisioning.base_url()
        self._token = lab.insync.provisioning.new_token()
        self._okta_token = lab.okta.tokens.create("Runscope")
        lab.okta.app.connect(base_url=self._scim, token=self._token)
        (app,) = self.okta("GET", "/apps").json()
        self.app = f"/apps/{app['id']}"

    def okta(self, method: str, path: str, body: object = None) -> Response:
        headers = (
            ("Content-Type", "application/json"),
            ("Authorization", f"SSWS {self._okta_token}"),
            ("Accept", "application/json"),
        )
        url = f"https://corp.okta.example/api/v1{path}"
        content = b"" if body is None else msgspec.json.encode(body)
        answer = self._lab.wire.send("Runscope", Request(method, url, headers, content))
        self._lab.okta.jobs.run()
        return answer

    def scim(self, path: str) -> Any:
        headers = (("Authorization", f"Bearer {self._token}"), ("Accept", "application/scim+json"))
        answer = self._lab.wire.send("Runscope", Request("GET", self._scim + path, headers))
        assert answer.status == 200, answer.body
        return answer.json()

    def assign(self, user_id: str, given_name: str) -> Response:
        profile = {
            "familyName": PROFILE["lastName"],
            "givenName": given_name,
            "emailType": "work",
            "email": EMAIL,
        }
        body = {
            "id": user_id,
            "scope": "USER",
            "credentials": {"userName": EMAIL},
            "profile": profile,
        }
        return self.okta("POST", f"{self.app}/users", body)


@pytest.fixture(params=["an empty tenant", "accounts of every kind"])
def runscope(request: pytest.FixtureRequest) -> Runscope:
    lab = Lab()
    lab.insync.provisioning.save_mappings((EVERYONE,))
    if request.param == "accounts of every kind":
        accounts = lab.insync.accounts
        accounts.add(email_id=Address("lia@corp.example"), display_name="Lia Lund")
        accounts.import_csv(b"Username, Email\nSam Soto, sam@corp.example\n")
        accounts.add_from_ad(
            email_id=Address("ada@corp.example"), display_name="Ada Ames", user_name="CORP\\ada"
        )
    return Runscope(lab)


def test_the_life_of_a_user(runscope: Runscope) -> None:
    assert runscope.okta("GET", runscope.app).status == 200

    further = {"title": "Engineer", "primaryPhone": "415.123.4567"}
    added = runscope.okta(
        "POST",
        "/users?activate=true",
        {"profile": PROFILE | further, "credentials": CREDENTIALS},
    )
    assert added.status == 200, added.body
    user_id = added.json()["id"]
    assert runscope.assign(user_id, "Runscope300").status == 200

    wanted = quote(f'userName eq "{EMAIL}"')
    user = runscope.scim(f"/Users?filter={wanted}")["Resources"][0]
    assert (user["userName"], user["emails"][0]["value"]) == (EMAIL, EMAIL)
    assert user["name"] == {"givenName": "Runscope300", "familyName": "Hfluaklab151"}
    one = f"/Users/{user['id']}"

    changed = {"profile": PROFILE | {"firstName": "Rileyupdate"}}
    assert runscope.okta("PUT", f"/users/{user_id}", changed).status == 200
    assert runscope.scim(one)["name"]["givenName"] == "Rileyupdate"

    assert runscope.okta("POST", f"/users/{user_id}/lifecycle/deactivate").status == 200
    assert runscope.scim(one)["active"] is False

    assert runscope.okta("POST", f"/users/{user_id}/lifecycle/activate").status == 200
    assert runscope.assign(user_id, "Rileyupdate").status == 200
    assert runscope.scim(one)["active"] is True

    assert runscope.okta("DELETE", f"{runscope.app}/users/{user_id}").status == 204
    assert runscope.scim(one)["active"] is False
