"""Every symptom leads to rules and examples that the document holds."""

from __future__ import annotations

import pytest

from crosswalk.living_doc import links
from crosswalk.living_doc.model import Book
from crosswalk.living_doc.symptoms import SYMPTOMS, Symptom
from crosswalk.procedure.runbook import runbook


@pytest.mark.parametrize("symptom", SYMPTOMS, ids=lambda symptom: str(symptom.anchor))
def test_a_symptom_leads_to_what_the_document_holds(symptom: Symptom, document: Book) -> None:
    assert symptom.shown
    found = [(each.address, each.means) for each in symptom.findings]
    led_to = [*symptom.shown, *symptom.ways_out, *found]
    assert [address for address, _ in led_to if not document.holds(address)] == []


@pytest.mark.parametrize("symptom", SYMPTOMS, ids=lambda symptom: str(symptom.anchor))
def test_a_remedy_is_of_steps_of_the_runbook_in_their_order(symptom: Symptom) -> None:
    order = [step.name for step in runbook()]

    assert [name for name in order if name in symptom.remedy] == list(symptom.remedy)


def test_what_the_article_is_about_has_a_remedy_or_ways_out(document: Book) -> None:
    (chapter,) = (each for each in document.chapters if each.stem == "01_troubleshooting")

    assert all(symptom.remedy or symptom.ways for symptom in SYMPTOMS[: len(chapter.rules)])


def test_symptoms_begin_with_those_of_the_troubleshooting_chapter(document: Book) -> None:
    (chapter,) = (each for each in document.chapters if each.stem == "01_troubleshooting")
    first = [symptom.shown[0][0] for symptom in SYMPTOMS[: len(chapter.rules)]]

    assert first == [f"{chapter.page}#{rule.anchor}" for rule in chapter.rules]


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
