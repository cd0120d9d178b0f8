"""What is found by which words: those of the document, of the systems, and of customers."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crosswalk import links
from crosswalk.living_doc import synonyms
from crosswalk.living_doc.model import Book
from crosswalk.living_doc.site import sections
from crosswalk.living_doc.vendor_texts import VendorText, vendor_texts
from fakes.insync.model import ErrorCode
from fixtures.browser import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FIRST = 5
SEARCH = """(queries) => queries.map((query) => {
  const input = document.getElementById('search');
  input.value = query;
  input.dispatchEvent(new Event('input'));
  return [...document.querySelectorAll('#found li')].map((each) => each.dataset.address ?? '');
})"""
Search = Callable[[list[str]], list[list[str]]]

TICKETS = {
    "403": ["symptom-exchange-web-services.html"],
    "Forbidden": ["symptom-stays-active.html", "messages.html"],
    "Unauthorized": ["symptom-not-imported.html", "connection.html"],
    "tasks": ["glossary.html", "symptom-not-imported.html"],
    "#100000011": ["symptom-mailbox-not-restored.html", "messages.html"],
    "Server not reachable": ["symptom-mailbox-not-restored.html", "messages.html"],
    "sign-in name": ["name-changes-as-primary.html"],
    "new hire": ["symptom-not-imported.html", "new-hires.html", "joining-and-leaving.html"],
    "marriage": ["symptom-new-name.html", "name-changes.html"],
    "duplicate": ["symptom-duplicates.html", "duplicates.html"],
    "twice": ["symptom-duplicates.html"],
    "merge": ["symptom-duplicates.html"],
    "EUSERNOTFOUND": ["symptom-onedrive-eusernotfound.html"],
    "euauth": ["symptom-no-access.html", "messages.html"],
    "license": ["licenses.html", "glossary.html"],
    "licence": ["licenses.html"],
    "shared mailbox": ["symptom-shared-mailboxes.html"],
    "shared mailboxes": ["symptom-shared-mailboxes.html"],
    "alias": ["glossary.html", "symptom-mailbox-not-restored.html"],
    "429": ["connection.html"],
    "token": ["glossary.html", "symptom-not-imported.html"],
    "rehire": ["joining-and-leaving.html"],
    "Matching user not found": ["messages.html", "okta-pushes.html"],
    "Error while creating user x9@y.example: Conflict. Errors reported by remote server: z": [
        "messages.html"
    ],
}
"""What somebody types who has a ticket, and the pages that have to be among the first."""

SAID = {
    "And the Okta admin applies updates now": "duplicates.html",
    "that a restore works. A successful backup": links.step("prove"),
    "admin center Licenses and apps of the person": links.step("look"),
    "It could fail with Server not reachable, as mailbox restores do": links.identifier("A42"),
    "Against the letter of the article: saving alone sends nothing": "article.html",
    "filling rules proxyAddresses": "fidelity.html",
}
"""A step, the text of the runbook, of an assumption and of other pages, and where it stands."""


@pytest.fixture(scope="module")
def search(chromium: Browser, built: Path) -> Search:
    """What is found on the site of the whole document."""
    visit = Visit(chromium.new_page(), built.as_uri())
    visit.page.goto((built / links.FRONT).as_uri())
    visit.page.focus("#search")
    visit.page.wait_for_function("window.searchIndex")

    def found(queries: list[str]) -> list[list[str]]:
        addresses: list[list[str]] = visit.page.evaluate(SEARCH, queries)
        assert visit.complaints == []
        return addresses

    return found


@pytest.mark.browser
def test_what_a_ticket_says_leads_to_its_pages(search: Search) -> None:
    found = dict(zip(TICKETS, search(list(TICKETS)), strict=True))

    lost = {
        query: [page, found[query][:FIRST]]
        for query, pages in TICKETS.items()
        for page in pages
        if page not in {address.partition("#")[0] for address in found[query][:FIRST]}
    }
    assert lost == {}


@pytest.mark.browser
def test_every_message_is_found_as_it_is_shown_with_its_names_and_numbers(search: Search) -> None:
    texts = vendor_texts()
    # A browser pastes a line break into a field of one line as a space.
    shown = (" ".join(re.sub(r"\{\w*\}", "zq17", each.text).split()) for each in texts)
    found = search(list(shown))

    lost = {
        each.text: addresses[:FIRST]
        for each, addresses in zip(texts, found, strict=True)
        if not any(map(_of(each), addresses[:FIRST]))
    }
    assert len(texts) > 150
    assert lost == {}


@pytest.mark.browser
def test_every_code_is_found(search: Search) -> None:
    codes = sorted({each.code for each in vendor_texts() if each.code} | {*_job_codes()})
    found = search(codes)

    assert "E0000006" in codes
    assert "EUAUTH" in codes
    for code, addresses in zip(codes, found, strict=True):
        assert links.MESSAGES in {each.partition("#")[0] for each in addresses[:FIRST]}, code


@pytest.mark.browser
def test_steps_and_prose_are_found(search: Search) -> None:
    found = dict(zip(SAID, search(list(SAID)), strict=True))

    lost = {
        said: found[said]
        for said, place in SAID.items()
        if not any(each.startswith(place) for each in found[said])
    }
    assert lost == {}


@pytest.mark.browser
def test_what_nothing_says_is_not_found(search: Search) -> None:
    assert search(["zq17", "nobody zq17 zq18 zq19", "   "]) == [[""], [""], []]


def test_every_text_of_the_systems_stands_on_the_page_of_messages(document: Book) -> None:
    (page,) = (page for _, pages in sections(document) for page in pages if _is_messages(page.path))
    titles = {each.title for _, told in page.context["systems"] for each in told}

    assert {each.title for each in vendor_texts()} <= titles


def test_texts_are_read_with_their_codes() -> None:
    texts = vendor_texts()

    assert VendorText("insync", "Auth session expired", "InsyncCappmaster-1009") in texts
    assert VendorText("okta", "Not found: Resource not found: {detail}", "E0000007") in texts
    assert VendorText("insync", "Server not reachable. (#100000011)") in texts
    assert {each.system for each in texts} == {"okta", "insync", "microsoft365"}


def test_every_synonym_is_for_something_in_the_document(document: Book) -> None:
    titles = [entry.title for _, pages in sections(document) for p in pages for entry in p.entries]

    for each in synonyms.synonyms():
        for term in each.terms:
            alone = synonyms.Synonyms((term,), each.also)
            assert any(alone.called(title) for title in titles), term


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("synonyms = []", "book.toml: Expected `array` of length >= 1 - at `$.synonyms`"),
        (
            '[[synonyms]]\nterms = ["a"]\n',
            "book.toml: Object missing required field `also` - at `$.synonyms[0]`",
        ),
        (
            '[[synonyms]]\nterms = ["a"]\nalso = ["b"]\nc = 1\n',
            "book.toml: Object contains unknown field `c` - at `$.synonyms[0]`",
        ),
    ],
)
def test_a_mistake_in_the_synonyms_is_named_with_its_place(
    tmp_path: Path, text: str, complaint: str
) -> None:
    path = tmp_path / "book.toml"
    path.write_text(text)

    with pytest.raises(ValueError, match=f"^{re.escape(complaint)}$"):
        synonyms.synonyms(path)


def _is_messages(path: str) -> bool:
    return path == links.MESSAGES


def _of(text: VendorText) -> Callable[[str], bool]:
    """Return what tells whether an address is that of a text."""
    anchor = links.slug(f"{text.code} {text.title}")
    return lambda address: address.startswith(links.MESSAGES) and address.endswith(anchor)


def _job_codes() -> list[str]:
    return [code.value for code in ErrorCode]
