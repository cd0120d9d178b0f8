"""The rows in a real browser: sorted, filtered, searched and turned, also 100,000 of them."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crosswalk.diagnosis.report.findings import MOST_ROWS
from fixtures.browser import DESKTOP, Visit

from .looking import Open, names, told
from .made import found, tenant_rows, written

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_the_worst_row_comes_first(opened: Open) -> None:
    visit = opened("everything")
    assert names(visit)[:2] == ["silent", "lost"]
    assert visit.page.locator(".status").inner_text() == "7 rows"


def test_a_column_is_sorted_up_and_down_without_case_and_the_lacking_come_last(
    opened: Open,
) -> None:
    visit = opened("everything")
    head = visit.page.get_by_role("columnheader", name="inSync email ID")
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    shown = names(visit)
    assert shown[1:-1] == ["Ben", "lost", "silent", "stop", "zoe"]
    assert shown[-1].startswith("none")
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert names(visit) == shown[::-1]
    assert visit.page.locator("[aria-sort]").count() == 1


def test_an_outcome_is_sorted_with_what_fails_afterwards_first(opened: Open) -> None:
    visit = opened("everything")
    visit.page.get_by_role("button", name="OneDrive backup").click()
    words = visit.page.locator(".person .outcome:nth-of-type(5) .word").all_text_contents()
    afterwards = words[1::2]
    assert afterwards[0].endswith(" not started")
    assert afterwards[1] == "✗ EUSERNOTFOUND"
    assert set(afterwards[2:]) == {"✓ succeeds"}


def test_rows_are_filtered_by_problem_and_by_the_worst_of_them(opened: Open) -> None:
    visit = opened("everything")
    show = visit.page.get_by_role("combobox", name="Show")
    show.select_option(label="guest (2)")
    assert len(names(visit)) == 2
    assert "lost" in names(visit)
    assert visit.page.locator(".status").inner_text() == "2 of 7 rows"
    show.select_option(label="today something is not backed up (1)")
    assert names(visit) == ["Ben"]
    show.select_option(label="new problem (1)")
    assert names(visit) == ["lost"]
    show.select_option(label="email ID to change (2)")
    assert "zoe" in names(visit)
    assert len(names(visit)) == 2
    show.select_option(label="all rows")
    assert len(names(visit)) == 7


def test_a_count_leads_to_its_rows(opened: Open) -> None:
    visit = opened("everything")
    visit.page.locator("#problems").locator("..").get_by_role(
        "link", name="preserved"
    ).first.click()
    assert names(visit) == ["stop"]
    visit.page.get_by_role("link", name="remapping now creates a further account").click()
    assert names(visit) == ["zoe"]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("A.ZOE@", ["zoe"]), ("kimmy", ["none"]), ("  ben@corp.example ", ["Ben"]), ("nobody", [])],
)
def test_an_address_is_searched_in_every_column(opened: Open, typed: str, shown: list[str]) -> None:
    visit = opened("everything")
    visit.page.get_by_role("searchbox", name="Address").fill(typed)
    told(visit, f"{len(shown)} of 7 rows")
    assert names(visit) == shown
    assert ("nobody matches" in visit.page.locator(".status").inner_text()) is (not shown)


def test_search_filter_and_order_hold_together(opened: Open) -> None:
    visit = opened("400")
    visit.page.get_by_role("button", name="UPN").click()
    visit.page.get_by_role("button", name="UPN").click()
    visit.page.get_by_role("combobox", name="Show").select_option(label="guest (400)")
    visit.page.get_by_role("searchbox", name="Address").fill("p39")
    told(visit, "10 of 400 rows")
    assert names(visit) == [f"p{n}" for n in range(399, 389, -1)]


def test_four_hundred_rows_are_turned_page_by_page(opened: Open) -> None:
    visit = opened("400")
    page = visit.page
    following = page.get_by_role("button", name="Next rows")
    assert (len(names(visit)), page.locator("#window").inner_text()) == (50, "1 to 50 of 400")
    assert page.get_by_role("button", name="Previous rows").is_disabled()
    following.click()
    assert names(visit)[0] == "p050"
    page.get_by_label("Rows on a page").select_option("200")
    assert len(names(visit)) == 200
    following.click()
    assert page.locator("#window").inner_text() == "201 to 400 of 400"
    assert following.is_disabled()


def test_everything_is_reached_by_keyboard(opened: Open) -> None:
    visit = opened("400")
    page = visit.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.get_by_role("searchbox", name="Address").focus()
    page.keyboard.type("p01")
    told(visit, "10 of 400 rows")
    reached = []
    for _ in range(14):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim().slice(0, 24)"))
    assert reached[3:12] == [
        "inSync email ID",
        "Okta email",
        "Primary SMTP address",
        "Okta login",
        "UPN",
        "OneDrive backup",
        "Exchange Online backup",
        "Exchange Online restore",
        "Problems",
    ]
    assert reached[12:] == ["guest", "Why, and what to do"]
    page.keyboard.press("Enter")
    page.locator(".because p").first.wait_for()
    assert "A guest has neither" in page.locator(".because").first.inner_text()


def test_a_hundred_thousand_rows_are_opened_found_and_sorted(
    chromium: Browser, tmp_path: Path
) -> None:
    findings = found(tenant_rows(MOST_ROWS + 20_000))
    path = written(tmp_path / "out", findings)
    assert len(findings.worst) == MOST_ROWS
    assert path.stat().st_size < 15_000_000
    context = chromium.new_context(viewport=DESKTOP)
    visit = Visit(context.new_page(), path.as_uri())
    page = visit.page
    spent = {}

    def timed(what: str, act: Callable[[], object]) -> None:
        before = time.perf_counter()
        act()
        spent[what] = time.perf_counter() - before

    timed("open", lambda: page.goto(path.as_uri()))
    assert page.locator(".status").inner_text() == "100,000 rows"
    assert page.locator(".person").count() == 50
    timed("sort", lambda: page.get_by_role("button", name="Okta login").click())
    wanted = names(visit)[7]
    page.get_by_role("searchbox", name="Address").fill(wanted)
    timed("search", lambda: told(visit, "1 of 100,000 rows"))
    assert set(names(visit)) == {wanted}
    timed(
        "filter",
        lambda: page.get_by_role("combobox", name="Show").select_option("problem no_onedrive"),
    )
    assert visit.complaints == []
    # Ten times what it takes on an idle machine: seconds mean that something is quadratic.
    assert max(spent.values()) < 15, spent
    context.close()
