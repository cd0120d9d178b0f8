"""Long lists are shown a page at a time."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from fakes.screens import Console, Screen, page_of
from fakes.screens.paging import SIZES
from fakes.wire import Wire

from .console_client import ConsoleClient

PAGE = """{% extends "base.html" %}{% import "forms.html" as f with context %}
{% block title %}List{% endblock %}
{% block main %}{% for row in page.rows %}<i>{{ row }}</i>{% endfor %}
{{ f.pages(page) }}{% endblock %}"""


@pytest.mark.parametrize(
    ("query", "count", "rows", "number", "last"),
    [
        ({}, 0, [], 1, 1),
        ({}, 25, [*range(25)], 1, 1),
        ({}, 26, [*range(25)], 1, 2),
        ({"page": "2"}, 26, [25], 2, 2),
        ({"page": "9"}, 26, [25], 2, 2),
        ({"page": "0"}, 26, [*range(25)], 1, 2),
        ({"page": "-1"}, 26, [*range(25)], 1, 2),
        ({"page": "x"}, 26, [*range(25)], 1, 2),
        ({"page": "²"}, 26, [*range(25)], 1, 2),
        ({"page": "9" * 5000}, 26, [25], 2, 2),
        ({"rows": "50", "page": "2"}, 60, [*range(50, 60)], 2, 2),
        ({"rows": "1000000"}, 300, [*range(200)], 1, 2),
        ({"rows": "0"}, 30, [*range(25)], 1, 2),
    ],
)
def test_a_page_has_the_rows_that_are_asked_for_or_the_nearest(
    query: dict[str, str], count: int, rows: list[int], number: int, last: int
) -> None:
    page = page_of(range(count), query)
    assert ([*page.rows], page.number, page.last, page.total) == (rows, number, last, count)
    assert page.size in SIZES


def test_a_page_leads_to_its_neighbors_and_keeps_what_was_asked_for() -> None:
    query = {"q": "a&b", "page": "2"}
    page = page_of(range(60), query)
    assert (page.before, page.after) == ("?q=a%26b&page=1", "?q=a%26b&page=3")
    assert page_of(range(60), {**query, "page": "1"}).before == ""
    assert page_of(range(60), {**query, "page": "3"}).after == ""


def test_a_list_that_does_not_fit_can_be_shown_with_more_rows_a_page() -> None:
    query = {"q": "a&b", "rows": "50", "page": "2"}
    assert page_of(range(60), query).larger == "?q=a%26b&rows=200&page=1"
    assert page_of(range(50), query).larger == ""
    assert page_of(range(201), {**query, "rows": "200"}).larger == ""


def test_a_link_shows_as_many_rows_a_page_as_there_can_be(tmp_path: Path) -> None:
    (tmp_path / "list.html").write_text(PAGE)
    screen = Screen("/", "list.html", lambda visit: {"page": page_of(range(60), visit.query)})
    client = ConsoleClient(Console("test", "Test", tmp_path, (), (screen,)), Wire())
    link = re.search('<a href="([^"]*)">200 a page</a>', client.open(""))
    assert link
    page = client.open(html.unescape(link[1]))
    assert re.findall("<i>(.*?)</i>", page) == [str(each) for each in range(60)]
    assert "200 a page" not in page
