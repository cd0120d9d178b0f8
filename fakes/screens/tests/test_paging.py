"""Long lists are shown a page at a time."""

from __future__ import annotations

import pytest

from fakes.screens import page_of
from fakes.screens.paging import SIZES


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
