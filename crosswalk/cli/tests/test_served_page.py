"""The page at the control address, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from crosswalk.remote.process import ServedLab
from fakes.company.cast import CAST
from fixtures.browser import DESKTOP, PHONE, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    """The address of a lab with the cast in it."""
    lab = ServedLab("--seed", "demo")
    yield lab.interfaces["control"]["url"]
    lab.stop()


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    """Each color scheme that a system can ask for."""
    value: str = request.param
    return value


def looked_at(chromium: Browser, url: str, **options: Any) -> Visit:
    visit = Visit(chromium.new_context(**options).new_page(), url)
    visit.page.goto(url)
    return visit


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_page_keeps_to_itself_and_keeps_nobody_out(
    chromium: Browser, served: str, scheme: str, viewport: ViewportSize
) -> None:
    visit = looked_at(chromium, served, viewport=viewport, color_scheme=scheme)

    assert visit.complaints == []
    assert visit.barriers() == []
    assert not visit.overflows()


def test_everybody_has_a_row_and_who_has_a_problem_is_marked(
    chromium: Browser, served: str
) -> None:
    visit = looked_at(chromium, served)

    rows = visit.page.locator("tbody tr").all_inner_texts()
    assert len(rows) == len(CAST)
    # Only Ada has one address, a mailbox and a OneDrive.
    marked = visit.page.locator("tbody tr.warn th").all_inner_texts()
    assert marked == [each.full_name for each in CAST.values() if each.name != "Ada"]


def test_without_scripts_the_page_says_the_same(chromium: Browser, served: str) -> None:
    scripted = looked_at(chromium, served).page.inner_text("table")
    plain = looked_at(chromium, served, java_script_enabled=False).page.inner_text("table")

    assert plain == scripted
