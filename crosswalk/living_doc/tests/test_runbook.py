"""The runbook's claims are shown by examples, and its page leads to them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from crosswalk.living_doc import runbook as module
from crosswalk.living_doc.model import Book
from crosswalk.living_doc.page import Page
from crosswalk.living_doc.reading import read
from crosswalk.living_doc.rendering import render
from crosswalk.living_doc.run import Run
from crosswalk.procedure.runbook import Claim, runbook
from crosswalk.runner.gherkin import plays_of

from .envelopes import envelopes

FEATURES = Path(__file__).parents[3] / "features"
STEPS = runbook()
CLAIMS = [claim for step in STEPS for claim in step.claims]


@cache
def tags_of(stem: str) -> dict[str, frozenset[str]]:
    """Return the tags of every example and row of a feature file, by name."""
    return {play.name: play.tags for play in plays_of(FEATURES / f"{stem}.feature")}


@pytest.fixture(scope="module")
def page(document: Book) -> Page:
    (page,) = module.pages(document)
    return page


def rendered(page: Page, book: Book) -> str:
    return render(page, {"book": book, "contents": [], "partial": False})


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.text[:40])
def test_the_example_of_a_claim_is_there_and_about_it(claim: Claim) -> None:
    tags = tags_of(claim.feature)

    assert claim.example in tags
    assert set(claim.ids) <= tags[claim.example]


def test_every_claim_leads_to_its_example(page: Page, document: Book) -> None:
    addresses = [
        section.address_of(claim)
        for section in page.context["steps"]
        for claim in section.step.claims
    ]
    html = rendered(page, document)

    assert len(addresses) == len(CLAIMS)
    assert all(document.holds(address) for address in addresses)
    assert all(f'href="{address}"' in html for address in addresses)


def test_there_is_a_box_for_each_check_and_action(page: Page, document: Book) -> None:
    boxes = re.findall(r'<input type="checkbox" name="([^"]+)"', rendered(page, document))

    assert (
        len(boxes) == len(set(boxes)) == sum(len(step.before) + len(step.actions) for step in STEPS)
    )


def test_a_failed_example_is_seen_beside_its_claim(page: Page) -> None:
    claim = STEPS[1].changes[0]
    text = (FEATURES / f"{claim.feature}.feature").read_text(encoding="utf-8")
    messages = envelopes(
        {f"features/{claim.feature}.feature": text},
        lambda name, _text: "FAILED" if name == claim.example else "PASSED",
    )
    html = rendered(page, read(messages))

    proof = html.partition(claim.text)[2].partition("</li>")[0]
    assert 'aria-label="failed"' in proof


def test_what_was_not_run_is_no_link(page: Page) -> None:
    html = rendered(page, Book((), Run()))

    assert html.count("not in this run") == len(CLAIMS)


def test_the_search_finds_every_step(page: Page) -> None:
    assert [entry.title for entry in page.entries] == [step.title for step in STEPS]


def test_what_is_left_out_was_played(page: Page) -> None:
    ends = {
        section.step.name: section.left_out for section in page.context["steps"] if section.left_out
    }

    assert set(ends) == {"email-ids", "mapping", "import", "setting"}
    assert ends["email-ids"].startswith("5 accounts, Sam and Lia twice; ")
    assert ends["setting"] == "3 accounts; OneDrive backup fails for 2"


def test_the_drawing_shows_every_account(page: Page, document: Book) -> None:
    html = rendered(page, document)
    drawn = re.search(r"<svg.*</svg>", html, re.DOTALL)
    assert drawn
    texts = [
        (each.get("class"), each.text or "")
        for each in ElementTree.fromstring(drawn[0]).iter("text")  # noqa: S314 - our own page
    ]
    orders = [text for kind, text in texts if kind == "order"]
    sums = [text for kind, text in texts if kind == "sum"]

    assert [order[0] for order in orders] == ["✓", "✗", "✗"]
    assert sums[:5] == ["3 accounts"] * 4 + ["3 accounts, all works"]
    assert sums[5:10] == ["3 accounts"] * 2 + ["5 accounts, 2 people twice"] * 3
    assert sums[14] == "3 accounts, all works"
    assert sum(kind == "who" for kind, _ in texts) == 5 * 3 + (3 + 3 + 5 + 5 + 5) + 5 * 3
    assert [text for kind, text in texts if kind == "sum refused"] == ["✗ 2 changes refused: taken"]
