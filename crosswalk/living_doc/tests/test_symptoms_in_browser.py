"""Every path of every symptom, walked in a browser from the front page to the example."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

import pytest

from crosswalk import links
from crosswalk.symptoms.model import Answer, Question, Symptom
from crosswalk.symptoms.model import Path as Walk
from crosswalk.symptoms.reading import symptoms
from fixtures.browser import DESKTOP, PHONE, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, ViewportSize

pytestmark = pytest.mark.browser

CAUSES = {(symptom.name, cause.name): cause for symptom in symptoms() for cause in symptom.causes}
AT_MOST = 400
"""How often Tab is pressed before a place counts as out of reach."""

Press = Callable[["Page", "Locator"], None]


def with_a_mouse(page: Page, place: Locator) -> None:
    """Click."""
    place.click()


def with_the_keyboard(page: Page, place: Locator) -> None:
    """Press Tab until a place has the focus, then Enter."""
    wanted = place.element_handle()
    for _ in range(AT_MOST):
        page.keyboard.press("Tab")
        if page.evaluate("each => each === document.activeElement", wanted):
            page.keyboard.press("Enter")
            return
    pytest.fail(f"Tab does not lead to {place.inner_text()}")


def choice(page: Page, question: Question, answer: Answer) -> Locator:
    """Return what is pressed to give an answer."""
    asked = page.locator(f"[aria-labelledby='ask-{links.slug(question.name)}'] > li")
    says = asked.filter(has=page.locator("summary, .says", has_text=answer.says))
    exact = [each for each in says.all() if _said(each) == answer.says]
    assert len(exact) == 1, f"{answer.says!r} is {len(exact)} times an answer to {question.ask!r}"
    return exact[0].locator(":scope > details > summary" if answer.question else "a").first


def _said(item: Locator) -> str:
    return item.locator("summary, .says").first.inner_text()


def begun(page: Page, symptom: Symptom, asked: bool, press: Press) -> str:
    """Go from the front page to a symptom or to its first question, and return where that is."""
    card = page.locator(f"article[id='{links.slug(symptom.title)}']")
    front = page.url
    press(page, card.locator("a", has_text="Which of them is it?" if asked else symptom.title))
    page.wait_for_url(lambda url: url != front)
    return page.url


def walked(page: Page, walk: Walk, press: Press) -> None:
    """Go from a symptom to the cause, and from there to its example."""
    for question, answer in walk.turns:
        asked = page.locator(f"[id='ask-{links.slug(question.name)}']")
        asked.wait_for(state="visible")
        assert question.where in page.inner_text("main")
        press(page, choice(page, question, answer))
    cause = CAUSES[walk.symptom, walk.cause]
    left = page.locator(f"[id='{links.slug(cause.name)}']")
    left.wait_for(state="visible")
    assert cause.proof in left.inner_text()
    assert all(each.what in left.inner_text() for each in cause.never)
    press(page, left.locator("a", has_text=cause.example).last)
    address = links.example(cause.feature, cause.example)
    page.wait_for_url(lambda url: unquote(url).endswith(address))
    assert page.locator(f"[id='{address.partition('#')[2]}']").count() == 1


@pytest.fixture(scope="module")
def walkers(chromium: Browser, built: Path) -> Mapping[bool, Visit]:
    """Somebody at a desk whose pages have scripts, and somebody with a phone, without any.

    Each walks all paths: a window of one's own takes longer to open than a path to walk.
    """
    windows = {True: DESKTOP, False: PHONE}
    return {
        scripted: Visit(
            chromium.new_context(viewport=size, java_script_enabled=scripted).new_page(),
            built.as_uri(),
        )
        for scripted, size in windows.items()
    }


@pytest.mark.parametrize("symptom", symptoms(), ids=lambda each: str(each.name))
@pytest.mark.parametrize(
    ("press", "scripted"),
    [
        pytest.param(with_the_keyboard, True, id="keyboard"),
        pytest.param(with_a_mouse, False, id="without-script"),
    ],
)
def test_every_path_leads_from_the_front_page_to_its_example(
    walkers: Mapping[bool, Visit], built: Path, symptom: Symptom, press: Press, scripted: bool
) -> None:
    visit = walkers[scripted]
    visit.complaints.clear()

    # What is the same of all paths is walked once: Tab stops at many places of the front page.
    for asked, walks in groupby(symptom.paths(), lambda walk: bool(walk.turns)):
        visit.page.goto((built / links.FRONT).as_uri())
        begin = begun(visit.page, symptom, asked, press)
        for n, walk in enumerate(walks):
            if n:
                visit.page.goto(begin)
            walked(visit.page, walk, press)
    assert visit.complaints == []


@pytest.mark.parametrize(
    ("window", "scheme"),
    [
        pytest.param(DESKTOP, "light", id="desktop-light"),
        pytest.param(PHONE, "dark", id="phone-dark"),
    ],
)
def test_every_symptom_fits_the_window_and_keeps_nobody_out(
    chromium: Browser, built: Path, window: ViewportSize, scheme: Literal["light", "dark"]
) -> None:
    context = chromium.new_context(viewport=window, color_scheme=scheme)
    visit = Visit(context.new_page(), built.as_uri())

    found = {}
    for number, symptom in enumerate(symptoms()):
        visit.page.goto((built / links.symptom(symptom.name)).as_uri())
        visit.page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
        # Every other page shows its structure in this window, the others in the other one.
        structure = bool(number % 2) is (scheme == "dark")
        barriers = visit.barriers(structure=structure) if symptom.causes else []
        if visit.overflows() or barriers or visit.complaints:
            found[symptom.name] = [visit.overflows(), *barriers, *visit.complaints]
    assert found == {}
    context.close()
