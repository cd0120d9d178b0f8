"""The pages without a mouse: the way through a page, what is folded, and the search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from crosswalk import links
from fixtures.browser import DESKTOP, PHONE, Visit

from .looking import EXAMPLE, Played, visits

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

STOP = """() => {
  const at = document.activeElement;
  const drawn = at.querySelector('.reach') ?? at;
  const style = getComputedStyle(drawn);
  const box = at.getBoundingClientRect();
  return {
    what: at.tagName.toLowerCase(),
    within: at.closest('nav, main, header.top, footer, .skip')?.id ?? '',
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
      || drawn !== at && style.stroke !== 'none' && parseFloat(style.strokeWidth) >= 2,
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    html: at.outerHTML.slice(0, 120),
  };
}"""
FOCUSED = "document.activeElement.id"


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def visit(request: pytest.FixtureRequest, chromium: Browser, played: Played) -> Iterator[Visit]:
    """Somebody with a keyboard, before a window of each width."""
    visitor = visits(chromium, played, viewport=request.param, reduced_motion="reduce")
    yield visitor
    visitor.page.context.close()


def stops(visit: Visit) -> Iterator[dict[str, Any]]:
    """Yield where Tab leads, until it leaves the page."""
    for _ in range(1000):
        visit.page.keyboard.press("Tab")
        stop = visit.page.evaluate(STOP)
        if stop["what"] == "body":
            return
        yield stop


def found(visit: Visit) -> list[str]:
    titles: list[str] = visit.page.locator("#found li .title").all_inner_texts()
    return titles


def searched(visit: Visit, words: str) -> None:
    """Search for some words from the keyboard."""
    visit.page.keyboard.press("/")
    visit.page.keyboard.type(words)
    visit.page.wait_for_selector("#found li")


def test_the_first_way_leads_past_the_contents(visit: Visit, played: Played) -> None:
    visit.page.goto(played.address("hostile.html"))

    visit.page.keyboard.press("Tab")
    first = visit.page.evaluate(STOP)
    assert visit.page.evaluate("document.activeElement.className") == "skip"
    assert first["inside"]
    visit.page.keyboard.press("Enter")
    assert visit.page.evaluate(FOCUSED) == "main"
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate(STOP)["within"] == "main"


def test_tab_leads_everywhere_and_is_seen_wherever_it_stands(visit: Visit, played: Played) -> None:
    visit.page.goto(played.address("hostile.html"))
    visit.page.evaluate("document.querySelector('details.fold').open = true")

    passed = list(stops(visit))
    assert [each["html"] for each in passed if not (each["outlined"] and each["inside"])] == []
    assert {"main", "contents"} <= {each["within"] for each in passed}
    assert {"a", "input", "summary", "div", "pre"} <= {each["what"] for each in passed}


def test_enter_opens_what_is_folded_and_closes_it_again(visit: Visit, played: Played) -> None:
    visit.page.goto(played.address("hostile.html"))

    assert any(stop["what"] == "summary" for stop in stops_until_summary(visit))
    for opened in (True, False):
        visit.page.keyboard.press("Enter")
        assert visit.page.evaluate("document.activeElement.parentElement.open") is opened
        body = visit.page.locator("details.fold").first.locator(".folded")
        assert body.is_visible() is opened


def stops_until_summary(visit: Visit) -> Iterator[dict[str, Any]]:
    for stop in stops(visit):
        yield stop
        if stop["what"] == "summary":
            return


def test_an_example_is_found_by_its_title(visit: Visit, played: Played) -> None:
    visit.page.goto(played.address("hostile.html"))

    searched(visit, "it's img onerror")
    assert visit.page.evaluate(FOCUSED) == "search"
    assert found(visit)[0] == EXAMPLE
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url(f"**/{links.example('hostile', EXAMPLE)}")
    assert visit.complaints == []


def test_an_id_is_found_and_arrows_choose(visit: Visit, played: Played) -> None:
    visit.page.goto(played.address(links.FRONT))

    searched(visit, "r07")
    assert found(visit)[0].startswith("R07")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url(f"**/{links.identifier('R07')}")

    searched(visit, "backup")
    titles = found(visit)
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("ArrowUp")
    chosen = visit.page.locator("#found [aria-selected=true]")
    assert chosen.locator(".title").inner_text() == titles[1]
    assert visit.page.get_attribute("#search", "aria-activedescendant") == chosen.get_attribute(
        "id"
    )
    address = chosen.get_attribute("data-address")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url(f"**/{address}")
    assert visit.complaints == []


def test_escape_closes_the_search_and_then_leaves_it(visit: Visit, played: Played) -> None:
    visit.page.goto(played.address(links.FRONT))

    searched(visit, "no such thing anywhere")
    assert visit.page.inner_text("#found") == "Nothing found"
    assert visit.barriers() == []
    visit.page.keyboard.press("Escape")
    assert not visit.page.locator("#found").is_visible()
    assert visit.page.input_value("#search") == ""
    visit.page.keyboard.press("Escape")
    assert visit.page.evaluate(FOCUSED) != "search"


def test_a_link_into_what_is_folded_opens_it(visit: Visit, played: Played) -> None:
    row = links.example("hostile", "A group of <i>")
    page, _, anchor = row.partition("#")

    visit.page.goto(played.address(f"{page}#how-{anchor}"))
    there = visit.page.locator(f"[id='how-{anchor}']")
    there.locator(".steps").first.wait_for(state="visible")

    visit.page.goto(played.address(page))
    assert not there.locator(".steps").first.is_visible()
    visit.page.locator(f"[id='{anchor}'] a").focus()
    visit.page.keyboard.press("Enter")
    there.locator(".steps").first.wait_for(state="visible")


def test_an_arrow_of_a_diagram_opens_its_request_and_response(visit: Visit, played: Played) -> None:
    visit.page.goto(played.address("hostile.html"))
    visit.page.locator("summary", has_text="HTTP requests and responses").first.click()

    arrow = visit.page.locator("a.exchange").first
    href = arrow.get_attribute("href") or ""
    target = visit.page.locator(f"[id='{href.removeprefix('#')}']")
    assert not target.is_visible()
    on_a_desk = visit.page.viewport_size == DESKTOP
    assert arrow.is_visible() is on_a_desk
    # A narrow screen has the list instead, whose lines open.
    opens = arrow if on_a_desk else visit.page.locator(".wire-list li li summary").first
    opens.focus()
    visit.page.keyboard.press("Enter")
    target.wait_for(state="visible")
