"""Forms that are too much, malformed, or lead elsewhere, and browsers without end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fakes.screens import Next
from fakes.screens.visits import MOST_BROWSERS

from .attacking import PATHS, serve_alone, state
from .clicking import FORM, Clicking
from .surface import Surface


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "https://evil.example/",
        "/x\r\nSet-Cookie: stolen=1",
        "/x\nLocation: //evil.example",
        "/\t/evil.example",
        "/../../\\evil.example",
        "@evil.example",
        ".evil.example",
        "/x\x00é",
    ],
)
def test_a_redirect_stays_here_whatever_leads_to_it(
    surface: Surface, tmp_path: Path, path: str
) -> None:
    serve_alone(surface, tmp_path, go=lambda _visit: Next(path))
    answer = Clicking(surface).click("/test", "go")
    location = answer.header("location") or ""
    assert answer.status == 303
    assert location.startswith("/test")
    assert not set("\r\n\t\\\x00") & set(location)
    assert location.isascii()
    assert answer.header("set-cookie") is None or "stolen" not in str(answer.header("set-cookie"))
    assert [name for name, _ in answer.headers].count("location") == 1


@pytest.mark.parametrize(
    "path",
    ["/wire/clock?x=%0d%0aSet-Cookie:stolen=1", "/wire/clock?//evil.example", "/wire/clock?x=%5c"],
)
def test_a_click_leads_back_to_its_own_page(clicking: Clicking, path: str) -> None:
    location = clicking.click(path, "run").header("location") or ""
    assert location.startswith("/wire/clock?")
    assert not set("\r\n\\") & set(location)
    assert clicking.open(location).status == 200


def test_a_button_that_is_not_there_is_told_and_does_nothing(
    surface: Surface, clicking: Clicking
) -> None:
    before = state(surface)
    answer = clicking.click("/wire/clock", "<b>")
    assert answer.status == 400
    assert b"There is no button &#39;&lt;b&gt;&#39; here" in answer.body
    fields: Any = {"form-token": clicking.token("/wire/clock"), "do": "run"}
    assert clicking.post("/wire", fields).status == 400
    assert clicking.click("/wire/clock", "role", role="king").status == 422
    assert state(surface) == before


def test_what_is_too_much_is_refused_and_what_is_long_is_answered(
    surface: Surface, clicking: Clicking
) -> None:
    token, before = clicking.token("/wire/faults"), state(surface)
    base: Any = {"form-token": token, "do": "add"}
    long = clicking.post("/wire/faults", {**base, "path": "x" * 900_000, "times": "9" * 9000})
    assert long.status == 422
    many = {f"f{number}": "x" for number in range(50_000)}
    assert clicking.post("/wire/faults", {**base, **many}).status == 422
    assert clicking.post("/wire/faults", {**base, "x": "x" * 2_000_000}).status == 413
    assert clicking.open("/wire/journal?" + "path=x&" * 20_000).status == 200
    assert clicking.open(f"/wire/{'9' * 60_000}").status == 404
    assert state(surface) == before


PART = b'--b\r\nContent-Disposition: form-data; name="%s"\r\n%s\r\n%s\r\n'


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=", b"x"),
        ("multipart/form-data; boundary=b", b""),
        ("multipart/form-data; boundary=b", b"--b"),
        ("multipart/form-data; boundary=b", b"--b\r\nnonsense"),
        ("multipart/form-data; boundary=b", PART % (b"do", b"", b"run")),
        ("multipart/form-data; boundary=b", PART % (b"do", b"", b"\xff") + b"--b--"),
        ("multipart/form-data; boundary=b", PART % (b"x", b"", b"y") * 90 + b"--b--"),
        ("multipart/form-data; boundary=b", PART % (b"x", b"", b"y" * 2_000_000) + b"--b--"),
        ("multipart/form-data; boundary=b", b"--b\r\n\r\nx\r\n--b--"),
        (FORM, b"\xff=\xff"),
        (FORM, "é=é".encode()),
    ],
)
def test_what_is_no_form_is_refused(
    surface: Surface, clicking: Clicking, kind: str, body: bytes
) -> None:
    before = state(surface)
    answer = clicking.send("POST", "/wire/clock", ("Content-Type", kind), body=body)
    assert answer.status in (400, 403, 413), answer.body
    assert answer.header("location") is None
    assert state(surface) == before


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE"])
def test_other_methods_do_nothing(surface: Surface, clicking: Clicking, method: str) -> None:
    before = state(surface)
    for path in PATHS:
        answer = clicking.send(method, path)
        assert answer.status in (200, 404, 405), path
    assert state(surface) == before


def test_whoever_only_looks_is_not_remembered_and_of_those_who_click_not_too_many(
    surface: Surface, tmp_path: Path
) -> None:
    browsers = serve_alone(surface, tmp_path, go=lambda _visit: Next())
    for _ in range(20):
        looking = Clicking(surface)
        looking.open("/test")
        looking.open("/test/nowhere")
        looking.post("/test", {"do": "go", "form-token": "forged"})
        looking.click("/test", "nothing")
    assert len(browsers) == 0
    first = Clicking(surface)
    first.click("/test", "go")
    for _ in range(MOST_BROWSERS + 20):
        browser = browsers.new()
        browsers.remember(browser)
    assert len(browsers) == MOST_BROWSERS
    assert first.click("/test", "go").status == 303
