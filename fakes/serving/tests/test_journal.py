"""The journal over HTTP: which exchanges, and bodies as text."""

from __future__ import annotations

import json

import msgspec
import pytest

from fakes.serving.journal import Entries
from fakes.wire import Request

from .surface import Surface

HOST = "apis.druva.example"
ASK = Request("GET", f"https://{HOST}/insync/scim/Users?token=s3cret")


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [0, 1, 2]),
        ("?system=okta", [2]),
        ("?system=insync&status=501", [1]),
        ("?method=POST", []),
        ("?path=/insync/", [0]),
        ("?since=1", [1, 2]),
        ("?since=1&limit=1", [1]),
        ("?limit=0", []),
    ],
)
def test_the_journal_is_read_by_what_is_asked_for(
    surface: Surface, query: str, numbers: list[int]
) -> None:
    for url in (ASK.url, f"https://{HOST}/x", "https://corp.okta.example/y"):
        surface.lab.wire.send("test", Request("GET", url))
    told = surface.told("GET", f"/journal{query}")
    assert [each["number"] for each in told["exchanges"]] == numbers
    assert told["total"] == 3


def test_the_journal_holds_no_tokens_and_bodies_as_text(surface: Surface) -> None:
    body = '{"password": "s3cret", "name": "Zoë"}'.encode()
    headers = (("Content-Type", "application/scim+json"), ("Authorization", "Bearer s3cret"))
    sent = Request("POST", f"{ASK.url}", headers, body)
    response = surface.lab.wire.send("okta", sent)
    (told,) = surface.told("GET", "/journal")["exchanges"]
    assert told["path"] == "/insync/scim/Users?token=***"
    assert told["request"] == {
        "type": "application/scim+json",
        "text": '{"password": "***", "name": "Zoë"}',
    }
    assert told["response"]["text"] == response.body.decode()
    assert told["response"]["type"] == response.header("Content-Type")
    assert "s3cret" not in json.dumps(told)


@pytest.mark.parametrize(
    ("body", "media_type", "told"),
    [
        (b"", "", {}),
        (b"<a>\xc3\xa9</a>", "text/xml; charset=utf-8", {"text": "<a>é</a>"}),
        (b"a=1", "application/x-www-form-urlencoded", {"text": "a=1"}),
        (b"a\x00", 'text/plain; charset="US-ASCII"', {"text": "a\x00"}),
        (b"\xff\xfe", "text/plain", {"text": "//4=", "encoding": "base64"}),
        (b"a\x00", "text/xml; charset=utf-16", {"text": "YQA=", "encoding": "base64"}),
        (b"abc", "Application/Octet-Stream", {"text": "YWJj", "encoding": "base64"}),
        (b"abc", "image/png", {"text": "YWJj", "encoding": "base64"}),
        (b"", "image/png", {}),
    ],
)
def test_a_body_is_text_where_its_type_and_its_bytes_allow_it(
    surface: Surface, body: bytes, media_type: str, told: dict[str, str]
) -> None:
    headers = (("Content-Type", media_type),) if media_type else ()
    surface.lab.wire.send("test", Request("POST", f"https://{HOST}/x", headers, body))
    (entry,) = surface.told("GET", "/journal")["exchanges"]
    expected = {"type": media_type, **told} if media_type else told
    assert entry["request"] == expected
    decoded = msgspec.json.decode(surface.ask("GET", "/journal").body, type=Entries)
    assert tuple(each.exchange for each in decoded.exchanges) == surface.lab.journal.since(0)


def test_the_latest_exchanges_are_those_since_a_step_that_acts(surface: Surface) -> None:
    for acts in (False, True, False):
        surface.told("POST", "/journal/step", {"step": f"acts: {acts}", "acts": acts})
        surface.lab.wire.send("okta", ASK)
    latest = surface.told("GET", "/journal/latest")["exchanges"]
    assert [each["step"] for each in latest] == ["acts: True", "acts: False"]
