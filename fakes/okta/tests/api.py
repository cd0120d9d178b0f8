"""A client of the Management API, and what its answers say."""

from __future__ import annotations

import json
from typing import Any

from fakes.wire import Request, Response, Wire

PROFILE = {
    "login": "ada@corp.example",
    "email": "ada@corp.example",
    "firstName": "Ada",
    "lastName": "Ames",
}


class Client:
    """Calls the API with a token."""

    def __init__(self, wire: Wire, authorization: str) -> None:
        self._wire = wire
        self.authorization = authorization

    def __call__(self, method: str, path: str, body: Any = None) -> Response:
        headers = (("Authorization", self.authorization), ("Content-Type", "application/json"))
        content = b"" if body is None else json.dumps(body).encode()
        url = f"https://corp.okta.example/api/v1{path}"
        return self._wire.send("client", Request(method, url, headers, content))


def links(answer: Response) -> list[str]:
    return [value for name, value in answer.headers if name.lower() == "link"]


def error(answer: Response) -> tuple[int, str, str, list[str]]:
    body = answer.json()
    assert body["errorLink"] == body["errorCode"]
    assert body["errorId"].startswith("oae")
    causes = [cause["errorSummary"] for cause in body["errorCauses"]]
    return answer.status, body["errorCode"], body["errorSummary"], causes
