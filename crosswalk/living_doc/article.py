"""The article, statement by statement, with the examples that show each and their verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosswalk import links
from crosswalk.statements import ArticleStatement, statements

from .model import Book, Verdict, worst
from .page import Entry, Page


@dataclass(frozen=True, slots=True)
class Row:
    """A statement, where its examples stand, and what became of them."""

    said: ArticleStatement
    shown: tuple[tuple[str, str], ...]
    verdict: Verdict

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return links.slug(self.said.place)


def pages(book: Book) -> Iterator[Page]:
    """Yield the page of the statements."""
    rows = [_row(book, said) for said in statements()]
    context = {
        "rows": rows,
        "missing": [row for row in rows if row.verdict is not Verdict.PASSED],
    }
    entries = tuple(
        Entry("statement", each.statement, links.statement(each.place), each.place, (each.letter,))
        for each in statements()
    )
    title = "The article, statement by statement"
    yield Page(links.ARTICLE, title, "article.html", context, entries)


def _row(book: Book, said: ArticleStatement) -> Row:
    shown = tuple((links.example(stem, title), title) for stem, title in said.examples)
    return Row(said, shown, worst(book.verdict_of(address) for address, _ in shown))
