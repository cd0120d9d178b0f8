"""Every symptom leads to rules and examples that the document holds."""

from __future__ import annotations

import pytest

from crosswalk.living_doc import links
from crosswalk.living_doc.model import Book
from crosswalk.living_doc.symptoms import SymptomPage, every_symptom


@pytest.mark.parametrize("told", every_symptom(), ids=lambda told: str(told.symptom.name))
def test_a_symptom_leads_to_what_the_document_holds(told: SymptomPage, document: Book) -> None:
    assert told.shown
    led_to = [*(address for address, _ in told.shown), *(each.example for each in told.causes)]
    assert [address for address in led_to if not document.holds(address)] == []


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
