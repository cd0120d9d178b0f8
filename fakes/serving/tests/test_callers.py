"""The control surface is for this machine's user: no page of somebody else's site may call it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from fakes.serving.callers import Names
from fakes.serving.control import PREFIX
from fakes.serving.operations import ADMINS, operations_of
from fakes.wire import Request, Response
from fakes.wire.network import call

from .surface import Surface

HERE = "127.0.0.1:4000"
EVERYWHERE = "0.0.0.0"  # noqa: S104 - compared, not bound
EVIL = "http://evil.example"
JSON = ("Content-Type", "application/json")
GROUP = b'{"name": "G"}'
ADD_GROUP = f"{PREFIX}/admin/okta/directory/add_group"


def told(
    surface: Surface,
    method: str,
    path: str,
    *headers: tuple[str, str],
    host: str = HERE,
    body: bytes = b"",
) -> Response:
    url = f"http://{host}{path}"
    return call(surface.app, Request(method, url, headers, body))


def state(surface: Surface) -> bytes:
    return json.dumps(surface.lab.dump()).encode()


def routes() -> Iterator[tuple[str, str]]:
    yield from [("GET", "/"), ("GET", PREFIX), ("OPTIONS", f"{PREFIX}/state")]
    for path in ("openapi.json", "health", "state", "snapshot", "clock", "journal", "faults"):
        yield "GET", f"{PREFIX}/{path}"
    for path in ("reset", "seed", "clock", "journal/step", "faults"):
        yield "POST", f"{PREFIX}/{path}"
    yield from [("PUT", f"{PREFIX}/state"), ("DELETE", f"{PREFIX}/faults"), ("GET", "/nowhere")]
    for system in ADMINS:
        for each in operations_of(system):
            yield "POST", f"{PREFIX}/admin/{each.system}/{each.part}/{each.name}"


ROUTES = list(routes())


@pytest.mark.parametrize(
    "headers",
    [
        (("Origin", EVIL),),
        (("Origin", "null"),),
        (("Origin", "http://127.0.0.1:4001"),),
        (("Origin", "http://localhost:4000"),),
        (("Origin", ""),),
        (("Origin", "http://[x"),),
        (("Sec-Fetch-Site", "cross-site"),),
        (("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Mode", "no-cors")),
        (("Sec-Fetch-Site", "cross-site"), ("Origin", f"http://{HERE}")),
    ],
)
def test_no_route_answers_a_page_of_another_site(
    surface: Surface, headers: tuple[tuple[str, str], ...]
) -> None:
    before = state(surface)
    for method, path in ROUTES:
        answer = told(surface, method, path, *headers, JSON)
        assert answer.status == 403, (method, path)
        assert "another page" in answer.json()["error"]
    assert state(surface) == before


@pytest.mark.parametrize(
    "host",
    [
        "rebind.evil.example",
        "rebind.evil.example:4000",
        "10.0.0.7",
        "[2001:db8::7]:4000",
        "",
        "a b",
    ],
)
def test_no_route_answers_under_another_name(surface: Surface, host: str) -> None:
    for method, path in ROUTES:
        asked = Request(method, f"http://{HERE}{path}", (JSON, ("Host", host)))
        answer = call(surface.app, asked)
        assert answer.status == 403, (method, path)
        assert "--known-as" in answer.json()["error"]


@pytest.mark.parametrize(
    "host", [HERE, "localhost:4000", "LOCALHOST", "127.0.0.2", "[::1]:4000", "127.0.0.1"]
)
def test_this_machine_is_known_by_its_own_names(surface: Surface, host: str) -> None:
    assert told(surface, "GET", f"{PREFIX}/state", host=host).status == 200
    origin = ("Origin", f"http://{host.lower()}")
    assert told(surface, "POST", ADD_GROUP, origin, JSON, host=host, body=GROUP).status == 200


@pytest.mark.parametrize(
    ("names", "host", "known"),
    [
        (Names("192.0.2.5"), "192.0.2.5:4000", True),
        (Names("192.0.2.5"), "192.0.2.6:4000", False),
        (Names("192.0.2.5"), "localhost:4000", True),
        (Names("2001:db8::5"), "[2001:DB8:0::5]:4000", True),
        (Names(EVERYWHERE), "192.0.2.6:4000", True),
        (Names("::"), "192.0.2.6", True),
        (Names(""), "[2001:db8::5]:4000", True),
        (Names(EVERYWHERE), "lab.example", False),
        (Names(EVERYWHERE, "lab.example"), "Lab.Example:8443", True),
        (Names(EVERYWHERE, "lab.example"), "other.lab.example", False),
        (Names(EVERYWHERE, "lab.example"), "lab.example.evil.example", False),
        (Names("lab.example"), "lab.example:4000", True),
        (Names(), "lab.example@127.0.0.1", False),
        (Names(), "127.0.0.1:x", False),
        (Names(), "127.0.0.1,evil.example", False),
        (Names(), "127.0.0.1/evil.example", False),
    ],
)
def test_the_hosts_that_were_asked_for_are_known(names: Names, host: str, known: bool) -> None:
    assert names.include(host) is known


def test_a_link_from_another_page_leads_to_the_page_of_the_lab(surface: Surface) -> None:
    follows = [
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Mode", "navigate"),
        ("Sec-Fetch-Dest", "document"),
    ]
    assert told(surface, "GET", "/", *follows).status == 200
    framed = [*follows[:2], ("Sec-Fetch-Dest", "iframe")]
    assert told(surface, "GET", "/", *framed).status == 403
    assert told(surface, "POST", ADD_GROUP, *follows, JSON, body=GROUP).status == 403


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_its_own_page_and_its_user_are_answered(surface: Surface, site: str) -> None:
    fetched = ("Sec-Fetch-Site", site)
    assert told(surface, "GET", f"{PREFIX}/state", fetched).status == 200
    assert told(surface, "POST", ADD_GROUP, fetched, JSON, body=GROUP).status == 200


@pytest.mark.parametrize(
    "kind",
    [
        None,
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=application/json",
        "text/plain; application/json",
        "application/jsonp",
    ],
)
def test_a_body_has_to_be_called_json(surface: Surface, kind: str | None) -> None:
    before = state(surface)
    headers = [("Content-Type", kind)] if kind else []
    for method, path in ROUTES:
        if method in ("POST", "PUT", "DELETE"):
            answer = told(surface, method, path, *headers, body=GROUP)
            assert answer.status == 415, (method, path)
            assert "expected Content-Type: application/json" in answer.json()["error"]
    assert state(surface) == before


@pytest.mark.parametrize(
    "kind", ["application/json", "Application/JSON", "application/json; charset=utf-8"]
)
def test_json_is_taken_however_it_is_spelled(surface: Surface, kind: str) -> None:
    answer = told(surface, "POST", ADD_GROUP, ("Content-Type", kind), body=GROUP)
    assert answer.status == 200


def test_what_takes_no_body_needs_no_type(surface: Surface) -> None:
    assert told(surface, "POST", f"{PREFIX}/reset").status == 200


def test_the_vendors_apis_ask_for_nothing_more(surface: Surface) -> None:
    wire = surface.lab.wire
    plain = Request("GET", "https://corp.okta.example/api/v1/users")
    foreign = replace(plain, headers=(("Origin", EVIL), ("Sec-Fetch-Site", "cross-site")))
    assert wire.send("client", foreign).status == wire.send("client", plain).status == 401
