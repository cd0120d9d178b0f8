"""The site as one file: whole, and leading nowhere but into itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crosswalk import links
from crosswalk.evidence.model import EXCHANGES_FILE, EXCHANGES_TYPE
from crosswalk.living_doc import search, single_file, site
from crosswalk.living_doc.model import Book
from crosswalk.living_doc.reading import read

from .envelopes import envelopes
from .reader import Reader

SCRIPTED = {links.USER}
"""Pages that need a script of their own."""
WIRE = '{"scenes": [], "total": 7351}'
FRUIT = "Feature: Fruit\n\n  Example: An </main> apple\n    Given a <b>\n      | </body> |\n"
ATTACHED = [
    {"body": WIRE, "mediaType": EXCHANGES_TYPE, "fileName": EXCHANGES_FILE},
    {"body": "R01 decided", "mediaType": "text/plain", "fileName": "rule.txt"},
]


@pytest.fixture(scope="module")
def text(document: Book) -> str:
    return single_file.single_file(document)


@pytest.fixture(scope="module")
def page(text: str) -> Reader:
    return Reader(text)


def test_every_page_is_a_section_but_the_one_that_needs_a_script_of_its_own(
    page: Reader, document: Book
) -> None:
    sections = [found["id"] for _, found in page.elements if found.get("class") == "page"]

    assert sections[0] == links.FRONT
    assert sorted(map(str, sections)) == sorted(
        name
        for name, _ in site.files(document)
        if name.endswith(".html") and "--" not in name and name not in SCRIPTED
    )


def test_every_link_leads_into_the_file(page: Reader) -> None:
    there = set(page.all("id"))
    addresses = [each for each in page.all("href") if not re.match(r"data:|https?://", each)]

    assert len(addresses) > 1000
    assert [each for each in addresses if not each.startswith("#")] == []
    assert [each for each in addresses if each.removeprefix("#") not in there] == []


def test_ids_are_there_once_and_what_names_them_finds_them(page: Reader) -> None:
    ids = page.all("id")
    named = [
        each
        for attribute in ("for", "aria-labelledby", "aria-controls", "aria-describedby")
        for listed in page.all(attribute)
        for each in listed.split()
    ]

    assert len(ids) == len(set(ids))
    assert named
    assert [each for each in named if each not in set(ids)] == []


def test_nothing_is_loaded(page: Reader, text: str) -> None:
    assert page.all("src") == []
    assert {tag for tag, _ in page.elements} & {"link", "img", "iframe", "object"} == {"link"}
    assert [found["rel"] for tag, found in page.elements if tag == "link"] == ["icon"]
    assert "url(" not in text.partition("</style>")[0]
    assert text.count("<style>") == 1
    assert [name for _, found in page.elements for name in found if name.startswith("on")] == []


def test_the_search_finds_it_without_a_file(text: str) -> None:
    assert '"search-index.js"' not in text
    found = re.search(r'<script type="text/plain" id="search-index">(.*?)</script>', text, re.S)
    assert found
    addresses = [address for _, _, address, *_ in search.from_script(found[1])["entries"]]
    assert len(addresses) > 500
    assert all(address.startswith("#") for address in addresses)
    assert [each for each in addresses if f'id="{each[1:]}"' not in text] == []


def test_requests_are_left_out_and_said_to_be() -> None:
    book = read(envelopes({"01_fruit.feature": FRUIT}, attachments=ATTACHED))

    text = single_file.single_file(book)

    assert any("7351" in page for _, page in site.files(book))
    assert "7351" not in text
    assert "R01" in text
    left_out = "HTTP requests, pictures, and pages that need a script, are left out of this file."
    assert left_out in text


def test_what_is_written_stays_text() -> None:
    text = single_file.single_file(read(envelopes({"01_fruit.feature": FRUIT})))

    assert text.count("</main>") == text.count("</body>") == text.count("</head>") == 1
    shown = Reader(text).text
    assert "An </main> apple" in shown
    assert "</body>" in shown


def test_a_page_with_a_script_of_its_own_is_left_out(
    document: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = dict(site.files(document))
    scripted = links.RUNBOOK
    files[scripted] = files[scripted].replace(
        "</head>", '<script src="x.js" defer></script>\n</head>'
    )
    monkeypatch.setattr(site, "files", lambda _book: files.items())

    text = single_file.single_file(document)

    assert f'id="{scripted}"' not in text
    assert f"#{scripted}" not in text
    assert scripted not in text
    assert not [name for name in SCRIPTED if name in text]


def test_one_file_of_the_document_can_be_mailed(text: str, tmp_path: Path) -> None:
    assert 500_000 < len(text.encode()) < 5_000_000
