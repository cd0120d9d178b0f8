"""The page on one user: what it can look up, and where it leads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from crosswalk import links
from crosswalk.catalogue import IDS
from crosswalk.living_doc import symptoms, user
from crosswalk.living_doc.model import Book
from crosswalk.living_doc.page import Page
from crosswalk.living_doc.rendering import render
from crosswalk.living_doc.run import Run
from crosswalk.living_doc.user_answers import answers
from crosswalk.procedure.cases import cases
from crosswalk.procedure.ends import CIRCUMSTANCES, ends
from crosswalk.procedure.imports import ways

EMPTY = Book((), Run())
MOST = 200_000
"""Bytes of the answers, which every page view loads."""


def page_of(book: Book) -> Page:
    (page,) = user.pages(book)
    return page


def html_of(book: Book) -> str:
    return render(page_of(book), {"book": book, "contents": [], "partial": True})


def embedded(html: str) -> dict[str, Any]:
    """Return what the script of a page looks up."""
    found = re.findall(r'<script type="application/json" id="answers">(.*?)</script>', html, re.S)
    data: dict[str, Any] = json.loads("".join(found))
    return data


def examples_in(told: object) -> Iterator[str | None]:
    """Yield the addresses of examples, None for one that is not linked."""
    if isinstance(told, dict):
        yield from (told["address"],) if "example" in told or "row" in told else ()
        for each in told.values():
            yield from examples_in(each)
    elif isinstance(told, list):
        for each in told:
            yield from examples_in(each)


def test_every_case_can_be_looked_up(document: Book) -> None:
    data = embedded(html_of(document))

    for case in cases():
        by_email_id = data["cases"][case.setting.name][case.kind.name][case.email_id.name]
        told = [data["ends"][number] for number in by_email_id[case.attribute.name]]
        assert [each["ids"] for each in told] == [list(each.ids) for each in ends()[case]]
        assert [each["works"] for each in told] == [each.succeeds for each in ends()[case]]
    assert len(data["circumstances"]) == len(CIRCUMSTANCES)
    assert len(data["imports"]) == len(list(ways()))


def test_every_id_that_is_named_is_told(document: Book) -> None:
    data = embedded(html_of(document))

    assert set(data["statements"]) <= IDS
    named = {id_ for each in data["ends"] for id_ in each["ids"]}
    assert named <= set(data["statements"])


def test_every_failure_leads_to_an_example(document: Book) -> None:
    data = embedded(html_of(document))

    for end in data["ends"]:
        assert end["works"] is (end["uncured"] is None)
        assert end["works"] or document.holds(data["uncured"][end["uncured"]]["address"])


def test_each_job_says_what_it_needs() -> None:
    needs = {each["name"]: (each["needs"], each["fields"]) for each in answers(EMPTY)["jobs"]}

    assert needs == {
        "EXCHANGE_BACKUP": ("R02", ["upn", "smtp", "aliases"]),
        "ONEDRIVE_BACKUP": ("R01", ["upn"]),
        "EXCHANGE_RESTORE": ("R03", ["smtp"]),
        "ONEDRIVE_RESTORE": ("R01", ["upn"]),
    }


def test_examples_are_linked_where_the_run_holds_them(document: Book) -> None:
    held = list(examples_in(embedded(html_of(document))))

    assert len(held) > 20 + 19
    assert all(address and document.holds(address) for address in held)


def test_without_the_chapters_nothing_leads_to_them() -> None:
    html = html_of(EMPTY)

    assert set(examples_in(embedded(html))) == {None}
    leads = {each.partition("#")[0] for each in re.findall(r'href="([^"]*)"', html)}
    pages = {each for each in leads if each.endswith(".html")}
    assert pages <= {links.FRONT, links.OUTCOMES}


def test_the_ways_out_of_two_accounts_have_a_page(document: Book) -> None:
    twice = answers(document)["twice"]
    paths = {each.path: each.title for each in symptoms.pages(document)}

    assert paths[twice["address"]] == twice["title"]
    assert twice["stop"]


def test_it_is_small() -> None:
    assert len(page_of(EMPTY).context["answers"]()) < MOST


def test_every_field_has_a_label(document: Book) -> None:
    html = html_of(document)
    fields = re.findall(r'<(?:input|select|textarea) id="([^"]+)"', html)

    assert len(fields) > 20
    for each in {*fields} - {"search"}:
        assert f'for="{each}"' in html, each


@pytest.mark.parametrize("words", ["duplicate", "email", "UPN", "aliases", "import"])
def test_the_search_finds_it(words: str) -> None:
    assert any(words in each.title for each in page_of(EMPTY).entries)


def test_the_outcome_table_leads_to_it(document: Book) -> None:
    from crosswalk.living_doc import outcomes

    (page,) = outcomes.pages(document)
    html = render(page, {"book": document, "contents": [], "partial": False})
    assert f'href="{links.USER}"' in html
