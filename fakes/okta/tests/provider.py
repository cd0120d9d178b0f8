"""A small SCIM service provider that only remembers, for the tests of the client."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

REASONS = {200: "OK", 201: "Created", 404: "Not Found", 409: "Conflict"}
Answer = tuple[int, Any]


class Provider:
    """Users by id under /scim/Users; keeps the headers of the last request."""

    def __init__(self) -> None:
        self.users: dict[str, dict[str, Any]] = {}
        self.headers: dict[str, str] = {}

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        self.headers = {
            name.removeprefix("HTTP_"): str(value)
            for name, value in environ.items()
            if name.startswith("HTTP_") or name == "CONTENT_TYPE"
        }
        body = environ["wsgi.input"].read()
        status, answer = self.answer(environ, json.loads(body) if body else {})
        start(f"{status} {REASONS[status]}", [("Content-Type", "application/scim+json")])
        return [json.dumps(answer).encode()]

    def answer(self, environ: WSGIEnvironment, body: dict[str, Any]) -> Answer:
        method, external_id = environ["REQUEST_METHOD"], environ["PATH_INFO"].split("/")[-1]
        if method == "POST":
            return self.create(body)
        if external_id == "Users":
            return 200, self.page(parse_qs(environ["QUERY_STRING"]))
        if external_id not in self.users:
            return 404, {"detail": f"no user {external_id}"}
        return 200, self.change(method, external_id, body)

    def create(self, body: dict[str, Any]) -> Answer:
        if self.named(body["userName"]):
            return 409, {"status": "409", "detail": f"{body['userName']} is taken"}
        return 201, self.add(**body)

    def add(self, **attributes: Any) -> dict[str, Any]:
        external_id = f"s{len(self.users) + 1}"
        user = {"active": True, **attributes, "id": external_id}
        self.users[external_id] = user
        return user

    def change(self, method: str, external_id: str, body: dict[str, Any]) -> dict[str, Any]:
        user = self.users[external_id]
        if method == "PUT":
            user = self.users[external_id] = body
        if method == "PATCH":
            user.update(body["Operations"][0]["value"])
        return user

    def page(self, query: dict[str, list[str]]) -> dict[str, Any]:
        start, count = int(query["startIndex"][0]), int(query["count"][0])
        hits = list(self.users.values())
        if "filter" in query:
            hits = self.named(query["filter"][0].removeprefix("userName eq ").strip('"'))
        shown = hits[start - 1 :][:count]
        return {
            "totalResults": len(hits),
            "startIndex": start,
            "itemsPerPage": len(shown),
            "Resources": shown,
        }

    def named(self, user_name: str) -> list[dict[str, Any]]:
        wanted = user_name.casefold()
        return [user for user in self.users.values() if user["userName"].casefold() == wanted]
