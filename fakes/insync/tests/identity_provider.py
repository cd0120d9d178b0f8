"""A client that provisions users, and a clock that stands still, for tests."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from fakes.wire import Clock, Request, Response, Wire

CORE = "urn:ietf:params:scim:schemas:core:2.0:User"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
PATCH_OP = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
SEARCH = "urn:ietf:params:scim:api:messages:2.0:SearchRequest"
ADA = "ada@corp.example"
BOB = "bob@corp.example"
EMAILS: list[dict[str, Any]] = [
    {"value": "w@x.example", "type": "work", "primary": True},
    {"value": "h@x.example", "type": "home"},
]


class StillClock(Clock):
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def pass_(self, **time: int) -> None:
        self.at += timedelta(**time)


class IdentityProvider:
    """Sends what Okta sends, in the form in which Okta sends it."""

    def __init__(self, wire: Wire, base_url: str, token: str) -> None:
        self._wire = wire
        self._base_url = base_url
        self.token = token

    def send(self, method: str, path: str, body: Any = None) -> Response:
        headers = [("Accept", "application/scim+json"), ("User-Agent", "Okta SCIM Client 1.0.0")]
        if self.token:
            headers.append(("Authorization", f"Bearer {self.token}"))
        if body is not None:
            headers.append(("Content-Type", "application/scim+json; charset=utf-8"))
        content = b"" if body is None else json.dumps(body).encode()
        return self._wire.send(
            "okta", Request(method, self._base_url + path, tuple(headers), content)
        )

    def create(self, user_name: str, **attributes: Any) -> Response:
        return self.send("POST", "/Users", user(user_name, **attributes))

    def created(self, user_name: str, **attributes: Any) -> dict[str, Any]:
        response = self.create(user_name, **attributes)
        assert response.status == 201, response.body
        return dict(response.json())

    def get(self, scim_id: str) -> dict[str, Any]:
        response = self.send("GET", f"/Users/{scim_id}")
        assert response.status == 200, response.body
        return dict(response.json())

    def search(self, **query: str | int) -> dict[str, Any]:
        response = self.send("GET", f"/Users?{urlencode(query)}")
        assert response.status == 200, response.body
        return dict(response.json())

    def found(self, filter_: str) -> list[str]:
        return [each["userName"] for each in self.search(filter=filter_)["Resources"]]

    def put(self, scim_id: str, **changes: Any) -> Response:
        return self.send("PUT", f"/Users/{scim_id}", self.get(scim_id) | changes)

    def patch_active(self, scim_id: str, active: bool) -> Response:
        operation = {"op": "replace", "value": {"active": active}}
        body = {"schemas": [PATCH_OP], "Operations": [operation]}
        return self.send("PATCH", f"/Users/{scim_id}", body)


def user(user_name: str, **attributes: Any) -> dict[str, Any]:
    """Return the body Okta sends to create a user; an attribute of None is left out."""
    body = {
        "schemas": [CORE],
        "userName": user_name,
        "name": {"givenName": "Ada", "familyName": "Byron"},
        "emails": [{"primary": True, "value": user_name, "type": "work"}],
        "displayName": "Ada Byron",
        "locale": "en-US",
        "externalId": "00u1",
        "groups": [],
        "password": "1mz050nq",
        "active": True,
    }
    return {name: value for name, value in (body | attributes).items() if value is not None}
