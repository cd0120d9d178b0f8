"""The parts of a document: which chapters stand under which title, on the site and in the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crosswalk import links
from crosswalk.living_doc.parts import Part, parts, parts_in
from crosswalk.living_doc.reading import read
from crosswalk.living_doc.run import Setting
from crosswalk.living_doc.site import build, sections

from .envelopes import envelopes

FEATURE = "Feature: {}\n\n  Example: An example\n    Given a step\n"
BOOK = {
    f"features/{stem}.feature": FEATURE.format(stem[3:].capitalize())
    for stem in ("00_cover", "01_apples", "04_pears", "20_soil", "35_index")
}
KNOWN = parts(["20 The garden", "01 Fruit"])


def test_a_chapter_belongs_to_the_last_part_that_begins_before_it() -> None:
    book = read(envelopes(BOOK), Setting(parts=KNOWN))

    assert [(title, [each.stem for each in listed]) for title, listed in book.parts] == [
        ("Chapters", ["00_cover"]),
        ("Fruit", ["01_apples", "04_pears"]),
        ("The garden", ["20_soil", "35_index"]),
    ]


def test_a_document_without_parts_is_one_list() -> None:
    book = read(envelopes(BOOK))

    assert [title for title, _ in book.parts] == ["Chapters"]
    assert [title for title, _ in sections(book)][-1] == "Chapters"


def test_the_contents_and_the_front_page_tell_the_parts(tmp_path: Path) -> None:
    build(read(envelopes(BOOK), Setting(parts=KNOWN)), tmp_path)

    front = (tmp_path / links.FRONT).read_text(encoding="utf-8")
    nav = front[front.index('<nav id="contents"') :]
    assert re.findall("<h2>(.*?)</h2>", nav)[-3:] == ["Chapters", "Fruit", "The garden"]
    assert re.findall("<h3>(.*?)</h3>", front)[-3:] == ["Chapters", "Fruit", "The garden"]


def test_parts_are_read_from_a_pytest_ini(tmp_path: Path) -> None:
    ini = tmp_path / "pytest.ini"
    ini.write_text("[pytest]\nparts =\n    20 The garden\n    01 Fruit\n")

    assert parts_in(ini) == (Part("01", "Fruit"), Part("20", "The garden"))
    assert parts_in(tmp_path / "none.ini") == ()


@pytest.mark.parametrize("line", ["20", " 20 "])
def test_a_part_without_a_title_is_refused(line: str) -> None:
    complaint = "parts: '20': expected how a chapter's name begins, and a title"

    with pytest.raises(ValueError, match=f"^{re.escape(complaint)}$"):
        parts([line])
