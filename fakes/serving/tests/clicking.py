"""A browser without a window, for tests: it keeps its cookie, and sends the token of a page."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlencode, urljoin, urlsplit

from fakes.wire import Request, Response
from fakes.wire.network import call

from .surface import CONTROL, Surface

FORM = "application/x-www-form-urlencoded"
_TOKEN = re.compile(r'name="form-token" value="(\w+)"')
_LINK = re.compile(r'<a [^>]*?href="([^"]*)"')


class Clicking:
    """Somebody who clicks in the consoles of a lab."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self.cookie = ""

    def open(self, path: str, *headers: tuple[str, str]) -> Response:
        """Open a page."""
        return self.send("GET", path, *headers)

    def shown(self, path: str) -> str:
        """Open a page that is there, and return its HTML."""
        answer = self.open(path)
        assert answer.status == 200, (path, answer.status)
        return answer.body.decode()

    def click(self, path: str, button: str, /, **fields: str | list[str]) -> Response:
        """Click a button of a page, and return what is answered, which may lead elsewhere."""
        return self.post(path, {"form-token": self.token(path), "do": button, **fields})

    def clicked(self, path: str, button: str, /, **fields: str | list[str]) -> str:
        """Click a button of a page, and return the HTML of the page that follows."""
        answer = self.click(path, button, **fields)
        assert answer.status == 303, answer.body.decode()
        return self.shown(answer.header("location") or "")

    def post(
        self, path: str, fields: dict[str, str | list[str]], *headers: tuple[str, str]
    ) -> Response:
        """Send a form."""
        body = urlencode(fields, doseq=True).encode()
        return self.send("POST", path, ("Content-Type", FORM), *headers, body=body)

    def token(self, path: str) -> str:
        """Return the token of a page."""
        found = _TOKEN.search(self.open(path).body.decode())
        assert found, path
        return found[1]

    def send(
        self, method: str, path: str, *headers: tuple[str, str], body: bytes = b""
    ) -> Response:
        """Send a request with the cookie, and keep the one that comes."""
        cookie = (("Cookie", self.cookie),) if self.cookie else ()
        request = Request(method, CONTROL + path, (*cookie, *headers), body)
        answer = call(self._surface.app, request)
        self.cookie = (answer.header("set-cookie") or self.cookie).partition(";")[0]
        return answer


def links(page: str, path: str) -> list[str]:
    """Return where the links of a page at a path lead."""
    here = CONTROL + path
    return [
        urlsplit(urljoin(here, unescape(each)))._replace(scheme="", netloc="", fragment="").geturl()
        for each in _LINK.findall(page)
    ]
