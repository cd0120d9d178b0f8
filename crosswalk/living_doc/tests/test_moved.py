"""Whoever follows an old address of the site finds what stood there, without a script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crosswalk import links
from crosswalk.living_doc.model import Book
from crosswalk.living_doc.moved import NAME, moved_in
from crosswalk.living_doc.reading import read
from crosswalk.living_doc.run import Setting
from crosswalk.living_doc.site import build

from .conftest import ROOT
from .envelopes import envelopes

MOVED = moved_in(ROOT / "features")
FRUIT = {"01_fruit.feature": "Feature: Fruit\n\n  Example: An apple\n    Given a\n"}


def site_of(directory: Path, *moved: tuple[str, str]) -> dict[str, str]:
    build(read(envelopes(FRUIT), Setting(moved=moved)), directory)
    return {path.name: path.read_text("utf-8") for path in directory.glob("*.html")}


def test_every_old_address_leads_to_something_that_is_there(document: Book) -> None:
    assert MOVED
    assert [new for _, new in MOVED if not document.holds(new)] == []


def test_what_is_where_it_was_did_not_move(document: Book) -> None:
    assert [old for old, _ in MOVED if document.holds(old)] == []


def test_old_addresses_are_of_chapters() -> None:
    fixed = {links.FRONT, links.IDS, links.ASSUMPTIONS, links.FIDELITY, links.SENTENCES}

    assert not {old.partition("#")[0] for old, _ in MOVED} & fixed


def test_every_old_address_is_one_of_the_site(document: Book, tmp_path: Path) -> None:
    build(document, tmp_path)

    for old, new in MOVED:
        page, _, anchor = old.partition("#")
        shown = (tmp_path / page).read_text("utf-8")
        assert f'href="{new}"' in shown
        assert f' id="{anchor}"' in shown if anchor else 'id="moved"' in shown


def test_a_page_that_is_gone_leads_to_the_new_one(tmp_path: Path) -> None:
    site = site_of(
        tmp_path, ("food.html", "fruit.html"), ("food.html#apple", "fruit.html#an-apple")
    )

    assert re.findall(
        '<li(.*?)><a href="(.*?)">(.*?)</a>', site["food.html"].partition("<nav")[0]
    ) == [
        ("", "fruit.html", "Fruit"),
        (' id="apple"', "fruit.html#an-apple", "An apple"),
    ]
    assert 'href="food.html"' not in site[links.FRONT]


def test_an_anchor_that_is_gone_from_a_page_stands_at_its_end(tmp_path: Path) -> None:
    site = site_of(tmp_path, ("fruit.html#apple", "fruit.html#an-apple"))

    assert '<li id="apple"><a href="fruit.html#an-apple">An apple</a></li>' in site["fruit.html"]
    assert "Moved from here" not in site[links.FRONT]


def test_what_is_still_there_is_not_shown_as_moved(tmp_path: Path) -> None:
    site = site_of(tmp_path, ("fruit.html#an-apple", "elsewhere.html"))

    assert "Moved from here" not in site["fruit.html"]


def test_what_was_not_played_is_named_without_a_link(tmp_path: Path) -> None:
    pear = ("food.html#pear", "pears.html#a-pear")
    site = site_of(tmp_path, pear, ("food.html#apple", "fruit.html#an-apple"))

    assert '<li id="pear">pears.html#a-pear <span class="absent">' in site["food.html"]


def test_a_page_of_which_nothing_was_played_is_not_made(tmp_path: Path) -> None:
    site = site_of(tmp_path, ("food.html#pear", "pears.html#a-pear"))

    assert "food.html" not in site


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "moved.toml: Object missing required field `moved`"),
        ("[moved]\nx = 1", "moved.toml: Expected `str`, got `int` - at `$.moved[...]`"),
    ],
)
def test_a_list_that_cannot_be_read_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / NAME).write_text(text)

    with pytest.raises(ValueError, match=rf"{re.escape(complaint)}$"):
        moved_in(tmp_path)


def test_without_a_list_nothing_moved(tmp_path: Path) -> None:
    assert moved_in(tmp_path) == ()
