"""No other site, frame, cookie or form of somebody else clicks in a console."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fakes.company.seeds import seed_demo
from fakes.screens import Browsers
from fakes.serving.control import PREFIX
from fakes.wire import Request
from fakes.wire.network import call

from .attacking import PATHS, SCREENS, state
from .clicking import Clicking
from .surface import CONTROL, Surface


@pytest.mark.parametrize(
    "headers",
    [
        (("Origin", "http://evil.example"),),
        (("Origin", "null"),),
        (("Origin", "http://127.0.0.1:4001"),),
        (("Sec-Fetch-Site", "cross-site"),),
        (("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Mode", "navigate")),
        (("Host", "rebind.evil.example"),),
        (("Host", "127.0.0.1.evil.example:4000"),),
        (("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Dest", "iframe")),
    ],
)
def test_no_screen_answers_another_site(
    surface: Surface, clicking: Clicking, headers: tuple[tuple[str, str], ...]
) -> None:
    seed_demo(surface.lab)
    token, before = clicking.token("/wire/clock"), state(surface)
    for path in PATHS:
        for answer in (
            clicking.open(path, *headers),
            clicking.post(path, {"do": "run", "form-token": token}, *headers),
        ):
            assert answer.status == 403, path
            assert b"<" not in answer.body
    assert state(surface) == before


def test_a_link_from_elsewhere_opens_a_page_and_clicks_nothing(
    surface: Surface, clicking: Clicking
) -> None:
    follows = (
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Mode", "navigate"),
        ("Sec-Fetch-Dest", "document"),
    )
    assert clicking.open("/wire/clock", *follows).status == 200
    fields = {"do": "freeze", "form-token": clicking.token("/wire/clock")}
    assert clicking.post("/wire/clock", dict(fields), *follows).status == 403
    assert surface.lab.wire.clock.frozen is None
    assert clicking.post("/wire/clock", dict(fields)).status == 303
    assert surface.lab.wire.clock.frozen is not None


@pytest.mark.parametrize("forged", ["", "x", "0" * 64, "é", "\x00"])
def test_a_form_without_the_token_of_a_page_does_nothing(
    surface: Surface, clicking: Clicking, forged: str
) -> None:
    clicking.open("/wire")
    before = state(surface)
    for path, screen in SCREENS:
        for button in (*screen.does, "role"):
            answer = clicking.post(path, {"do": button, "form-token": forged})
            assert answer.status in (403, 404), (path, button)
            no_token = clicking.post(path, {"do": button})
            assert no_token.status in (403, 404)
    assert state(surface) == before


def test_a_form_of_another_browser_does_nothing_and_loses_nothing(
    surface: Surface, clicking: Clicking
) -> None:
    other = Clicking(surface).token("/wire/faults")
    fields: Any = {"do": "add", "form-token": other, "path": "/typed"}
    answer = clicking.post("/wire/faults", fields)
    assert answer.status == 403
    assert b"Nothing was done. Send it again." in answer.body
    assert b'value="/typed"' in answer.body
    assert other.encode() not in answer.body
    assert surface.lab.wire.faults == ()


def test_a_cookie_of_ones_own_making_is_no_key(surface: Surface, clicking: Clicking) -> None:
    for cookie in ("x", "", "a" * 33, "é" * 32, "<b>" * 11, "a" * 100_000):
        clicking.cookie = f"{Browsers.COOKIE}={cookie}"
        clicking.open("/wire")
        assert clicking.cookie != f"{Browsers.COOKIE}={cookie}"
    planted = "a" * 32
    tokens = set()
    for each in (surface, Surface()):
        made = Clicking(each)
        made.cookie = f"{Browsers.COOKIE}={planted}"
        tokens.add(made.token("/wire/clock"))
    assert len(tokens) == 2


def test_a_form_is_nothing_to_the_control_surface_and_json_is_nothing_to_a_screen(
    surface: Surface, clicking: Clicking
) -> None:
    before = state(surface)
    token = clicking.token("/wire/clock")
    fields: Any = {"form-token": token, "do": "freeze", "name": "ada"}
    for path in ("/seed", "/reset", "/clock", "/faults", "/admin/okta/directory/add_group"):
        assert clicking.post(PREFIX + path, fields).status == 415
    for path in ("/", "/screens.css", "/oktal", "//wire/clock"):
        assert clicking.post(path, fields).status in (404, 405, 415), path
    sent = json.dumps(fields).encode()
    for kind in ("application/json", "text/plain", "text/plain; application/x-www-form-urlencoded"):
        answer = clicking.send("POST", "/wire/clock", ("Content-Type", kind), body=sent)
        assert answer.status == 415
    assert clicking.send("POST", "/wire/clock", body=sent).status == 415
    assert state(surface) == before


@pytest.mark.parametrize("path", ["/", *PATHS, "/okta/directory/people/nobody", "/wire/99"])
def test_no_page_can_be_framed_and_none_is_kept(clicking: Clicking, path: str) -> None:
    answer = clicking.open(path)
    assert answer.header("X-Content-Type-Options") == "nosniff"
    if path == "/screens.css":
        return
    policy = answer.header("Content-Security-Policy") or ""
    for said in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"):
        assert said in policy
    assert "form-action 'self'" in policy or path == "/"
    assert "script-src" not in policy
    assert answer.header("X-Frame-Options") == "DENY"
    assert answer.header("Cache-Control") == "no-store"
    assert answer.header("Referrer-Policy") == "same-origin"


def test_a_cookie_is_kept_from_scripts_and_other_sites(surface: Surface) -> None:
    for scheme, secure in (("http", False), ("https", True)):
        url = CONTROL.replace("http", scheme) + "/wire"
        said = call(surface.app, Request("GET", url)).header("set-cookie") or ""
        _, *attributes = said.split("; ")
        expected = ["HttpOnly", "Path=/", "SameSite=Lax", *(["Secure"] if secure else [])]
        assert sorted(attributes) == expected
