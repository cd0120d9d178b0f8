"""The chapters: one page for each feature file."""

from __future__ import annotations

from collections.abc import Iterator

from .model import Book, Chapter, Example
from .page import Entry, Page


def pages(book: Book) -> Iterator[Page]:
    """Yield a page for each chapter."""
    for chapter in book.chapters:
        titled = [rule for rule in chapter.rules if rule.title]
        context = {"chapter": chapter, "titled": titled}
        yield Page(chapter.page, chapter.title, "chapter.html", context, tuple(_entries(chapter)))


def _entries(chapter: Chapter) -> Iterator[Entry]:
    page = chapter.page
    yield Entry("chapter", chapter.title, page)
    for rule in chapter.rules:
        if rule.title:
            yield Entry("rule", rule.title, f"{page}#{rule.anchor}", chapter.title)
        for example in rule.examples:
            within = rule.title or chapter.title
            yield Entry("example", example.title, f"{page}#{example.anchor}", within)
            yield from _rows(example, page, within)


def _rows(example: Example, page: str, within: str) -> Iterator[Entry]:
    for table in example.tables:
        for case in table.rows:
            yield Entry("example", case.name, f"{page}#{case.anchor}", within)
