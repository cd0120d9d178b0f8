"""The page in a real browser: found, sorted, printed, read by everybody, with 1 to 100,000 rows."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from crosswalk.diagnosis.report.findings import MOST_ROWS
from crosswalk.diagnosis.row import Problem, Row
from crosswalk.diagnosis.written.writer import Beside, Since
from fixtures.browser import DESKTOP, PHONE, Visit

from .made import LOST, NOBODY, SILENT, STOPPED, found, row, tenant_rows, written

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>&amp;=cmd\u202e"
GUEST = (Problem.GUEST,)
AHEAD = (Problem.DUPLICATE_AHEAD,)
WINDOWS = {
    f"{name} {scheme}": {"viewport": size, "color_scheme": scheme}
    for name, size in {"desktop": DESKTOP, "phone": PHONE}.items()
    for scheme in ("light", "dark")
}
EVERYTHING: list[Row | tuple[Row, Beside]] = [
    row("silent", after=SILENT, problems=(Problem.EMAIL_IS_NOT_PRIMARY_SMTP,)),
    (row("lost", after=LOST, problems=GUEST), Beside(row("lost"), Since(new=GUEST))),
    row("zoe", problems=AHEAD, change="a.zoe@corp.example", email="a.zoe@corp.example"),
    row("Ben", now=LOST),
    row("stop", now=STOPPED, after=STOPPED, problems=(Problem.PRESERVED,)),
    row("kim", now=NOBODY)._replace(insync_email_id="", aliases=("kimmy@x.example",)),
    row(HOSTILE, problems=GUEST, change=f"{HOSTILE}@x.example")._replace(upn="other@x.example"),
]
Open = Callable[..., Visit]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages of findings, by what they are about."""
    made = {
        "everything": found(EVERYTHING),
        "one": found([row("ada", problems=GUEST)]),
        "none": found([row("ada")]),
        "400": found(row(f"p{n:03}", problems=GUEST, after=LOST) for n in range(400)),
    }
    return {
        name: written(tmp_path_factory.mktemp("page") / "out", each) for name, each in made.items()
    }


@pytest.fixture
def opened(chromium: Browser, pages: dict[str, Path]) -> Any:
    """Open a page by its name in a window of its own."""
    contexts = []

    def visit(name: str, **window: Any) -> Visit:
        context = chromium.new_context(**{"viewport": DESKTOP, **window})
        contexts.append(context)
        made = Visit(context.new_page(), pages[name].as_uri())
        made.page.goto(pages[name].as_uri())
        return made

    yield visit
    for each in contexts:
        each.close()


def names(visit: Visit) -> list[str]:
    """Return who is shown, each by what stands before the at of the first column."""
    cells = visit.page.locator(".person th").all_text_contents()
    return [cell.partition("@")[0] for cell in cells]


def unfold(visit: Visit) -> None:
    """Open every reason, and wait until it is there."""
    from playwright.sync_api import expect

    for fold in visit.page.locator("summary").all():
        fold.click()
    expect(visit.page.locator(".because:empty")).to_have_count(0)


def told(visit: Visit, text: str) -> None:
    """Wait until it is told how many rows were found."""
    from playwright.sync_api import expect

    expect(visit.page.locator(".status")).to_contain_text(text, timeout=30_000)


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("name", ["everything", "one", "none", "400"])
def test_it_keeps_to_itself_fits_the_window_and_keeps_nobody_out(
    opened: Open, name: str, window: str
) -> None:
    visit = opened(name, **WINDOWS[window])
    if name == "everything":
        unfold(visit)
    assert not visit.overflows()
    assert visit.barriers() == []
    assert visit.complaints == []


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
    visit.page.get_by_role("link", name="remapping now makes a further account").click()
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


def test_with_script_nobody_is_told_what_is_missing_without_it(opened: Open) -> None:
    assert opened("400").page.locator(".without-script").count() == 0


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


def test_script_says_what_stands_there_without_it(opened: Open) -> None:
    said = []
    for script in (True, False):
        visit = opened("everything", java_script_enabled=script)
        unfold(visit)
        people = visit.page.locator(".person")
        # Blanks are between the elements of a file, and none between those that a script makes.
        said.append(["".join(each.split()) for each in people.all_text_contents()])
        links = visit.page.locator(".person a").evaluate_all(
            "all => all.map((each) => each.getAttribute('href'))"
        )
        said[-1] += links
    assert len(said[0]) > 7 * 4
    assert said[0] == said[1]


def test_without_script_there_is_nothing_to_press_that_does_nothing(opened: Open) -> None:
    visit = opened("400", java_script_enabled=False)
    assert visit.page.locator(".person").count() == 200
    assert not visit.page.locator(".tools").is_visible()
    assert not visit.page.locator(".pager").is_visible()
    assert visit.page.get_by_text("only the first 200 rows are here").is_visible()
    assert visit.page.locator("thead button").count() == 0


def test_what_somebody_wrote_arrives_as_text(opened: Open) -> None:
    visit = opened("everything")
    page = visit.page
    cell = page.locator(".person th", has_text="onerror").first.inner_text().replace("\n", "")
    assert cell.startswith(HOSTILE.replace("\u202e", "⟨U+202E⟩"))
    assert "\u202e" not in page.inner_text("body")
    unfold(visit)
    assert page.locator("main").locator("script, img, [onerror]").count() == 0
    assert visit.complaints == []


def test_its_policy_stops_whatever_slipped_in(opened: Open) -> None:
    visit = opened("one")
    visit.page.evaluate(
        """() => {
        const slipped = document.createElement("script");
        slipped.textContent = "document.title = 'slipped in'";
        document.body.append(slipped);
        const image = new Image();
        image.src = "https://elsewhere.example/x.png";
        }"""
    )
    assert visit.page.title() != "slipped in"
    assert any("Content Security Policy" in each for each in visit.complaints)


@pytest.mark.parametrize("name", ["everything", "400"])
def test_it_prints_on_pages(opened: Open, name: str) -> None:
    visit = opened(name)
    paper = visit.page.pdf(prefer_css_page_size=True)
    assert paper.startswith(b"%PDF")
    visit.page.emulate_media(media="print")
    assert not visit.page.locator(".tools").is_visible()
    assert visit.page.locator(".step .do").first.is_visible()
    assert visit.page.locator(".step .changes li").first.is_visible()
    assert not visit.overflows()
    # The rows lie across: their pages are wider than high.
    sizes = {each.split(b"]")[0] for each in paper.split(b"/MediaBox [")[1:]}
    wide = [size for size in sizes if float(size.split()[2]) > float(size.split()[3])]
    assert wide
    assert len(sizes) == 2


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
