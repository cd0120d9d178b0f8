"""The pages in a real browser: they keep to themselves, fit any window and keep nobody out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crosswalk import links
from fixtures.browser import DESKTOP, PHONE, Visit

from .looking import EXAMPLE, LOGIN, TITLE, Played, unfolded, visits

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

pytestmark = pytest.mark.browser

WINDOWS = {
    f"{name} {scheme}": {"viewport": size, "color_scheme": scheme}
    for name, size in {"desktop": DESKTOP, "phone": PHONE}.items()
    for scheme in ("light", "dark")
}
OPEN = {"desktop dark", "phone light"}
"""Where everything is unfolded, and axe-core looks at all of it: once in each width and scheme.

What is folded has no structure that is not seen there, so that colors are left to look at.
"""
BOXES = """() => [...document.querySelectorAll('main *')]
    .filter((each) => each.scrollWidth > each.clientWidth + 1
        && ['auto', 'scroll'].includes(getComputedStyle(each).overflowX)
        && each.tabIndex < 0)
    .map((each) => each.outerHTML.slice(0, 200))"""

TALL = "each => each.getBoundingClientRect().height > 0"


def test_every_page_keeps_to_itself_and_to_the_window(chromium: Browser, played: Played) -> None:
    visit = visits(chromium, played)

    found = []
    for number, path in enumerate(played.pages):
        # A page is as wide in either scheme: its kind is seen in both, further below.
        visit.page.emulate_media(color_scheme="dark" if number % 2 else "light")
        visit.page.goto(path.as_uri())
        wide = [size for size in (DESKTOP, PHONE) if _overflows_in(visit, size)]
        unfolded(visit)
        wide += [size for size in (PHONE, DESKTOP) if _overflows_in(visit, size)]
        unreachable = {each for size in (DESKTOP, PHONE) for each in _boxes_in(visit, size)}
        if wide or unreachable or visit.complaints:
            found.append((path.name, wide, unreachable, [*visit.complaints]))
        visit.complaints.clear()
    assert found == []


def _overflows_in(visit: Visit, size: ViewportSize) -> bool:
    visit.page.set_viewport_size(size)
    return visit.overflows()


def _boxes_in(visit: Visit, size: ViewportSize) -> list[str]:
    visit.page.set_viewport_size(size)
    boxes: list[str] = visit.page.evaluate(BOXES)
    return boxes


@pytest.mark.parametrize("window", WINDOWS)
def test_no_page_keeps_anybody_out(chromium: Browser, played: Played, window: str) -> None:
    visit = visits(chromium, played, **WINDOWS[window])

    found = {}
    for path in played.kinds:
        visit.page.goto(path.as_uri())
        wide = visit.overflows()
        if window in OPEN:
            unfolded(visit)
        barriers = visit.barriers(structure=window in OPEN)
        if barriers or wide or visit.overflows() or visit.complaints:
            found[path.name] = [*barriers, wide, visit.overflows(), *visit.complaints]
        visit.complaints.clear()
    assert found == {}


def test_every_kind_of_page_and_every_verdict_was_looked_at(
    chromium: Browser, played: Played
) -> None:
    templates = Path(__file__).parents[1] / "templates"
    extending = [each for each in templates.iterdir() if "{% block main %}" in each.read_text()]
    visit = visits(chromium, played)

    visit.page.goto(played.address("hostile.html"))
    verdicts = visit.page.locator("main .example > header .mark")
    assert {each.inner_text() for each in verdicts.all()} == {"✓", "✗", "?", "·"}
    no_page = ["base.html", "changes.html"]  # a frame, and what only another run has
    assert len(played.kinds) == len(extending) - len(no_page)


def test_what_somebody_wrote_arrives_as_text(chromium: Browser, played: Played) -> None:
    visit = visits(chromium, played)

    visit.page.goto(played.address("hostile.html"))
    unfolded(visit)
    page = visit.page
    assert page.title() == f"{TITLE} · Crosswalk"
    assert page.inner_text("h1") == TITLE
    assert page.locator("[aria-labelledby$='-title']").first.inner_text().find(EXAMPLE) >= 0
    assert LOGIN in page.locator(".people").first.inner_text().replace("\n", "")
    assert LOGIN in (page.locator(".wire-scroll").first.text_content() or "")
    assert (
        page.locator("main").locator("script, img, b b, [onerror], [href^=javascript]").count() == 0
    )
    assert page.locator("script").count() == 3


def test_without_script_the_pages_say_the_same(chromium: Browser, played: Played) -> None:
    scripted = visits(chromium, played)
    plain = visits(chromium, played, java_script_enabled=False)

    for path in played.kinds:
        if path.name == links.USER:
            continue  # It says that it needs script: test_user_in_browser.
        told = []
        for visit in (scripted, plain):
            visit.page.goto(path.as_uri())
            # A button is there with script alone: test_runbook_in_browser.
            visit.page.locator("button").evaluate_all("all => all.forEach((b) => b.remove())")
            told.append(
                [visit.page.inner_text(each) for each in ("main", "nav#contents", "footer")]
            )
        assert told[0] == told[1]


def test_without_script_there_is_no_search_and_what_is_folded_opens(
    chromium: Browser, played: Played
) -> None:
    visit = visits(chromium, played, java_script_enabled=False)

    visit.page.goto(played.address("hostile.html"))
    assert not visit.page.locator("form.search").is_visible()
    drawn = visit.page.locator("figure.wire").first
    assert not drawn.is_visible()
    visit.page.locator("summary", has_text="HTTP requests and responses").first.click()
    assert drawn.is_visible()


def test_on_paper_what_is_folded_is_there_and_what_leads_elsewhere_is_not(
    chromium: Browser, played: Played
) -> None:
    visit = visits(chromium, played, java_script_enabled=False)

    visit.page.goto(played.address("hostile.html"))
    visit.page.emulate_media(media="print")
    folded = visit.page.locator("details .people, details .doc, details svg").all()
    assert folded
    assert all(each.evaluate(TALL) for each in folded)
    for gone in (".top", "#contents", ".skip", ".wire-list"):
        assert not any(each.evaluate(TALL) for each in visit.page.locator(gone).all())


def test_the_outcome_table_is_one_sheet_of_paper(chromium: Browser, played: Played) -> None:
    visit = visits(chromium, played)

    visit.page.goto(played.address(links.OUTCOMES))
    printed = visit.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b", printed)) == 1
