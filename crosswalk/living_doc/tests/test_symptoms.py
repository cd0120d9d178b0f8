"""Every symptom leads to rules and examples that the document holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crosswalk import links
from crosswalk.living_doc.model import Book
from crosswalk.living_doc.site import build
from crosswalk.living_doc.symptoms import SymptomPage, every_symptom


@pytest.fixture(scope="module")
def site(document: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("site")
    build(document, directory)
    return directory


def ids_in(page: Path) -> list[str]:
    return re.findall(r'\bid="([^"]*)"', page.read_text("utf-8"))


@pytest.mark.parametrize("told", every_symptom(), ids=lambda told: str(told.symptom.name))
def test_a_symptom_leads_to_what_the_document_holds(told: SymptomPage, document: Book) -> None:
    assert told.shown
    led_to = [*(address for address, _ in told.shown), *(each.example for each in told.causes)]
    assert [address for address in led_to if not document.holds(address)] == []


@pytest.mark.parametrize("told", every_symptom(), ids=lambda told: str(told.symptom.name))
def test_nothing_on_a_page_has_the_id_of_something_else(told: SymptomPage, site: Path) -> None:
    ids = ids_in(site / told.address)

    assert len(set(ids)) == len(ids)
    assert {section.anchor for section in told.causes} <= set(ids)


def test_where_a_card_stood_under_an_earlier_title_it_is_found(site: Path) -> None:
    ids = set(ids_in(site / links.FRONT))

    assert {"everyone-is-there-twice", "mail-is-backed-up-but-not-restored-anywhere"} <= ids
    assert {each.anchor for each in every_symptom()} <= ids


def test_no_two_things_of_the_document_have_one_address(document: Book) -> None:
    told = [
        f"{chapter.page}#{anchor}"
        for chapter in document.chapters
        for rule in chapter.rules
        for example in rule.examples
        for anchor in (example.anchor, *(case.anchor for t in example.tables for case in t.rows))
    ]

    assert len(set(told)) == len(told)
    assert set(told) == {
        links.example(chapter.stem, title)
        for chapter in document.chapters
        for example in chapter.examples
        for title in (example.title, *(case.name for t in example.tables for case in t.rows))
    }
