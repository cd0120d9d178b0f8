"""The page in a real browser: it keeps to itself, fits any window, prints, and is text."""

from __future__ import annotations

import pytest

from fixtures.browser import DESKTOP, PHONE

from .looking import HOSTILE, Open, unfold

pytestmark = pytest.mark.browser

WINDOWS = {
    f"{name} {scheme}": {"viewport": size, "color_scheme": scheme}
    for name, size in {"desktop": DESKTOP, "phone": PHONE}.items()
    for scheme in ("light", "dark")
}

STRUCTURE = {"desktop light", "phone dark"}
"""Where axe-core looks at more than colors: the structure of a page depends on its width alone."""


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("name", ["everything", "one", "none", "400"])
def test_it_keeps_to_itself_fits_the_window_and_keeps_nobody_out(
    opened: Open, name: str, window: str
) -> None:
    visit = opened(name, **WINDOWS[window])
    if name == "everything":
        unfold(visit)
    assert not visit.overflows()
    assert visit.barriers(structure=window in STRUCTURE) == []
    assert visit.complaints == []


def test_with_script_nobody_is_told_what_is_missing_without_it(opened: Open) -> None:
    assert opened("400").page.locator(".without-script").count() == 0


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
