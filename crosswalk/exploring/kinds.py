"""The kinds of exchanges that cross the wire, and of the faults that they can meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus

from fakes.insync.model import Hosts
from fakes.lab import TENANT
from fakes.microsoft365.rules import files_host
from fakes.wire import Exchange, Fault, Response, Strikes

HOSTS = Hosts()
SCIM = "/insync/scim/Users"
_EWS = "/EWS/"
_USERS = "/v1.0/users/"
_PERSONAL = "/personal/"
_JSON = (("Content-Type", "application/scim+json"),)


class Kind(Enum):
    """What one system asks another for."""

    LOOK_UP = "SCIM look-up"
    LIST = "SCIM list"
    READ = "SCIM read"
    CREATE = "SCIM create"
    REPLACE = "SCIM replace"
    PATCH = "SCIM patch"
    TOKEN = "token of Microsoft 365"  # noqa: S105 - the name of a kind
    MAIL_LIST = "mail listed over EWS"
    MAIL_READ = "mail read over EWS"
    MAIL_WRITE = "mail written over EWS"
    GRAPH_MAIL_READ = "mail read over Graph"
    GRAPH_MAIL_WRITE = "mail written over Graph"
    DRIVE_READ = "OneDrive read"
    DRIVE_WRITE = "OneDrive written"
    DOWNLOAD = "OneDrive file downloaded"
    OTHER = "another"


@dataclass(frozen=True, slots=True)
class Place:
    """Which requests a kind of exchange is made of, as a fault says it."""

    host: str
    method: str
    path: str
    holds: str = ""


PLACES = {
    Kind.LOOK_UP: Place(HOSTS.api, "GET", SCIM),
    Kind.LIST: Place(HOSTS.api, "GET", SCIM),
    Kind.READ: Place(HOSTS.api, "GET", f"{SCIM}/"),
    Kind.CREATE: Place(HOSTS.api, "POST", SCIM),
    Kind.REPLACE: Place(HOSTS.api, "PUT", SCIM),
    Kind.PATCH: Place(HOSTS.api, "PATCH", SCIM),
    Kind.TOKEN: Place(HOSTS.login, "POST", "/"),
    Kind.MAIL_LIST: Place(HOSTS.exchange, "POST", _EWS, "Find"),
    Kind.MAIL_READ: Place(HOSTS.exchange, "POST", _EWS, "GetItem"),
    Kind.MAIL_WRITE: Place(HOSTS.exchange, "POST", _EWS, "Create"),
    Kind.GRAPH_MAIL_READ: Place(HOSTS.graph, "GET", _USERS),
    Kind.GRAPH_MAIL_WRITE: Place(HOSTS.graph, "POST", _USERS),
    Kind.DRIVE_READ: Place(HOSTS.graph, "GET", _USERS),
    Kind.DRIVE_WRITE: Place(HOSTS.graph, "PUT", _USERS),
    Kind.DOWNLOAD: Place(files_host(TENANT), "GET", _PERSONAL),
}


class Trouble(Enum):
    """What a fault does to an exchange."""

    REFUSED = "refused"
    TOO_MANY = "429"
    BROKEN = "5xx"
    NO_TOKEN = "401"  # noqa: S105 - a status, not a password
    ODD = "an odd body"
    SLOW = "an answer that is late"
    LOST = "the work done and the answer lost"
    DISTORTED = "the work done and another answer"
    KILLED = "killed after the work"


ODD_BODIES = (
    b"",
    b"[]",
    b"null",
    b"<html>busy</html>",
    b"{",
    b'{"id":""}',
    b'{"totalResults":"1"}',
    b'{"totalResults":1,"Resources":[]}',
    b'{"totalResults":1,"Resources":[null]}',
    b'{"totalResults":1e400}',
    b'{"id":"\\ud83d"}',
    b'{"value":[]}',
    b'{"value":[null]}',
    b'{"access_token":7,"expires_in":"soon"}',
    b"[" * 3_000,
    b"\xff\xfe",
    '{"Resources":"é"}'.encode(),
)


def fault_of(
    kind: Kind, trouble: Trouble, *, odd: bytes, wait: int, times: int, said: str = ""
) -> Fault:
    """Return a fault that brings a trouble to the next exchanges of a kind.

    ``said`` is what Retry-After says, if it is not how many seconds to wait.
    """
    at = PLACES[kind]
    answer, when = _ANSWERS.get(trouble, (None, Strikes.INSTEAD))
    if trouble is Trouble.TOO_MANY:
        answer = Response(429, "Too Many Requests", (("Retry-After", said or str(wait)),))
    elif trouble is Trouble.ODD:
        answer = Response(200, "OK", _JSON, odd)
    elif trouble is Trouble.SLOW:
        when = Strikes.LATE
    elif trouble is Trouble.LOST:
        when = Strikes.AFTERWARDS
    seconds = float(wait) if when is Strikes.LATE else 0.0
    return Fault(at.host, answer, times, at.method, at.path, at.holds, when, seconds)


def _status(status: int) -> Response:
    return Response(status, HTTPStatus(status).phrase)


_ANSWERS: dict[Trouble, tuple[Response | None, Strikes]] = {
    Trouble.BROKEN: (_status(503), Strikes.INSTEAD),
    Trouble.NO_TOKEN: (_status(401), Strikes.INSTEAD),
    Trouble.DISTORTED: (_status(502), Strikes.AFTERWARDS),
}


def trouble_of(fault: Fault) -> Trouble:
    """Return which trouble a fault brings."""
    if fault.when is Strikes.LATE:
        return Trouble.SLOW
    if fault.when is Strikes.AFTERWARDS:
        return Trouble.DISTORTED if fault.answer else Trouble.LOST
    if fault.answer is None:
        return Trouble.REFUSED
    return _BY_STATUS.get(fault.answer.status, Trouble.ODD)


_BY_STATUS = {429: Trouble.TOO_MANY, 503: Trouble.BROKEN, 401: Trouble.NO_TOKEN}


def kind_of(exchange: Exchange) -> Kind:
    """Return what an exchange asked for."""
    if exchange.recipient == "insync":
        return _scim_kind(exchange)
    if exchange.recipient == "microsoft365":
        return _microsoft365_kind(exchange)
    return Kind.OTHER


def _scim_kind(exchange: Exchange) -> Kind:
    path, _, query = exchange.path.partition("?")
    if not path.startswith(SCIM):
        return Kind.OTHER
    if exchange.method == "GET" and path == SCIM:
        return Kind.LOOK_UP if "filter=" in query else Kind.LIST
    return _SCIM_KINDS.get(exchange.method, Kind.OTHER)


_SCIM_KINDS = {
    "GET": Kind.READ,
    "POST": Kind.CREATE,
    "PUT": Kind.REPLACE,
    "PATCH": Kind.PATCH,
}


def _microsoft365_kind(exchange: Exchange) -> Kind:
    if exchange.path.endswith("/oauth2/v2.0/token"):
        return Kind.TOKEN
    if exchange.path.startswith(_EWS):
        return _ews_kind(exchange.request)
    if not exchange.path.startswith(_USERS):
        return Kind.DOWNLOAD if exchange.path.startswith(_PERSONAL) else Kind.OTHER
    drive = "/drive" in exchange.path
    if exchange.method == "GET":
        return Kind.DRIVE_READ if drive else Kind.GRAPH_MAIL_READ
    return Kind.DRIVE_WRITE if drive else Kind.GRAPH_MAIL_WRITE


def _ews_kind(body: bytes) -> Kind:
    if b"GetItem" in body:
        return Kind.MAIL_READ
    return Kind.MAIL_WRITE if b"Create" in body else Kind.MAIL_LIST


def struck_by(
    before: Sequence[Fault], after: Sequence[Fault], exchanges: Sequence[Exchange]
) -> list[tuple[Fault, Exchange]]:
    """Return which faults have struck since, and which exchange each of them met."""
    struck: list[tuple[Fault, Exchange]] = []
    free = list(exchanges)
    for fault, times in _used(before, after):
        fitting = [each for each in free if _meets(fault, each)][:times]
        for each in fitting:
            struck.append((fault, each))
            free.remove(each)
    return struck


def _used(before: Sequence[Fault], after: Sequence[Fault]) -> list[tuple[Fault, int]]:
    """Return how often each fault struck; faults that are alike strike in their order."""
    waiting = list(after)
    used = []
    for fault in before:
        same = next((each for each in waiting if _alike(each, fault)), None)
        if same is not None:
            waiting.remove(same)
        times = fault.times - (same.times if same else 0)
        if times:
            used.append((fault, times))
    return used


def _alike(one: Fault, other: Fault) -> bool:
    return _but_times(one) == _but_times(other) and one.times <= other.times


def _but_times(fault: Fault) -> tuple[object, ...]:
    return (fault.host, fault.answer, fault.method, fault.path, fault.holds, fault.when)


def _meets(fault: Fault, exchange: Exchange) -> bool:
    if exchange.method != fault.method or not exchange.path.startswith(fault.path):
        return False
    place = PLACES.get(kind_of(exchange))
    # A journal names the system that was asked, and not the host.
    host = place.host if place else HOSTS.api
    if host != fault.host or fault.holds.encode() not in exchange.request:
        return False
    if fault.when is Strikes.LATE:
        return True
    return exchange.status == (fault.answer.status if fault.answer else 0)
