"""A browser at a console, without a window: it opens pages and clicks buttons."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import urlencode

import falcon
from falcon import testing

from fakes.screens import Browsers, Console, add_console
from fakes.wire import Wire

_TOKEN = re.compile(r'name="form-token" value="([^"]*)"')
_FORM = "application/x-www-form-urlencoded"


class ConsoleClient:
    """Pages as text, by their addresses below the path of the console."""

    def __init__(self, console: Console, wire: Wire) -> None:
        app: falcon.App[Any, Any] = falcon.App()
        add_console(app, console, Browsers(), wire.journal)
        self._base = console.base
        self._client = testing.TestClient(app, headers={"Host": "localhost"})
        self._cookies: dict[str, str] = {}
        self.status = 0

    def open(self, path: str) -> str:
        """Return the text of a page."""
        return self._text(self._client.simulate_get(f"{self._base}{path}", cookies=self._cookies))

    def click(self, path: str, button: str, **typed: str) -> str:
        """Click a button of a page, and return the page that follows."""
        token = _TOKEN.search(self.open(path))
        assert token, f"{path} has no form"
        body = {"form-token": token[1], "do": button, **typed}
        return self._sent(path, urlencode(body), _FORM)

    def upload(self, path: str, button: str, content: bytes, **typed: str) -> str:
        """Choose a file in the field ``file``, click a button, and return the page that follows."""
        token = _TOKEN.search(self.open(path))
        assert token, f"{path} has no form"
        fields = {"form-token": token[1], "do": button, **typed}
        parts = [
            f'--edge\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in fields.items()
        ]
        file = (
            b'--edge\r\nContent-Disposition: form-data; name="file"; filename="users.csv"\r\n\r\n'
        )
        body = b"".join((*parts, file, content, b"\r\n--edge--\r\n"))
        return self._sent(path, body, "multipart/form-data; boundary=edge")

    def sign_in(self, role: str) -> None:
        """Choose who acts."""
        self.click("", "role", role=role)

    def _sent(self, path: str, body: str | bytes, kind: str) -> str:
        sent = self._client.simulate_post(
            f"{self._base}{path}", body=body, content_type=kind, cookies=self._cookies
        )
        if sent.status_code == falcon.http_status_to_code(falcon.HTTP_303):
            return self.open(sent.headers["Location"].removeprefix(self._base))
        return self._text(sent)

    def _text(self, result: testing.Result) -> str:
        self.status = result.status_code
        for name, cookie in result.cookies.items():
            self._cookies[name] = cookie.value
        return result.text


def complaint(page: str, field: str) -> str:
    """Return what a page says at a field, "" where it says nothing."""
    found = re.search(rf'id="{field}-complaint">(.*?)</p>', page, re.DOTALL)
    return html.unescape(found[1].replace("<wbr>", "")) if found else ""


def value(page: str, field: str) -> str:
    """Return what is typed in a field."""
    found = re.search(rf'<input id="{field}" [^>]*?value="([^"]*)"', page, re.DOTALL)
    assert found, f"no field {field}"
    return html.unescape(found[1])
