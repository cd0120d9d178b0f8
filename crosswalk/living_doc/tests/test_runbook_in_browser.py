"""The runbook as a checklist: its ticks stay, and it prints on two pages, then its pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from crosswalk import links
from crosswalk.procedure.runbook import runbook
from fixtures.browser import Visit

from .looking import Played, visits

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

TICKED = "[...document.querySelectorAll('.box input')].map((each) => each.checked)"
REFUSED = """Object.defineProperty(window, 'localStorage', {
  get() { throw new DOMException('refused', 'SecurityError'); },
});"""
BOXES = sum(len(step.actions) + len(step.before) for step in runbook())


@pytest.fixture
def visit(chromium: Browser, played: Played) -> Iterator[Visit]:
    """Somebody who has the runbook open for the first time."""
    visitor = visits(chromium, played)
    visitor.page.goto(played.address(links.RUNBOOK))
    yield visitor
    assert visitor.complaints == []
    visitor.page.context.close()


def tick(visit: Visit, *numbers: int) -> None:
    for number in numbers:
        visit.page.locator(".box").nth(number).click()


def sheets(visit: Visit) -> int:
    printed = visit.page.pdf(format="A4", prefer_css_page_size=True)
    return len(re.findall(rb"/Type /Page\b", printed))


def ticked(visit: Visit) -> list[int]:
    boxes: list[bool] = visit.page.evaluate(TICKED)
    assert len(boxes) == BOXES
    return [number for number, checked in enumerate(boxes) if checked]


def test_ticks_outlive_a_reload_and_another_visit(visit: Visit, played: Played) -> None:
    tick(visit, 0, 3, BOXES - 1)
    tick(visit, 3)
    visit.page.reload()
    assert ticked(visit) == [0, BOXES - 1]

    visit.page.goto(played.address(links.FRONT))
    visit.page.goto(played.address(links.RUNBOOK))
    assert ticked(visit) == [0, BOXES - 1]


def test_ticks_are_cleared_for_good(visit: Visit) -> None:
    clear = visit.page.get_by_role("button", name="Clear ticks")
    assert clear.is_disabled()
    tick(visit, 1, 2)
    clear.click()
    assert ticked(visit) == []
    assert clear.is_disabled()
    visit.page.reload()
    assert ticked(visit) == []


def test_what_was_kept_and_is_no_list_of_ticks_is_passed_over(visit: Visit) -> None:
    for kept in ("{", "7", '{"a": 1}', "[1, null]"):
        visit.page.evaluate("kept => localStorage.setItem('crosswalk-ticks', kept)", kept)
        visit.page.reload()
        assert ticked(visit) == []
    tick(visit, 4)
    visit.page.reload()
    assert ticked(visit) == [4]


def test_where_nothing_may_be_kept_ticks_last_as_long_as_the_page(visit: Visit) -> None:
    visit.page.add_init_script(REFUSED)
    visit.page.reload()
    tick(visit, 0, 5)
    assert ticked(visit) == [0, 5]
    visit.page.get_by_role("button", name="Clear ticks").click()
    assert ticked(visit) == []


def test_without_script_there_is_nothing_to_clear(chromium: Browser, played: Played) -> None:
    plain = visits(chromium, played, java_script_enabled=False)
    plain.page.goto(played.address(links.RUNBOOK))
    assert plain.page.get_by_text("Clear ticks").count() == 1
    assert not plain.page.get_by_text("Clear ticks").is_visible()


def test_its_pictures_print_on_pages_of_their_own(visit: Visit) -> None:
    checklist = 2
    assert sheets(visit) > checklist

    visit.page.emulate_media(media="print")
    screens = visit.page.locator(".screens")
    assert screens.evaluate("each => getComputedStyle(each).breakBefore") == "page"
    shown = screens.locator("img")
    assert shown.count() == visit.page.locator(".step .pictures img").count() > 0
    assert all(each.is_visible() for each in shown.all())
    assert not any(each.is_visible() for each in visit.page.locator(".step .pictures").all())


def test_it_prints_on_two_pages_with_everything_to_check_and_to_do(visit: Visit) -> None:
    tick(visit, 0)
    visit.page.add_style_tag(content=".screens { display: none !important; }")
    assert sheets(visit) == 2

    visit.page.emulate_media(media="print")
    shown = visit.page.inner_text(".runbook")
    for step in runbook():
        wanted = (step.title, step.place, *step.actions)
        wanted += tuple(text for check in step.before for text in (check.text, check.check))
        assert [text for text in wanted if text not in shown] == []
