"""`crosswalk serve` in a process of its own, and a client for it."""

from __future__ import annotations

import http.client
import json
import time
from typing import Any
from urllib.parse import urlsplit

from crosswalk.remote.process import PATIENCE, ServedLab
from fakes.wire import Response

JSON = {"Content_Type": "application/json"}


class Served(ServedLab):
    """A served lab, and a client of it."""

    def ask(
        self,
        interface: str,
        path: str,
        method: str = "GET",
        content: object = None,
        **headers: str,
    ) -> Response:
        """Send a request below an interface, with the token that the url-file gives for it."""
        place = self.interfaces[interface]
        scheme = "SSWS" if interface == "okta" else "Bearer"
        authorization = {"Authorization": f"{scheme} {place['token']}"} if "token" in place else {}
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        return fetch(place["url"] + path, method, body, **authorization, **headers)

    def control(self, path: str, method: str = "GET", content: object = None) -> Any:
        answer = self.ask("control", f"/_crosswalk{path}", method, content, **JSON)
        assert answer.ok, answer.body
        return answer.json()

    def wait_for_log(self, text: str) -> str:
        """Return the line of the log that holds a text."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            for line in self.log.splitlines():
                if text in line:
                    return line
            time.sleep(0.01)
        raise AssertionError(f"{text!r} is not in the log")


def fetch(url: str, method: str = "GET", body: bytes = b"", **headers: str) -> Response:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=PATIENCE)
    try:
        target = f"{parts.path or '/'}{'?' * bool(parts.query)}{parts.query}"
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, target, body or None, named)
        answer = connection.getresponse()
        pairs = tuple(answer.getheaders())
        return Response(answer.status, answer.reason, pairs, answer.read())
    finally:
        connection.close()
