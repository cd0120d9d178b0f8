"""What is stored, asked for or typed is text on each page, and no page changes anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from fakes.company.seeds import admit
from fakes.screens import Next
from fakes.serving.consoles import consoles_of

from .attacking import SCRIPT, Elements, active, serve_alone, state
from .clicking import Clicking
from .crawling import crawl
from .lived_in import further_pages, live_in
from .surface import Surface


def test_opening_pages_changes_nothing_and_gives_nothing_away(
    surface: Surface, clicking: Clicking
) -> None:
    live_in(surface.lab)
    # A mailbox is laid out when it is first read, whoever does that: by an API just as here.
    for user in surface.lab.microsoft365.directory.list_users():
        if surface.lab.microsoft365.exchange.has_mailbox(user.id):
            surface.lab.microsoft365.exchange.list_folders(user.id)
    secrets = [text for each in _credentials(surface) for text in each]
    assert len(secrets) > 3
    before = state(surface)
    opened = crawl(clicking, consoles_of(surface.hosted), 20, further_pages(surface.lab))
    token = clicking.token("/wire/clock")
    assert [screen for screen, pages in opened.items() if not pages] == []
    for page in (each for pages in opened.values() for each in pages):
        for tag, attributes in Elements(page.html).found:
            assert token not in attributes.get("href", "") + attributes.get("action", ""), tag
        for form in Elements(page.html).forms:
            is_post = form[0][1].get("method") == "post"
            holds = [each["value"] for _, each in form[1:] if each.get("name") == "form-token"]
            assert holds == ([token] if is_post else []), (page.path, form[0])
        assert not [each for each in secrets if each in page.html], page.path
    assert state(surface) == before


def _credentials(surface: Surface) -> Iterator[list[str]]:
    """Yield what opens something, of all that was given."""
    for place in admit(surface.lab, surface.hosted.systems, {}).values():
        yield [text for name, text in place.items() if name.endswith(("token", "secret"))]


def test_what_somebody_stored_is_text_on_every_page(surface: Surface, clicking: Clicking) -> None:
    live_in(surface.lab, SCRIPT)
    opened = crawl(clicking, consoles_of(surface.hosted), 6, further_pages(surface.lab))
    pages = [each for pages in opened.values() for each in pages]
    assert sum("&lt;xss" in each.html for each in pages) > 5
    assert [(each.path, active(each.html)) for each in pages if active(each.html)] == []
    assert [each.path for each in pages if str(7 * 7919) in each.html] == []


def test_what_an_address_or_a_form_says_is_text_on_the_page_that_answers(
    surface: Surface, clicking: Clicking
) -> None:
    live_in(surface.lab)
    names = {name for page in _pages(surface, clicking) for name in _fields(page)}
    assert len(names) > 10
    query = "&".join(f"{name}={quote(SCRIPT)}" for name in sorted(names))
    opened = crawl(clicking, consoles_of(surface.hosted), 1, further_pages(surface.lab))
    for (page,) in opened.values():
        path = page.path.partition("?")[0]
        for answer in (clicking.open(f"{path}?{query}"), clicking.open(f"{path}/{quote(SCRIPT)}")):
            assert answer.status in (200, 404), page.path
            assert active(answer.body.decode()) == []
            assert "xss" not in str(answer.headers)


def test_what_is_typed_into_a_form_is_text_on_the_page_that_answers(
    surface: Surface, clicking: Clicking
) -> None:
    live_in(surface.lab)
    kept = surface.lab.snapshot()
    consoles = consoles_of(surface.hosted)
    opened = crawl(clicking, consoles, 1, further_pages(surface.lab))
    screens = {
        each.base + (screen.path if screen.path != "/" else ""): screen
        for each in consoles
        for screen in each.screens
    }
    tried = 0
    for pattern, (page,) in opened.items():
        typed = dict.fromkeys(_fields(page.html), SCRIPT)
        for button in screens[pattern].does:
            answer = clicking.click(page.path, button, **typed)
            assert answer.status in (303, 404, 422), (page.path, button, answer.body)
            location = answer.header("location")
            assert (location is None) is (answer.status != 303)
            told = clicking.open(location) if location else answer
            assert active(told.body.decode()) == [], (page.path, button)
            surface.lab.load(kept)
            tried += 1
    assert tried > 5


def _pages(surface: Surface, clicking: Clicking) -> Iterator[str]:
    for pages in crawl(
        clicking, consoles_of(surface.hosted), 1, further_pages(surface.lab)
    ).values():
        yield from (each.html for each in pages)


def _fields(page: str) -> list[str]:
    tags = ("input", "select", "textarea")
    named = [each.get("name", "") for tag, each in Elements(page).found if tag in tags]
    return [each for each in dict.fromkeys(named) if each not in ("", "form-token", "boxes")]


def test_a_secret_is_shown_once_and_to_nobody_else(surface: Surface, tmp_path: Path) -> None:
    serve_alone(surface, tmp_path, make=lambda _visit: Next(said="Made.", secret="s3cret<b>"))
    clicking = Clicking(surface)
    answer = clicking.click("/test", "make")
    assert "s3cret" not in str(answer.headers)
    assert "s3cret" not in Clicking(surface).shown("/test")
    shown = clicking.open("/test")
    assert b"s3cret&lt;b&gt;" in shown.body
    assert shown.header("cache-control") == "no-store"
    for _ in range(2):
        assert "s3cret" not in clicking.shown("/test")
        assert "Made." not in clicking.shown("/test")
