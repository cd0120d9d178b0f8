"""A client of the REST API, with credentials of its own, for tests."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any
from urllib.parse import urlencode

from fakes.insync.credentials import ApiCredentials
from fakes.wire import Request, Response, Wire

HOST = "https://apis.druva.example"
USERS = "/insync/usermanagement/v1/users"


class RestClient:
    """Sends what a script sends."""

    def __init__(self, wire: Wire, credentials: ApiCredentials) -> None:
        self._wire = wire
        self.credentials = credentials
        self.token = ""

    def sign_in(self, grant: str = "client_credentials", header: str | None = None) -> Response:
        pair = f"{self.credentials.client_id}:{self.credentials.client_secret}"
        basic = f"Basic {b64encode(pair.encode()).decode()}" if header is None else header
        headers = (
            ("Authorization", basic),
            ("Content-Type", "application/x-www-form-urlencoded"),
        )
        body = urlencode({"grant_type": grant, "scope": "read"}).encode()
        response = self._wire.send("script", Request("POST", f"{HOST}/token", headers, body))
        self.token = response.json().get("access_token", "")
        return response

    def send(self, method: str, path: str, body: Any = None, **query: Any) -> Response:
        headers = [("Authorization", f"Bearer {self.token}")] if self.token else []
        url = HOST + path + (f"?{urlencode(query)}" if query else "")
        content = b"" if body is None else json.dumps(body).encode()
        return self._wire.send("script", Request(method, url, tuple(headers), content))

    def get(self, path: str, **query: Any) -> Any:
        response = self.send("GET", path, **query)
        assert response.status == 200, response.body
        return response.json()

    def post(self, path: str, body: Any = None) -> Any:
        response = self.send("POST", path, body)
        assert response.status == 200, response.body
        return response.json()
