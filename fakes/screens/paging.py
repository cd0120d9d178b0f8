"""Long lists, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

Row = TypeVar("Row")

SIZES = (25, 50, 100, 200)
LARGEST = max(SIZES)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a list: the ``number``-th page, counted from 1, of ``total`` rows in all."""

    rows: Sequence[Row]
    number: int
    size: int
    total: int
    query: Mapping[str, str]

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(-(-self.total // self.size), 1)

    @property
    def before(self) -> str:
        """The query of the page before, "" where this is the first."""
        return self._at(self.number - 1) if self.number > 1 else ""

    @property
    def after(self) -> str:
        """The query of the next page, "" where this is the last."""
        return self._at(self.number + 1) if self.number < self.last else ""

    @property
    def larger(self) -> str:
        """The query of the same list with as many rows a page as there can be, "" where all fit."""
        if self.last == 1 or self.size == LARGEST:
            return ""
        return "?" + urlencode({**self.query, "rows": str(LARGEST), "page": "1"})

    def _at(self, number: int) -> str:
        return "?" + urlencode({**self.query, "page": str(number)})


def page_of(rows: Sequence[Row], query: Mapping[str, str]) -> Page[Row]:
    """Return the rows that a query asks for, by ``page`` and by ``rows``, the size of a page.

    What is no number, or too large, is taken for the nearest that is.
    """
    size = _number(query.get("rows", ""), SIZES[0])
    size = min(SIZES, key=lambda each: abs(each - size))
    last = max(-(-len(rows) // size), 1)
    number = min(max(_number(query.get("page", ""), 1), 1), last)
    start = (number - 1) * size
    return Page(rows[start : start + size], number, size, len(rows), query)


def _number(text: str, otherwise: int) -> int:
    return int(text[:9]) if text.isascii() and text.isdecimal() else otherwise
