"""The outcome table as a page: every case of it, and where each is shown."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from crosswalk import links
from crosswalk.living_doc import outcomes
from crosswalk.living_doc.model import Book, Step
from crosswalk.living_doc.model import Case as Played
from crosswalk.living_doc.outcomes import Cell, JobAddresses, Part
from crosswalk.living_doc.page import Page
from crosswalk.living_doc.rendering import render
from crosswalk.living_doc.run import Run
from crosswalk.procedure.cases import Kind, Role
from fakes.insync.model import AccessSetting
from fakes.outcomes.model import Job

EMPTY = Book((), Run())
EMAIL_ID, AD_ATTRIBUTE = AccessSetting


@pytest.fixture(scope="module")
def page(document: Book) -> Page:
    (page,) = outcomes.pages(document)
    return page


@pytest.fixture(scope="module")
def parts(page: Page) -> dict[Kind, Part]:
    return {part.kind: part for part in page.context["parts"]}


@pytest.fixture(scope="module")
def html(page: Page, document: Book) -> str:
    return render(page, {"book": document, "contents": [], "partial": False})


def cells(part: Part) -> dict[tuple[Role, AccessSetting, tuple[Role, ...]], Cell]:
    return {
        (email_id, setting, row.attributes): cell
        for setting, rows in part.settings
        for row in rows
        for email_id, cell in zip(part.email_ids, row.cells, strict=True)
    }


def test_what_is_stored_matters_under_ad_attribute_only(parts: dict[Kind, Part]) -> None:
    for kind, attributes in ((Kind.DIFFER, 5), (Kind.EQUAL, 4)):
        (_, whatever), (_, each) = parts[kind].settings

        assert [len(row.attributes) for row in whatever] == [attributes]
        assert [len(row.attributes) for row in each] == [1] * attributes


def test_the_remedy_stands_out_once_in_each_part(parts: dict[Kind, Part]) -> None:
    remedies = {
        kind: [place for place, cell in cells(part).items() if cell.remedy]
        for kind, part in parts.items()
    }

    assert remedies == {
        Kind.DIFFER: [(Role.SMTP, AD_ATTRIBUTE, (Role.UPN,))],
        Kind.EQUAL: [(Role.BOTH, AD_ATTRIBUTE, (Role.BOTH,))],
    }
    for kind, part in parts.items():
        assert all(cells(part)[place].works for place in remedies[kind])


def test_every_row_of_the_chapter_is_linked_where_it_belongs(
    parts: dict[Kind, Part], document: Book
) -> None:
    (chapter,) = (each for each in document.chapters if each.stem == "11_outcomes")
    shown = [
        (each.row, each.address)
        for part in parts.values()
        for cell in cells(part).values()
        for each in cell.shown
    ]

    assert len(shown) == len(set(shown)) == len(chapter.cases)
    assert {address for _, address in shown} == {
        f"{chapter.page}#{case.anchor}" for case in chapter.cases
    }
    assert {row for row, _ in shown} == {case.cells[0] for case in chapter.cases}


def test_rows_are_where_their_addresses_say(parts: dict[Kind, Part]) -> None:
    differ = cells(parts[Kind.DIFFER])

    def rows(email_id: Role, setting: AccessSetting, attribute: Role) -> set[str]:
        (cell,) = (
            cell
            for (held, chosen, attributes), cell in differ.items()
            if (held, chosen) == (email_id, setting) and attribute in attributes
        )
        return {each.row for each in cell.shown}

    assert rows(Role.SMTP, AD_ATTRIBUTE, Role.UPN) == {"D-03"}
    assert rows(Role.UPN, EMAIL_ID, Role.NOTHING) == {"AZ-1", "D-01", "D-16"}
    assert rows(Role.UPN, AD_ATTRIBUTE, Role.NOTHING) == {"D-12"}


def test_the_addresses_of_a_job_lead_to_their_rule(page: Page, document: Book) -> None:
    addresses: dict[Job, JobAddresses] = {each.job: each for each in page.context["addresses"]}

    assert addresses[Job.ONEDRIVE_BACKUP].accepts == (Role.UPN,)
    assert addresses[Job.EXCHANGE_BACKUP].refuses == (Role.UNKNOWN,)
    assert addresses[Job.EXCHANGE_RESTORE].accepts == (Role.SMTP,)
    assert all(document.holds(each.address) for each in addresses.values())


def test_the_page_counts_failures_as_the_article_demands(html: str) -> None:
    """By R01, R02 and R03: 28 failed backups where the addresses differ, 18 where they are one."""
    words = re.findall(r'<span class="word">([^<]*)</span>', html)

    assert words.count("EUSERNOTFOUND") == 28 + 18
    assert len(words) == 3 * (4 * 6 + 3 * 5)


def test_every_word_has_a_mark(html: str) -> None:
    item = re.compile(r'<li class="(works|fails)"><span class="sign \1"[^>]*>(.)</span>')
    marks = dict(item.findall(html))

    assert marks == {"works": "✓", "fails": "✗"}
    assert html.count('<span class="word">works') == html.count('<li class="works">')


class Links(HTMLParser):
    """Where a page leads inside the site."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.addresses.add(dict(attrs)["href"] or "")


def test_without_the_chapters_nothing_leads_to_them() -> None:
    (page,) = outcomes.pages(EMPTY)
    reader = Links()
    reader.feed(render(page, {"book": EMPTY, "contents": [], "partial": True}))

    pages = {address.partition("#")[0] for address in reader.addresses}
    assert pages <= {"", links.FRONT, links.IDS, links.ASSUMPTIONS, links.USER}


@pytest.mark.parametrize("given", ["Sam is in Okta", "these people:"])
def test_an_example_with_people_of_its_own_shows_no_case(given: str) -> None:
    texts = (
        given,
        'inSync holds Sam as "sam.soto@corp.example" with the AD attribute "sam@corp.example"',
        'inSync accesses user accounts using "AD Attribute"',
    )
    steps = tuple(Step(str(number), "Given", text) for number, text in enumerate(texts))
    case = outcomes._case(Played("Here", "here", 1, (), steps, ()))

    assert (case is None) is (given == "these people:")
