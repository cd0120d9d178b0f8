"""Where what is stated comes from is told, and linked where it has an address."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crosswalk import links
from crosswalk.catalogue import ASSUMPTIONS, FACTS, MODELED, PATHS, REQUIREMENTS
from crosswalk.sources import Piece, Source, pieces, sources
from crosswalk.statements import article

from .reader import Reader

ALL = (Source("the article", article().address), *sources())
NAMED = [each.source for kind in (REQUIREMENTS, FACTS, PATHS) for each in kind.values()] + [
    each.source for each in MODELED
]
ARGUED = [text for each in ASSUMPTIONS.values() for text in (each.why, each.otherwise)]


def test_a_link_to_elsewhere_is_one_of_the_sources_and_does_not_tell_where_it_was_followed(
    site: dict[str, Reader],
) -> None:
    followed = [found for page in site.values() for tag, found in page.elements if tag == "a"]
    outside = [each for each in followed if "//" in (each["href"] or "")]

    assert {each["href"] for each in outside} <= {each.address for each in ALL}
    assert len({each["href"] for each in outside}) > 40
    assert {each["rel"] for each in outside} == {"noreferrer"}


@pytest.mark.parametrize("path", [links.FRONT, links.RUNBOOK])
def test_the_warning_of_the_article_stands_before_anything_to_do(
    path: str, site: dict[str, Reader]
) -> None:
    told = re.split("What a customer reports|The right order", site[path].text)[0]

    assert all(each in told for each in (article().title, *article().warning))
    assert links.step("email-ids") in site[path].all("href")


@pytest.mark.parametrize("path", [links.FRONT, links.RUNBOOK, links.ARTICLE])
def test_the_article_is_named_by_its_title_and_linked(path: str, site: dict[str, Reader]) -> None:
    assert article().title in site[path].text
    assert article().address in site[path].all("href")


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.title)
def test_a_source_with_an_address_is_one_that_the_catalogue_names(source: Source) -> None:
    found = [each for text in NAMED + ARGUED for each in pieces(text) if each.address]

    assert Piece(source.title, source.address) in found


def test_titles_and_addresses_are_there_once() -> None:
    assert len({each.title for each in ALL}) == len(ALL) == len({each.address for each in ALL})


def test_a_requirement_leads_to_the_article_and_a_fact_to_its_source(
    site: dict[str, Reader],
) -> None:
    for each in REQUIREMENTS.values():
        assert article().address in {piece.address for piece in pieces(each.source)}
    linked = [
        each for each in FACTS.values() if any(piece.address for piece in pieces(each.source))
    ]
    assert len(linked) > 2 * len(FACTS) / 3
    wanted = {piece.address for each in linked for piece in pieces(each.source) if piece.address}
    assert wanted <= set(site[links.IDS].all("href"))


def test_a_text_is_parted_at_titles_and_nothing_of_it_is_lost() -> None:
    text = "Druva, Preserve Users; seen at Preserve Usersland; the article"
    found = list(pieces(text))

    assert "".join(each.text for each in found) == text
    assert [each.text for each in found if each.address] == ["Preserve Users", "the article"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("sources = []", "book.toml: Expected `array` of length >= 1 - at `$.sources`"),
        (
            '[[sources]]\ntitle = "a"\naddress = "http://a.example"\n',
            "book.toml: Expected `str` matching regex '^https://[^\\\\s|]+$' "
            "- at `$.sources[0].address`",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "book.toml"
    path.write_text(text)

    with pytest.raises(ValueError, match=f"^{re.escape(complaint)}$"):
        sources(path)
