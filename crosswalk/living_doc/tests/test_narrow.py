"""On a phone what is drawn side by side on a desk stands one below the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from crosswalk import links
from crosswalk.evidence.model import EXCHANGES_TYPE, SYSTEMS, Exchange, Exchanges, read_exchanges
from fixtures.browser import DESKTOP, PHONE, Visit

from .looking import CHAPTERS, Played, attachments, unfolded, visits

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

LISTED = """() => [...document.querySelectorAll('figure.wire')]
    .filter((each) => each.querySelector('.wire-list summary'))
    .map((each) => {
  const lines = [...each.querySelectorAll('.wire-list :is(.scene, summary, .decides, .alike)')];
  const seen = (line) => line.checkVisibility({contentVisibilityAuto: true})
    && line.getBoundingClientRect().height > 0;
  return {
    drawn: each.querySelector('.wire-scroll').checkVisibility(),
    anchor: each.querySelector('.wire-list [id]').id.split('--x')[0],
    lines: lines.filter(seen).map((line) => line.innerText.replace(/\\s+/g, ' ').trim()),
    tops: lines.filter(seen).map((line) => line.getBoundingClientRect().top),
    right: Math.max(...lines.map((line) => line.getBoundingClientRect().right)),
  };
})"""
OPENED = """() => {
  for (const each of document.querySelectorAll('details'))
    if (!each.closest('figure.wire')) each.open = true;
}"""
"""Opens what has to be opened to see a diagram, and nothing in it."""
ORDERS = """() => [...document.querySelectorAll('.orders-listed section')].map((each) => ({
  title: each.querySelector('h3').innerText,
  steps: [...each.querySelectorAll('.step-name')].map((step) => step.innerText),
  sums: [...each.querySelectorAll('.sum')].map((sum) => sum.innerText),
  accounts: [...each.querySelectorAll('tbody')].map((body) => body.rows.length),
  tops: [...each.querySelectorAll('.step-name')].map((step) => step.getBoundingClientRect().top),
}))"""
DRAWN = """() => [...document.querySelectorAll('.orders-diagram > g')].map((each) => ({
  title: each.querySelector('.order').textContent,
  steps: [...each.querySelectorAll('text.step-name')].map((step) => step.textContent),
  accounts: [...each.querySelectorAll('g')].map((box) => box.querySelectorAll('.who').length),
}))"""


@pytest.fixture(scope="module")
def phone(chromium: Browser, played: Played) -> Iterator[Visit]:
    """Somebody with a phone."""
    visit = visits(chromium, played, viewport=PHONE)
    yield visit
    visit.page.context.close()


@pytest.fixture(scope="module")
def listed(phone: Visit, played: Played) -> dict[str, dict[str, Any]]:
    """Every list of exchanges by where its case stands, as it is seen on the phone."""
    found: dict[str, dict[str, Any]] = {}
    for stem in CHAPTERS:
        page = links.chapter(stem)
        phone.page.goto(played.address(page))
        phone.page.evaluate(OPENED)
        found |= {f"{page}#{each['anchor']}": each for each in phone.page.evaluate(LISTED)}
    return found


def test_exchanges_are_read_from_top_to_bottom(
    listed: dict[str, dict[str, Any]], played: Played
) -> None:
    journals = {place: read_exchanges(body) for place, body in attachments(played, EXCHANGES_TYPE)}

    assert len(listed) > 5
    for place, figure in listed.items():
        assert not figure["drawn"]
        assert figure["right"] <= PHONE["width"]
        assert all(upper < lower for upper, lower in pairwise(figure["tops"]))
        assert figure["lines"] == list(_lines(journals[place]))


def test_a_request_and_its_response_open_below_their_line(phone: Visit, played: Played) -> None:
    phone.page.goto(played.address("hostile.html"))
    phone.page.locator("summary", has_text="HTTP requests and responses").first.click()
    line = phone.page.locator(".wire-list summary").first
    body = phone.page.locator(".wire-list pre").first
    assert not body.is_visible()
    line.click()
    assert body.is_visible()


def test_nothing_of_the_runbook_is_scrolled_sideways(phone: Visit, played: Played) -> None:
    phone.page.goto(played.address(links.RUNBOOK))
    unfolded(phone)

    wide = "each => each.scrollWidth > each.clientWidth + 1 && each.checkVisibility()"
    scrolled = phone.page.locator("main .scroll").all()
    assert [each.inner_text() for each in scrolled if each.evaluate(wide)] == []
    assert not phone.overflows()


def test_the_orders_are_listed_on_a_phone_and_drawn_on_a_desk(
    chromium: Browser, phone: Visit, played: Played
) -> None:
    desk = visits(chromium, played, viewport=DESKTOP)
    for visit, drawn in ((phone, False), (desk, True)):
        visit.page.goto(played.address(links.RUNBOOK))
        assert visit.page.locator(".orders-diagram").is_visible() is drawn
        assert visit.page.locator(".orders-listed").is_visible() is not drawn

    orders = phone.page.evaluate(ORDERS)
    assert [
        {key: each[key] for key in ("title", "steps", "accounts")} for each in orders
    ] == phone.page.evaluate(DRAWN)
    assert [len(each["steps"]) for each in orders] == [5, 5, 5]
    tops = [top for each in orders for top in each["tops"]]
    assert all(upper < lower for upper, lower in pairwise(tops))


def _lines(journal: Exchanges) -> Iterator[str]:
    """Yield what stands in the list of a journal, line by line."""
    for scene in journal.scenes:
        yield _spaced(scene.sentence)
        for exchange in scene.exchanges:
            yield from _of(exchange)
        if scene.left_out:
            yield f"… and {scene.left_out} more exchanges"


def _of(exchange: Exchange) -> Iterator[str]:
    ends = f"{SYSTEMS[exchange.sender]} → {SYSTEMS[exchange.recipient]}"
    mark = "✓" if 0 < exchange.status < 400 else "✗"
    asked = _spaced(f"{exchange.method} {exchange.path}")
    yield f"{exchange.number + 1} {ends} {asked} {mark} {exchange.status or 'no answer'}"
    yield from map(_spaced, filter(None, (exchange.asked, exchange.answered)))
    if exchange.means:
        yield f"✗ inSync takes it for {exchange.means}"
    if exchange.alike:
        yield f"… {exchange.alike} more like this"


def _spaced(text: str) -> str:
    return " ".join(text.split())
