"""The site as one file in a real browser: one page at a time, from a disk, with its search."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crosswalk import links
from crosswalk.living_doc.reading import read
from crosswalk.living_doc.single_file import single_file
from fixtures.browser import DESKTOP, PHONE, Visit

from .looking import Played

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SHOWN = "[...document.querySelectorAll('.page')].filter((e) => e.offsetHeight).map((e) => e.id)"
LEAVE_OUT_THE_REST = (
    "document.querySelectorAll('.page').forEach((e) => e.offsetHeight || e.remove())"
)
CHAPTER = links.chapter("09_backup")


@pytest.fixture(scope="module")
def mail(played: Played, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mail") / "site.html"
    path.write_text(single_file(read(played.envelopes)), encoding="utf-8")
    return path


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def visit(request: pytest.FixtureRequest, chromium: Browser, mail: Path) -> Visit:
    context = chromium.new_context(viewport=request.param, reduced_motion="reduce")
    visit = Visit(context.new_page(), mail.as_uri())
    visit.page.goto(mail.as_uri())
    return visit


def test_links_lead_from_page_to_page(visit: Visit) -> None:
    page = visit.page
    assert page.evaluate(SHOWN) == [links.FRONT]

    link = f"a[href='#{CHAPTER}']"
    page.click(f"#contents details:has({link}) summary")
    page.click(f"#contents {link}")
    assert page.evaluate(SHOWN) == [CHAPTER]
    assert not visit.overflows()

    rule = page.locator(f"[id='{CHAPTER}'] nav.inside a").nth(1)
    target = rule.get_attribute("href")
    rule.click()
    assert page.evaluate(SHOWN) == [CHAPTER]
    assert target
    assert page.locator(f"[id='{target[1:]}']").evaluate(
        "(each) => Math.abs(each.getBoundingClientRect().top) < innerHeight"
    )

    page.go_back()
    page.go_back()
    assert page.evaluate(SHOWN) == [links.FRONT]
    assert visit.complaints == []


def test_a_link_into_a_fold_opens_it(visit: Visit) -> None:
    row = visit.page.locator(f"[id='{CHAPTER}'] table.rows a").first.get_attribute("href")
    assert row

    visit.page.evaluate("(hash) => { location.hash = hash }", row)

    fold = visit.page.locator(f"[id='{row[1:]}']")
    fold.wait_for(state="visible")
    assert fold.evaluate("(each) => each.open")


def test_the_search_leads_to_a_page(visit: Visit) -> None:
    page = visit.page
    page.fill("#search", "onedrive")
    page.locator("#found li[data-address]").first.wait_for()
    address = page.locator("#found li[data-address]").first.get_attribute("data-address")

    page.press("#search", "Enter")

    assert address
    assert page.url.endswith(address)
    (shown,) = page.evaluate(SHOWN)
    assert address[1:].startswith(shown)
    assert visit.complaints == []


@pytest.mark.parametrize("at", ["", f"#{CHAPTER}", f"#{links.OUTCOMES}", f"#{links.RUNBOOK}"])
def test_no_page_keeps_anybody_out(visit: Visit, mail: Path, at: str) -> None:
    visit.page.goto(f"{mail.as_uri()}{at}")
    # What is not shown keeps nobody out, and takes axe ten times as long as what is.
    visit.page.evaluate(LEAVE_OUT_THE_REST)

    assert visit.page.locator(".page").count() == 1
    assert visit.barriers() == []
    assert not visit.overflows()
