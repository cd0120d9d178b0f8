"""What each fake answers over HTTP, read from its APIs, and what they say when asked for more."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any, cast
from xml.etree import ElementTree as ET

import falcon
from falcon.inspect import inspect_routes

from fakes.company.seeds import admit
from fakes.insync.api.dispatch import SCIM_PATH, ApiHostApp
from fakes.lab import Lab
from fakes.microsoft365.api.ews.operations import OPERATIONS
from fakes.microsoft365.api.graph.drive_path import WORK
from fakes.okta.api.management import ManagementApp
from fakes.wire import Request, Response

Route = tuple[str, str]
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_CONVERTER = re.compile(r":\w+}")
_EWS = "/EWS/Exchange.asmx"
_ROOTS = tuple(
    f"{drive}/{base}:/{{path}}"
    for drive in (
        *("/v1.0/users/{key}/drive", "/v1.0/users/{key}/drives/{drive}"),
        "/v1.0/drives/{drive}",
    )
    for base in ("root", "items/{item}")
)
_CODES = (
    *(("errorCode", "errorSummary"), ("code", "message")),
    *(("error", "error_description"), ("status", "detail")),
)


@dataclass(frozen=True, slots=True)
class Interface:
    """One protocol of a fake: its routes, and requests for what it does not have."""

    title: str
    host: str
    routes: tuple[Route, ...]
    beyond: tuple[Route, ...]
    authorization: str = ""


def interfaces(lab: Lab) -> tuple[Interface, ...]:
    """Return the interfaces of a lab, which gives credentials for each."""
    return (*_okta_and_insync(lab), *_microsoft365(lab))


def _okta_and_insync(lab: Lab) -> Iterator[Interface]:
    let_in = admit(lab, ("okta", "insync"))
    (org,), (api,) = lab.wire.hosts("okta"), lab.wire.hosts("insync")
    app = cast(ApiHostApp, lab.wire.app(api))
    yield Interface(
        "Okta: Management API",
        org,
        _routes(cast(ManagementApp, lab.wire.app(org)).app),
        (("GET", "/api/v1/zones"), ("POST", "/api/v1/eventHooks"), ("PATCH", "/api/v1/users")),
        f"SSWS {let_in['okta']['token']}",
    )
    yield Interface(
        "inSync: SCIM 2.0",
        api,
        tuple((method, SCIM_PATH + path) for method, path in _routes(app.scim())),
        (("GET", f"{SCIM_PATH}/Me"), ("POST", f"{SCIM_PATH}/Bulk"), ("PUT", f"{SCIM_PATH}/Users")),
        f"Bearer {let_in['insync_scim']['token']}",
    )
    yield Interface(
        "inSync: REST API",
        api,
        _routes(app.rest()),
        (("GET", "/insync/legalholds/v4/policies"), ("PUT", "/insync/usermanagement/v1/users/1")),
        f"Bearer {_druva_token(lab, api, let_in['insync'])}",
    )


def _microsoft365(lab: Lab) -> Iterator[Interface]:
    let_in = admit(lab, ("microsoft365",))
    graph, login, exchange, files = lab.wire.hosts("microsoft365")
    by_path = tuple(_by_path())
    yield Interface(
        "Microsoft 365: Graph",
        graph,
        (*_routes(_app(lab, graph)), *by_path),
        (("GET", "/v1.0/groups"), ("PUT", "/v1.0/users/somebody/manager/$ref")),
        f"Bearer {let_in['graph']['token']}",
    )
    yield Interface(
        "Microsoft 365: files",
        files,
        _routes(_app(lab, files)),
        (("GET", "/personal/somebody/_api/web"),),
    )
    yield Interface(
        "Microsoft 365: login",
        login,
        _routes(_app(lab, login)),
        (("GET", "/common/oauth2/v2.0/authorize"), ("GET", "/common/oauth2/v2.0/token")),
    )
    yield Interface(
        "Microsoft 365: Exchange Web Services",
        exchange,
        tuple((name, _EWS) for name in OPERATIONS),
        (("SyncFolderItems", _EWS), ("GET", "/EWS/Services.wsdl")),
        f"Bearer {let_in['ews']['token']}",
    )


def _app(lab: Lab, host: str) -> falcon.App[Any, Any]:
    return cast("falcon.App[Any, Any]", lab.wire.app(host))


def _routes(app: falcon.App[Any, Any]) -> tuple[Route, ...]:
    """Return what an app has a responder for, but for those that only refuse."""
    return tuple(
        (method, _CONVERTER.sub("}", route.path))
        for route in inspect_routes(app)
        for method in METHODS
        for each in route.methods
        if each.method == method and not each.internal and each.function_name != "missing"
    )


def _by_path() -> Iterator[Route]:
    for root, (method, part) in product(_ROOTS, WORK):
        yield method, f"{root}:/{part}" if part else root


def _druva_token(lab: Lab, host: str, place: dict[str, str]) -> str:
    basic = b64encode(f"{place['client_id']}:{place['client_secret']}".encode()).decode()
    request = Request(
        "POST",
        f"https://{host}/token",
        (("Authorization", f"Basic {basic}"),),
        b"grant_type=client_credentials",
    )
    return str(lab.send("client", request).json()["access_token"])


def ask(lab: Lab, host: str, route: Route, authorization: str = "") -> Response:
    """Ask for a route; what is not a method is an operation of Exchange Web Services."""
    method, path = route
    headers = (("Authorization", authorization),) if authorization else ()
    body = b""
    if method not in METHODS:
        method, body = "POST", _ENVELOPE.format(method).encode()
    return lab.send("client", Request(method, f"https://{host}{path}", headers, body))


_ENVELOPE = (
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>'
    '<m:{} xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"/>'
    "</s:Body></s:Envelope>"
)


def said(answer: Response) -> str:
    """Return the status of an error with its code and words, whatever shape they came in."""
    return " ".join((str(answer.status), *filter(None, _words(answer))))


def _words(answer: Response) -> Iterable[str]:
    if answer.body.startswith(b"<"):
        fault = ET.fromstring(answer.body)  # noqa: S314 - our own answer
        texts = {each.tag.rpartition("}")[2]: each.text or "" for each in fault.iter()}
        return texts["ResponseCode"], texts["Message"]
    body = answer.json()
    error = body.get("error")
    note = error if isinstance(error, dict) else body
    code, text = next(pair for pair in _CODES if pair[1] in note)
    causes = (each["errorSummary"] for each in note.get("errorCauses", ()))
    # What Entra ID says goes on with when it was said.
    return ("" if code == "status" else note[code]), *note[text].splitlines()[:1], *causes


def page() -> Iterator[str]:
    """Yield the lines of the page on routes."""
    lab = Lab()
    for each in interfaces(lab):
        yield from ("", f"## {each.title}", "", f"At `{each.host}`:", "")
        yield from _rows("route", "methods", _together(each.routes))
        yield from ("", "The rest, for example:", "")
        asked = (
            (" ".join(route), said(ask(lab, each.host, route, each.authorization)))
            for route in each.beyond
        )
        yield from _rows("asked for", "answered", asked)


def _together(routes: Iterable[Route]) -> Iterator[tuple[str, str]]:
    methods: dict[str, list[str]] = {}
    for method, path in routes:
        methods.setdefault(path, []).append(method)
    return ((path, ", ".join(found)) for path, found in methods.items())


def _rows(first: str, second: str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield from (f"| {first} | {second} |", "| --- | --- |")
    yield from (f"| `{name}` | {text} |" for name, text in rows)
