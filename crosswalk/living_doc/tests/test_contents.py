"""The contents at the side lead to every page, however many chapters there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crosswalk import links
from crosswalk.living_doc.model import Book
from fixtures.browser import DESKTOP, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator

pytestmark = pytest.mark.browser

INSIDE = """(each) => {
  const box = each.getBoundingClientRect();
  const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return box.top >= 0 && box.bottom <= innerHeight + 1 && each.contains(at);
}"""


@pytest.fixture
def visit(chromium: Browser, built: Path) -> Iterator[Visit]:
    """Somebody at a desk, before the site of the whole document."""
    context = chromium.new_context(viewport=DESKTOP)
    yield Visit(context.new_page(), built.as_uri())
    context.close()


def contents(visit: Visit) -> list[Locator]:
    return visit.page.locator("#contents a").all()


def opened(visit: Visit) -> None:
    """Open every part of the contents with the mouse."""
    closed = visit.page.locator("#contents details:not([open]) > summary")
    while closed.count():
        closed.first.click()


def test_every_page_can_be_scrolled_to_and_clicked(
    visit: Visit, built: Path, document: Book
) -> None:
    visit.page.goto((built / links.FRONT).as_uri())
    opened(visit)

    assert len(contents(visit)) > len(document.chapters) > 30
    for link in contents(visit):
        link.evaluate("each => each.scrollIntoView({block: 'nearest'})")
        link.click(trial=True)
        assert link.evaluate(INSIDE), link.inner_text()
    assert visit.page.evaluate("scrollY") == 0


def test_the_last_page_is_seen_once_the_contents_are_scrolled(visit: Visit, built: Path) -> None:
    visit.page.goto((built / links.FRONT).as_uri())
    opened(visit)
    last = contents(visit)[-1]
    assert not last.evaluate(INSIDE)

    visit.page.locator("#contents").hover()
    visit.page.mouse.wheel(0, 10_000)
    visit.page.wait_for_function(
        "() => { const at = document.getElementById('contents');"
        " return at.scrollTop + at.clientHeight >= at.scrollHeight - 1 }"
    )
    assert last.evaluate(INSIDE)
    assert visit.page.evaluate("scrollY") == 0


@pytest.mark.parametrize("scripted", [True, False], ids=["with script", "without script"])
def test_the_part_of_the_page_is_open_and_the_other_parts_are_not(
    chromium: Browser, built: Path, document: Book, scripted: bool
) -> None:
    visit = Visit(chromium.new_page(java_script_enabled=scripted), built.as_uri())
    for title, chapters in document.parts:
        visit.page.goto((built / chapters[-1].page).as_uri())
        parts = visit.page.locator("#contents details[open] h2").all_text_contents()
        assert parts == ["Start here", title]


def test_the_page_itself_is_in_sight(visit: Visit, built: Path, document: Book) -> None:
    for chapter in document.chapters:
        visit.page.goto((built / chapter.page).as_uri())
        here = visit.page.locator("#contents [aria-current=page]")
        assert here.inner_text().endswith(chapter.title)
        assert here.evaluate(INSIDE), chapter.title


def test_a_part_opens_from_the_keyboard_and_leads_to_its_pages(visit: Visit, built: Path) -> None:
    visit.page.goto((built / links.FRONT).as_uri())
    part = visit.page.locator("#contents details:not([open]) > summary").last
    part.focus()
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.press("Tab")

    first = visit.page.locator("#contents details").last.locator("a").first
    assert first.evaluate("each => each === document.activeElement")
    assert first.evaluate(INSIDE)
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url(re.compile(re.escape(first.get_attribute("href") or "none")))
