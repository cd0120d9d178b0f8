"""Every page of every console in a browser: it fits, keeps nobody out and works by keyboard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import TYPE_CHECKING, Literal

import pytest

from crosswalk.remote.process import ServedLab
from crosswalk.remote.remote import Control
from crosswalk.remote.sockets import Sockets
from fakes.serving.consoles import consoles_of
from fakes.serving.tests.clicking import Clicking
from fakes.serving.tests.crawling import crawl
from fakes.serving.tests.lived_in import further_pages, live_in
from fakes.serving.tests.surface import Surface
from fixtures.browser import DESKTOP, PHONE, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route, ViewportSize

pytestmark = pytest.mark.browser

WINDOWS: Mapping[str, tuple[ViewportSize, Literal["light", "dark"]]] = {
    "desktop light": (DESKTOP, "light"),
    "phone dark": (PHONE, "dark"),
    "desktop dark": (DESKTOP, "dark"),
    "phone light": (PHONE, "light"),
}
OTHER = {
    "desktop light": "phone dark",
    "phone dark": "desktop light",
    "desktop dark": "phone light",
    "phone light": "desktop dark",
}
"""The window of the other width and the other scheme."""
UNFOLD = "() => document.querySelectorAll('details').forEach(each => { each.open = true })"
UNSUITED = """() => {
  const found = [];
  const say = (what, at) => found.push(what + ': ' + at.outerHTML.slice(0, 120));
  const headings = document.querySelectorAll('h1');
  if (headings.length !== 1) found.push(headings.length + ' h1');
  const controls = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
  for (const each of document.querySelectorAll(controls + ', [tabindex]')) {
    if (each.tabIndex !== 0) say('not reached by Tab', each);
    each.focus();
    if (document.activeElement !== each) { say('takes no focus', each); continue; }
    const { outlineStyle, outlineWidth } = getComputedStyle(each);
    if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) say('no visible focus', each);
  }
  for (const each of document.querySelectorAll('main *')) {
    const scrolls = ['auto', 'scroll'].includes(getComputedStyle(each).overflowX);
    const isField = each.matches('textarea, select, input');
    if (scrolls && !isField && each.scrollWidth > each.clientWidth + 1 && each.tabIndex < 0)
      say('scrolls by mouse alone', each);
  }
  for (const each of document.querySelectorAll('[id]'))
    if (document.querySelectorAll('#' + CSS.escape(each.id)).length > 1) say('same id', each);
  return found;
}"""


@pytest.fixture(scope="module")
def surface() -> Surface:
    """A lab in which something of every kind has happened."""
    made = Surface()
    live_in(made.lab)
    return made


@pytest.fixture(scope="module")
def base(surface: Surface) -> Iterator[str]:
    """The address of a served lab that is the same."""
    served = ServedLab("--jobs", "manual")
    try:
        with closing(Sockets()) as sockets:
            address = served.sites["okta"].control
            Control(address, sockets).put("/state", surface.lab.snapshot())
            yield address.partition("/_crosswalk")[0]
    finally:
        served.stop()


@pytest.fixture(scope="module")
def paths(surface: Surface) -> list[str]:
    """A page of each screen of every console, and two that are of none."""
    opened = crawl(Clicking(surface), consoles_of(surface.hosted), 1, further_pages(surface.lab))
    assert [screen for screen, pages in opened.items() if not pages] == []
    return ["/", "/okta/nowhere", *(pages[0].path for pages in opened.values())]


@pytest.fixture
def visit(chromium: Browser, base: str) -> Iterator[Visit]:
    """A browser that clicked something, so that its pages say what that sent."""
    page = chromium.new_page()
    page.route("**/wire/live", _once)
    visited = Visit(page, base)
    page.goto(f"{base}/wire/jobs")
    page.get_by_role("button", name="Run them").click()
    yield visited
    page.close()


def _once(route: Route) -> None:
    """Let the page that is live stand still."""
    answer = route.fetch()
    headers = {name: each for name, each in answer.headers.items() if name != "refresh"}
    route.fulfill(response=answer, headers=headers)


def looked_at(visit: Visit, window: str) -> list[str]:
    """Return what is wrong with the page that is open, in a window and in its other one."""
    page, found = visit.page, []
    page.evaluate(UNFOLD)
    # From here on the browser shows where the focus is, as it does to who uses the keyboard.
    page.keyboard.press("Tab")
    found += page.evaluate(UNSUITED)
    for each in (window, OTHER[window]):
        size, scheme = WINDOWS[each]
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        # All screens are made of the same parts: a quarter of them shows these in each window.
        barriers = visit.barriers(structure=each == window)
        found += [f"{each}: {barrier}" for barrier in barriers]
        if visit.overflows():
            found.append(f"{each}: wider than {size['width']}")
    found += visit.complaints
    visit.complaints.clear()
    return found


@pytest.mark.parametrize("window", WINDOWS)
def test_every_page_fits_keeps_nobody_out_and_works_by_keyboard(
    visit: Visit, base: str, paths: list[str], window: str
) -> None:
    problems = {}
    turn = list(WINDOWS).index(window)
    for path in paths[turn :: len(WINDOWS)]:
        answer = visit.page.goto(base + path)
        assert answer
        missing = answer.status == 404
        assert answer.status in (200, 404)
        assert missing is (path == "/okta/nowhere"), path
        if missing:
            visit.complaints.clear()  # the browser tells of each page that is not found
        if found := looked_at(visit, window):
            problems[path] = found
    assert problems == {}


@pytest.mark.parametrize("window", WINDOWS)
def test_a_refused_form_fits_keeps_nobody_out_and_works_by_keyboard(
    visit: Visit, base: str, window: str
) -> None:
    visit.page.goto(f"{base}/wire/faults")
    visit.page.get_by_label("How many requests").fill("none")
    visit.page.get_by_role("button", name="Add fault").click()
    assert visit.page.get_by_role("alert").inner_text().startswith("'none' is not a number")
    visit.complaints.clear()  # the browser tells of the refusal
    assert looked_at(visit, window) == []


@pytest.mark.parametrize("path", ["/okta", "/insync", "/microsoft365", "/wire/faults"])
def test_the_tab_key_goes_to_every_button_and_link(visit: Visit, base: str, path: str) -> None:
    page = visit.page
    page.goto(base + path)
    expected = page.locator("button:visible, a[href]:visible").count()
    reached = set()
    for _ in range(expected + 60):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "[...document.querySelectorAll('button, a[href]')].indexOf(document.activeElement)"
            )
        )
    assert len(reached - {-1}) == expected
