"""A plain client of Microsoft 365, and a clock that tests move."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode
from xml.etree import ElementTree as ET

from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.model import Credentials
from fakes.wire import Clock, Request, Response, Wire

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
GRAPH = "https://graph.microsoft.example/v1.0"
EWS = "https://outlook.office365.example/EWS/Exchange.asmx"
OUTLOOK = "https://outlook.office365.example/.default"
EVENTUAL = (("ConsistencyLevel", "eventual"),)
NAMES = {
    "s": "http://schemas.xmlsoap.org/soap/envelope/",
    "m": "http://schemas.microsoft.com/exchange/services/2006/messages",
    "t": "http://schemas.microsoft.com/exchange/services/2006/types",
    "e": "http://schemas.microsoft.com/exchange/services/2006/errors",
}


class HeldClock(Clock):
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        return self.at

    def pass_by(self, **span: float) -> None:
        self.at += timedelta(**span)


class Client:
    """What a registered app sends."""

    def __init__(self, wire: Wire, fake: FakeMicrosoft365) -> None:
        self.wire = wire
        self.credentials = fake.apps.register_app("inSync")
        self.token = self.sign_in().json()["access_token"]
        self.outlook = self.sign_in(None, scope=OUTLOOK).json()["access_token"]

    def sign_in(self, credentials: Credentials | None = None, **changed: str) -> Response:
        known = credentials or self.credentials
        form = {
            "client_id": known.client_id,
            "client_secret": known.client_secret,
            "scope": "https://graph.microsoft.com/.default",
            "grant_type": "client_credentials",
            **changed,
        }
        url = f"https://login.microsoftonline.example/{known.tenant_id}/oauth2/v2.0/token"
        return self.wire.send("app", Request("POST", url, (), urlencode(form).encode()))

    def graph(self, path: str, method: str = "GET", body: bytes = b"", kind: str = "") -> Response:
        url = path if path.startswith("https:") else GRAPH + path
        return self.send(Request(method, url, (("Content-Type", kind),) if kind else (), body))

    def send(self, request: Request) -> Response:
        token = self.outlook if request.url == EWS else self.token
        bearer = ("Authorization", f"Bearer {token}")
        headers = (bearer, *request.headers)
        return self.wire.send("app", Request(request.method, request.url, headers, request.body))

    def pages(self, path: str) -> list[list[Any]]:
        pages, following = [], path
        while following:
            page = self.graph(following).json()
            pages.append(page["value"])
            following = page.get("@odata.nextLink", "")
        return pages

    def ews(self, operation: str, header: str = "") -> tuple[int, ET.Element]:
        declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMES.items())
        body = (
            f"<s:Envelope {declared}><s:Header>{header}</s:Header>"
            f"<s:Body>{operation}</s:Body></s:Envelope>"
        )
        response = self.send(Request("POST", EWS, (), body.encode()))
        return response.status, ET.fromstring(response.body)  # noqa: S314 - our own answer


def user(key: str) -> str:
    return f"/users/{quote(key)}"


def asked(client: Client, path: str, *headers: tuple[str, str]) -> Response:
    """Ask for an address that is written as people write it."""
    url = GRAPH + quote(path, safe="/?&$=():,'@%")
    return client.send(Request("GET", url, headers))


def error_of(response: Response) -> tuple[int, str, str]:
    error = response.json()["error"]
    return response.status, error["code"], error["message"]
