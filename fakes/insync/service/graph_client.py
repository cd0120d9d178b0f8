"""The Graph client: requests of inSync about one user."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from typing import Any
from urllib.parse import quote

from fakes.wire import Response
from fakes.wire.reading import printable

from .connection import AccessRefused, Connection, error_of, read_as_asked
from .graph_answers import Created, Member, Page

Resource = dict[str, Any]
_IN_SEGMENTS = "@!="
# Ids and addresses are written as they are, and quoted by nobody.
_PLAIN = re.compile(rf"[A-Za-z0-9_.~{_IN_SEGMENTS}-]*")
_JSON = (("Content-Type", "application/json"),)
_MIME = (("Content-Type", "text/plain"),)
_BYTES = (("Content-Type", "application/octet-stream"),)


class GraphClient:
    """Graph as one user's mail and files; every path starts below that user."""

    def __init__(self, connection: Connection, base: str, presented: str) -> None:
        self._connection = connection
        self._user = f"{base}/v1.0/{_user(presented)}/"

    def get(self, path: str) -> None:
        """Read a resource; raises AccessRefused when Graph does not give it."""
        read_as_asked(self._get(self._user + path), Created)

    def pages(self, path: str, member: type[Member]) -> list[Member]:
        """Return the members of a collection, from every page of it."""
        shape: Any = Page[member]  # type: ignore[valid-type] # known only when it runs
        page: Page[Member] = read_as_asked(self._get(self._user + path), shape)
        members, links = page.value, set[str]()
        while page.next_link:
            if page.next_link in links:
                text = f"a page leads back to one before: {printable(page.next_link)}"
                raise AccessRefused(status=200, code="", text=text)
            links.add(page.next_link)
            page = read_as_asked(
                _accepted(self._connection.follow(page.next_link, with_token=True)), shape
            )
            members += page.value
        return members

    def content(self, path: str) -> bytes:
        """Return the bytes behind a path, also when Graph says where else they are."""
        answer = self._connection.send("GET", self._user + path)
        location = answer.header("Location") if answer.status == 302 else None
        if location:
            answer = self._connection.follow(location, with_token=False)
        return _accepted(answer).body

    def put(self, path: str, content: bytes) -> None:
        """Store bytes at a path."""
        url = self._user + path
        _accepted(self._connection.send("PUT", url, headers=_BYTES, body=content))

    def post(self, path: str, resource: Resource, made: type[Member]) -> Member:
        """Add a resource to a collection and return it as Graph made it."""
        url = self._user + path
        body = json.dumps(resource).encode()
        added = self._connection.send("POST", url, headers=_JSON, body=body)
        return read_as_asked(_accepted(added), made)

    def post_mime(self, path: str, mime: bytes) -> None:
        """Add a message to a collection from its MIME content."""
        url = self._user + path
        _accepted(self._connection.send("POST", url, headers=_MIME, body=b64encode(mime)))

    def _get(self, url: str) -> Response:
        return _accepted(self._connection.send("GET", url))


def segment(text: str) -> str:
    """Return a text as one segment of a path."""
    return text if _PLAIN.fullmatch(text) else quote(text, safe=_IN_SEGMENTS, errors="replace")


def _user(presented: str) -> str:
    """A87: return the path of a user; a name that begins with $ would be taken for no name."""
    if presented.startswith("$"):
        doubled = presented.replace("'", "''")
        return f"users('{segment(doubled)}')"
    return f"users/{segment(presented)}"


def _accepted(answer: Response) -> Response:
    if not answer.ok:
        raise AccessRefused(status=answer.status, **error_of(answer))
    return answer
