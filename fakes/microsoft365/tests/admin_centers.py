"""A browser at the admin centers, without a window: it opens pages and clicks buttons."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import urlencode

import falcon
from falcon import testing

from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.screens import microsoft365_console
from fakes.screens import Browsers, add_console
from fakes.wire import Wire

_TOKEN = re.compile(r'name="form-token" value="([^"]*)"')
_BOXES = re.compile(r'name="boxes" value="([^"]*)"')
_BASE = "/microsoft365"
_FORM = "application/x-www-form-urlencoded"
_PARTS = "multipart/form-data; boundary=edge"


class AdminCenters:
    """Pages as text, by their addresses below ``/microsoft365``."""

    def __init__(self, fake: FakeMicrosoft365, wire: Wire) -> None:
        app: falcon.App[Any, Any] = falcon.App()
        add_console(app, microsoft365_console(fake), Browsers(), wire.journal)
        self._client = testing.TestClient(app, headers={"Host": "localhost"})
        self._cookies: dict[str, str] = {}
        self.status = 0
        self.at = ""
        self._page = ""

    def open(self, path: str) -> str:
        """Return the text of a page."""
        self.at = path
        return self._text(self._client.simulate_get(f"{_BASE}{path}", cookies=self._cookies))

    def click(self, path: str, button: str, /, **typed: str | list[str]) -> str:
        """Click a button of a page, and return the page that follows."""
        token = self._token(path)
        boxes = _BOXES.findall(self._page)
        body = urlencode({"form-token": token, "do": button, "boxes": boxes, **typed}, doseq=True)
        return self._sent(path, body, _FORM)

    def upload(self, path: str, button: str, field: str, content: bytes, /, **typed: str) -> str:
        """Choose a file, click a button, and return the page that follows."""
        given = {"form-token": self._token(path), "do": button, **typed}
        parts = [_part(f'name="{name}"', value.encode()) for name, value in given.items()]
        file = _part(f'name="{field}"; filename="notes.txt"', content)
        return self._sent(path, b"".join((*parts, file, b"--edge--\r\n")), _PARTS)

    def _token(self, path: str) -> str:
        self._page = self.open(path)
        found = _TOKEN.search(self._page)
        assert found, f"{path} has no form"
        return found[1]

    def _sent(self, path: str, body: str | bytes, kind: str) -> str:
        sent = self._client.simulate_post(
            f"{_BASE}{path}", body=body, content_type=kind, cookies=self._cookies
        )
        if sent.status_code == falcon.http_status_to_code(falcon.HTTP_303):
            return self.open(sent.headers["Location"].removeprefix(_BASE))
        return self._text(sent)

    def _text(self, result: testing.Result) -> str:
        self.status = result.status_code
        for name, cookie in result.cookies.items():
            self._cookies[name] = cookie.value
        return result.text


def _part(said: str, content: bytes) -> bytes:
    head = f"--edge\r\nContent-Disposition: form-data; {said}\r\n\r\n".encode()
    return head + content + b"\r\n"


def complaint(page: str, field: str) -> str:
    """Return what a page says at a field, "" where it says nothing."""
    found = re.search(rf'id="{field}-complaint">(.*?)</p>', page)
    return html.unescape(found[1].replace("<wbr>", "")) if found else ""


def alert(page: str) -> str:
    """Return what a page says on top, "" where it says nothing."""
    found = re.search(r'id="refusal">(.*?)</p>', page)
    return html.unescape(found[1].replace("<wbr>", "")) if found else ""


def value(page: str, field: str) -> str:
    """Return what is typed in a field."""
    found = re.search(rf'<input id="{field}" [^>]*?value="([^"]*)"', page, re.DOTALL)
    assert found, f"no field {field}"
    return html.unescape(found[1])


def is_ticked(page: str, field: str, box: str) -> bool:
    """Tell whether a box of a field is ticked."""
    found = re.search(rf'<input type="checkbox" [^>]*name="{field}" value="{box}"([^>]*)>', page)
    assert found, f"no box {field} {box}"
    return "checked" in found[1]
