"""The site shows the diagnosis of a sample tenant, whose links lead to the site and back."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest

from crosswalk import links
from crosswalk.diagnosis.report.explained import explained
from crosswalk.living_doc import diagnosis
from crosswalk.living_doc.model import Book
from crosswalk.living_doc.reading import read
from crosswalk.living_doc.search import from_script
from crosswalk.living_doc.single_file import single_file
from crosswalk.living_doc.site import INDEX, build

from .envelopes import envelopes
from .reader import Reader

FRUIT = "Feature: Fruit\n  Example: Counted\n    Given a basket\n"


@pytest.fixture(scope="module")
def report(built: Path) -> Reader:
    return Reader((built / links.SAMPLE).read_text(encoding="utf-8"))


def test_every_link_of_the_report_leads_somewhere(
    report: Reader, site: dict[str, Reader], built: Path
) -> None:
    ids = {name: {*page.all("id")} for name, page in site.items()}
    own = {*report.all("id")}
    lost = []
    for link in report.all("href"):
        path, _, anchor = unquote(link).partition("#")
        if path.startswith(("https:", "data:")):
            continue
        known = ids.get(path.removeprefix("../"), set()) if path else own
        if anchor not in known and not (not anchor and (built / "diagnosis" / path).is_file()):
            lost.append(link)

    assert lost == []


def test_the_report_links_every_problem_to_its_example_and_leads_back(report: Reader) -> None:
    hrefs = {*report.all("href")}
    examples = {f"../{links.example(each.feature, each.example)}" for each in explained().values()}

    assert examples <= hrefs
    assert f"../{links.DIAGNOSIS}" in hrefs


def test_the_report_is_found_from_the_front_page_the_contents_and_the_search(
    site: dict[str, Reader], built: Path
) -> None:
    index = from_script((built / INDEX).read_text(encoding="utf-8"))
    found = {title: address for _, title, address, *_ in index["entries"]}

    assert [*site[links.FRONT].all("href")].count(links.DIAGNOSIS) == 2
    assert links.DIAGNOSIS in site[links.GLOSSARY].all("href")
    assert links.SAMPLE in site[links.DIAGNOSIS].all("href")
    assert found[diagnosis.TITLE] == links.DIAGNOSIS
    assert found["email_id_taken"] == f"{links.DIAGNOSIS}#email-id-taken"


def test_the_exports_of_the_sample_are_those_that_ship(built: Path) -> None:
    copied = {each.name: each.read_bytes() for each in (built / links.SAMPLE_EXPORTS).iterdir()}

    assert copied == {each.name: each.read_bytes() for each in diagnosis.SAMPLES}
    assert {*re.findall(r"[\w-]+\.csv", diagnosis.COMMAND)} == {*copied}


def test_the_report_names_no_place_of_this_machine(built: Path) -> None:
    files = [path for path in (built / links.SAMPLE).parent.iterdir() if path.is_file()]
    texts = {path.name: path.read_text(encoding="utf-8") for path in files}

    assert "okta.csv" in texts["summary.json"]
    assert [name for name, text in texts.items() if str(diagnosis.SAMPLES[0].parent) in text] == []


def test_a_site_without_the_chapters_has_no_report(document: Book, tmp_path: Path) -> None:
    partial = replace(document.run.setting, left_out=("features/09_backup.feature",))
    for number, book in enumerate(
        (
            read(envelopes({"features/01_fruit.feature": FRUIT})),
            replace(document, run=replace(document.run, setting=partial)),
        )
    ):
        directory = tmp_path / str(number)
        directory.mkdir()
        build(book, directory)

        assert not (directory / links.SAMPLE).exists()
        text = (directory / links.DIAGNOSIS).read_text(encoding="utf-8")
        assert links.SAMPLE not in text
        assert "not in this run" in text


def test_the_file_to_mail_has_the_page_and_no_link_to_the_report(document: Book) -> None:
    text = single_file(document)

    assert f'id="{links.DIAGNOSIS}"' in text
    assert f'href="{links.SAMPLE}"' not in text
