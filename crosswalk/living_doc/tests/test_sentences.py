"""The page of the vocabulary: every sentence once, what fits, and where it is said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crosswalk import links
from crosswalk.living_doc import sentences
from crosswalk.living_doc.model import Book
from crosswalk.living_doc.page import Page
from crosswalk.living_doc.rendering import render
from crosswalk.living_doc.run import Run, Setting
from crosswalk.living_doc.vocabulary import concepts
from crosswalk.runner.vocabulary import Vocabulary, load, modules_in

ROOT = Path(__file__).parents[3]
VOCABULARY = modules_in(ROOT / "pytest.ini")


@pytest.fixture(scope="module")
def page(document: Book) -> Page:
    (page,) = sentences.pages(document)
    return page


@pytest.fixture(scope="module")
def shown(page: Page, document: Book) -> str:
    return render(page, {"book": document, "contents": [], "partial": False})


def article(shown: str, pattern: str) -> str:
    """Return how one sentence is shown, without the blanks around its lines."""
    found = re.search(
        rf'<article class="vocable" id="{links.slug(pattern)}".*?</article>', shown, re.S
    )
    assert found, pattern
    return found[0]


def test_every_sentence_has_one_place_of_its_own(page: Page, shown: str, document: Book) -> None:
    patterns = {each.pattern for each in load(VOCABULARY)}
    anchors = re.findall(r'<article class="vocable" id="([^"]+)"', shown)

    assert sorted(anchors) == sorted(map(links.slug, patterns))
    assert len(set(anchors)) == len(anchors)
    assert {entry.address for entry in page.entries} == set(map(links.sentence, patterns))


def test_ids_on_the_page_are_there_once(shown: str) -> None:
    ids = re.findall(r' id="([^"]+)"', shown)

    assert sorted(ids) == sorted(set(ids))


def test_a_sentence_is_shown_with_its_values_and_its_examples(shown: str, document: Book) -> None:
    restores = article(shown, "inSync restores the {workload} of {owner} to {destination}")

    assert "<li>Exchange Online</li><li>OneDrive</li>" in restores
    assert "Restore the latest snapshot of one app of a person to a new folder, or" in restores
    assert "a new folder, one of Sam, Ada" in restores
    said_in = {
        f"{chapter.page}#{example.anchor}"
        for chapter in document.chapters
        for example in chapter.examples
        for case in example.cases
        for step in case.steps
        if re.fullmatch(r"inSync restores the .* of .+ to .+", step.text)
    }
    assert said_in
    assert said_in <= set(re.findall(r'href="([^"]+#[^"]+)"', restores))
    assert f"Used by {len(said_in)} example" in restores


def test_a_sentence_of_very_many_examples_lists_some_and_counts_the_rest(
    document: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sentences, "AT_MOST", 5)
    (page,) = sentences.pages(document)
    shown = render(page, {"book": document, "contents": [], "partial": False})

    imports = article(shown, "the users are imported from Okta")
    count = int(re.findall(r"Used by (\d+) examples", imports)[0])
    assert count > 5
    assert len(re.findall(r'<li><span class="mark', imports)) == 5
    assert f"And {count - 5} more." in imports


def test_sentences_that_differ_in_the_keyword_alone_are_one(shown: str) -> None:
    assert "<b>Given / Then</b>" in article(shown, "inSync accesses user accounts using {setting}")


def test_a_sentence_that_the_run_did_not_need_says_so() -> None:
    said = concepts(Vocabulary(load(VOCABULARY)), ())
    (page,) = sentences.pages(Book((), Run(setting=Setting(vocabulary=said))))
    patterns = [each for _, _, listed in page.context["concepts"] for each in listed]

    assert patterns
    assert not any(each.uses for each in patterns)
