"""Every term of the glossary is used, and every letter of an id is explained."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crosswalk import links
from crosswalk.catalogue import IDS
from crosswalk.living_doc.glossary import Term, glossary

from .reader import Reader

TERM = '[[terms]]\nname = "a"\nmeans = "b"\n'
LETTER = '[[letters]]\nletter = "R"\nexample = "R01"\nmeans = "b"\n'


@pytest.mark.parametrize("term", glossary().terms, ids=lambda term: term.name)
def test_a_term_is_used_on_a_page(term: Term, site: dict[str, Reader]) -> None:
    used = re.compile(rf"\b{re.escape(term.name)}\b", re.IGNORECASE)

    assert any(used.search(page.text) for name, page in site.items() if name != links.GLOSSARY)


def test_a_term_stands_once_and_its_ids_are_known() -> None:
    terms = glossary().terms

    assert len({term.anchor for term in terms}) == len(terms)
    assert {id_ for term in terms for id_ in term.ids} <= IDS


def test_every_letter_of_an_id_is_explained_by_one_that_has_it() -> None:
    letters = {each.letter: each.example for each in glossary().letters}

    assert set(letters) == {id_[0] for id_ in IDS}
    assert all(example in IDS and example[0] == letter for letter, example in letters.items())


def test_the_page_says_what_each_is_and_what_products_call_it(site: dict[str, Reader]) -> None:
    page = site[links.GLOSSARY]

    for term in glossary().terms:
        assert term.anchor in page.all("id")
        assert all(text in page.text for text in (term.means, *term.systems.values()))
    assert links.GLOSSARY in site[links.FRONT].all("href")
    assert f"{links.GLOSSARY}#ids" in site[links.IDS].all("href")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (LETTER, "book.toml: Object missing required field `terms`"),
        (f"terms = []\n{LETTER}", "book.toml: Expected `array` of length >= 1 - at `$.terms`"),
        (
            f"{TERM}color = 1\n{LETTER}",
            "book.toml: Object contains unknown field `color` - at `$.terms[0]`",
        ),
        (
            f"{TERM}systems = {{ Okta = '' }}\n{LETTER}",
            "book.toml: Expected `str` of length >= 1 - at `$.terms[0].systems[...]`",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "book.toml"
    path.write_text(text)

    with pytest.raises(ValueError, match=f"^{re.escape(complaint)}$"):
        glossary(path)
