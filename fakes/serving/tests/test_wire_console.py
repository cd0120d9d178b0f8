"""The wire as a console: what the routes of the control surface do, by clicking."""

from __future__ import annotations

import re
from typing import Any

import pytest

from fakes.company.seeds import seed_demo
from fakes.serving.wire_screens import exchanges
from fakes.wire import Request, Response

from .clicking import Clicking
from .surface import Surface

HOST = "apis.druva.example"
ROW = re.compile(r'<td><a href="/wire/(\d+)">')


def ask(surface: Surface, path: str, body: bytes = b"") -> Response:
    kind = (("Content-Type", "application/scim+json"),)
    method = "POST" if body else "GET"
    return surface.lab.wire.send("a test", Request(method, f"https://{HOST}{path}", kind, body))


def rename_sam(surface: Surface) -> None:
    seed_demo(surface.lab)
    sam = surface.lab.okta.directory.find("sam@corp.example")
    assert sam
    surface.lab.okta.directory.update(sam.id, ("firstName", "Samuel"))


def test_it_shows_what_the_last_click_sent_and_what_followed(
    surface: Surface, clicking: Clicking
) -> None:
    rename_sam(surface)
    before = len(surface.lab.journal)
    assert "has clicked no button" in clicking.shown("/wire")
    said = clicking.clicked("/wire/jobs", "run")
    assert "The jobs were run. Accounts: created: 0, linked: 0, updated: 1," in said
    sent = [str(each.number) for each in surface.lab.journal.since(before)]
    assert sent
    assert ROW.findall(clicking.shown("/wire")) == sent
    ask(surface, "/insync/scim/Users")
    assert ROW.findall(clicking.shown("/wire")) == [*sent, str(before + len(sent))]
    assert "has clicked no button" in Clicking(surface).shown("/wire")


def test_a_click_that_sends_nothing_says_so(clicking: Clicking, surface: Surface) -> None:
    ask(surface, "/x")
    assert "Nothing: no system asked another." in clicking.clicked("/wire/clock", "run")


def test_after_the_journal_was_cleared_what_is_younger_is_shown(
    surface: Surface, clicking: Clicking
) -> None:
    for _ in range(3):
        ask(surface, "/x")
    clicking.clicked("/wire/clock", "run")
    surface.lab.journal.clear()
    ask(surface, "/y")
    assert "/y" in clicking.shown("/okta")


def test_only_the_page_that_is_live_is_asked_for_again(
    surface: Surface, clicking: Clicking
) -> None:
    assert clicking.open("/wire/live").header("refresh") == "2"
    assert 'href="/wire/live"' in clicking.shown("/wire")
    for path in ("/wire", "/wire/journal", "/wire/clock", "/okta"):
        assert clicking.open(path).header("refresh") is None


@pytest.mark.parametrize(
    "query",
    [
        "",
        "system=okta",
        "method=POST",
        "status=401",
        "path=/insync/",
        "step=Ada+acts",
        "step=Ada",
        "system=insync&method=GET&status=401",
        "system=nowhere",
    ],
)
def test_the_journal_is_narrowed_as_the_route_narrows_it(
    surface: Surface, clicking: Clicking, query: str
) -> None:
    for step in ("Ada acts", "Ada looks", ""):
        surface.lab.journal.begin(step, acts=True)
        ask(surface, "/insync/scim/Users")
        ask(surface, "/insync/scim/Users", b"{}")
        ask(surface, "/nowhere")
        surface.lab.wire.send("a test", Request("GET", "https://corp.okta.example/api/v1/users"))
    told: Any = surface.told("GET", f"/journal?{query}")
    expected = [str(each["number"]) for each in told["exchanges"]]
    assert (len(expected) == 0) is (query == "system=nowhere")
    assert ROW.findall(clicking.shown(f"/wire/journal?{query}")) == expected[::-1]


def test_a_long_journal_is_shown_by_pages_newest_first(
    surface: Surface, clicking: Clicking
) -> None:
    for number in range(30):
        ask(surface, f"/insync/scim/{number}")
        ask(surface, "/x")
    page = clicking.shown("/wire/journal?path=/insync/&page=2")
    assert "30 of 30" in page
    assert ROW.findall(page) == ["8", "6", "4", "2", "0"]
    assert 'href="?path=%2Finsync%2F&amp;page=1"' in page


def test_what_is_no_status_is_told(clicking: Clicking) -> None:
    answer = clicking.open("/wire/journal?status=x")
    assert answer.status == 404
    assert b"status: expected" in answer.body


def test_an_exchange_is_shown_legibly_escaped_and_without_secrets(
    surface: Surface, clicking: Clicking
) -> None:
    ask(surface, "/x?token=s3cret&y=<b>", b'{"password": "s3cret", "name": "<script>Zo\xc3\xab"}')
    page = clicking.shown("/wire/0")
    assert (
        "{\n  &#34;password&#34;: &#34;***&#34;,\n  &#34;name&#34;: &#34;&lt;script&gt;Zoë" in page
    )
    assert "s3cret" not in page
    assert "<script" not in page
    assert "<b>" not in page


@pytest.mark.parametrize(
    ("body", "media_type", "text"),
    [
        (b'{"a":1}', "application/json", '{\n  "a": 1\n}'),
        (b'{"a":', "application/json", '{"a":'),
        (b"<a/>", "text/xml", "<a/>"),
        (b"\xff\x00", "application/octet-stream", "2 bytes that are no text"),
        (b"\xff", "text/plain", "1 bytes that are no text"),
        (b"[" * 5000, "application/json", "[" * 5000),
        (b"", "", ""),
    ],
)
def test_a_body_is_made_legible(body: bytes, media_type: str, text: str) -> None:
    assert exchanges.legible(body, media_type).text == text


def test_a_long_body_is_cut_and_that_is_said() -> None:
    found = exchanges.legible(b"x" * (exchanges.SHOWN_AT_MOST + 5), "text/plain")
    assert (len(found.text), found.beyond) == (exchanges.SHOWN_AT_MOST, 5)


@pytest.mark.parametrize("number", ["0", "7", "x", "-1", "9" * 5000])
def test_an_exchange_that_is_not_there_is_not_found(clicking: Clicking, number: str) -> None:
    assert clicking.open(f"/wire/{number}").status == 404


def test_a_fault_is_set_and_strikes_as_told(surface: Surface, clicking: Clicking) -> None:
    fields: dict[str, Any] = {
        "host": HOST,
        "method": "GET",
        "path": "/insync/",
        "times": "1",
        "when": "instead of the API",
        "status": "503",
        "body": "not\r\nnow",
        "seconds": "0",
    }
    assert "The fault waits" in clicking.clicked("/wire/faults", "add", **fields)
    assert ask(surface, "/x").status == 501
    struck = ask(surface, "/insync/scim/Users")
    assert (struck.status, struck.reason, struck.body) == (
        503,
        "Service Unavailable",
        b"not\nnow",
    )
    clicking.clicked("/wire/faults", "add", **fields)
    assert "No fault waits" in clicking.clicked("/wire/faults", "clear")
    assert surface.lab.wire.faults == ()


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("times", "0", "times: expected 1 or more, got 0"),
        ("times", "x", "&#39;x&#39; is not a number"),
        ("seconds", "-1", "seconds: expected 0 or more, got -1"),
        ("status", "99", "99 is no status: expected 100 to 599"),
        ("when", "never", "&#39;never&#39; cannot be chosen"),
        ("host", "evil.example", "there is no host &#39;evil.example&#39;"),
    ],
)
def test_a_fault_that_cannot_be_is_refused_at_its_field(
    surface: Surface, clicking: Clicking, field: str, typed: str, said: str
) -> None:
    fields: Any = {
        "host": HOST,
        "times": "1",
        "when": "instead of the API",
        "status": "",
        "seconds": "0",
        "path": "/typed",
        field: typed,
    }
    answer = clicking.click("/wire/faults", "add", **fields)
    page = answer.body.decode()
    assert answer.status == 422
    assert said in page.partition(f'id="{field}-complaint"')[2].partition("</p>")[0]
    assert 'value="/typed"' in page
    assert surface.lab.wire.faults == ()


def test_the_clock_is_frozen_moved_and_let_run(surface: Surface, clicking: Clicking) -> None:
    clicking.clicked("/wire/clock", "freeze", at="2026-03-02T08:00:00Z")
    assert surface.told("GET", "/clock")["frozen"] == "2026-03-02T08:00:00Z"
    page = clicking.clicked("/wire/clock", "advance", by="2", unit="hours")
    assert "2026-03-02 10:00:00</time> UTC" in page
    clicking.clicked("/wire/clock", "run")
    assert surface.lab.wire.clock.frozen is None
    clicking.clicked("/wire/clock", "freeze", at="")
    assert surface.lab.wire.clock.frozen is not None


@pytest.mark.parametrize(
    ("button", "fields", "said"),
    [
        ("freeze", {"at": "tomorrow"}, "expected one such as 2026-03-02T08:00:00Z"),
        ("freeze", {"at": "2026-03-02T08:00:00"}, "has no zone"),
        ("advance", {"by": "9" * 20, "unit": "days"}, "seconds away: expected fewer"),
        ("advance", {"by": "1", "unit": "years"}, "expected one of minutes, hours, days"),
        ("advance", {"by": "", "unit": "days"}, "is not a number"),
    ],
)
def test_a_time_that_cannot_be_is_refused(
    surface: Surface, clicking: Clicking, button: str, fields: Any, said: str
) -> None:
    setting = surface.lab.wire.clock.setting
    answer = clicking.click("/wire/clock", button, **fields)
    assert answer.status == 422
    assert said in answer.body.decode()
    assert surface.lab.wire.clock.setting == setting


def test_nothing_is_started_over_without_its_box(surface: Surface, clicking: Clicking) -> None:
    seed_demo(surface.lab)
    before = surface.lab.snapshot()["okta"], len(surface.lab.journal)
    for button, fields in (
        ("seed", {"seed": "ada"}),
        ("reset", {"part": ["state", "journal"]}),
        ("reset", {"sure-to-reset": "on"}),
    ):
        answer = clicking.click("/wire/start-over", button, **fields)
        assert answer.status == 422
        assert b"Nothing " in answer.body
    assert (surface.lab.snapshot()["okta"], len(surface.lab.journal)) == before


def test_a_lab_is_started_over_as_its_routes_do_it(surface: Surface, clicking: Clicking) -> None:
    ask(surface, "/x")
    sure: Any = {"seed": "ada", "sure-to-seed": "on"}
    assert "from the seed ada" in clicking.clicked("/wire/start-over", "seed", **sure)
    assert len(surface.lab.insync.accounts.all()) == 1
    assert len(surface.lab.journal) == 1
    sure = {"part": ["journal", "state"], "sure-to-reset": "on"}
    assert "start: state, journal." in clicking.clicked("/wire/start-over", "reset", **sure)
    assert len(surface.lab.insync.accounts.all()) == 0
    assert len(surface.lab.journal) == 0


def test_a_seed_that_is_not_there_is_refused(clicking: Clicking) -> None:
    sure: Any = {"seed": "nobody", "sure-to-seed": "on"}
    answer = clicking.click("/wire/start-over", "seed", **sure)
    assert answer.status == 422
    assert "expected one of ada" in answer.body.decode()


def test_only_the_consoles_of_what_is_served_are_there() -> None:
    surface = Surface("insync")
    clicking = Clicking(surface)
    for page in (clicking.shown("/wire"), clicking.shown("/"), clicking.shown("/insync")):
        assert 'href="/insync"' in page
        assert 'href="/okta"' not in page
        assert 'href="/microsoft365"' not in page
    assert clicking.open("/okta").status == 404
    assert clicking.open("/wire/jobs").status == 404
    assert "Jobs" not in clicking.shown("/wire")
