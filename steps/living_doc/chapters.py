"""The chapters: one page for each feature file."""

from __future__ import annotations

from collections.abc import Iterator

from .model import Book
from .page import Page


def pages(book: Book) -> Iterator[Page]:
    """Yield a page for each chapter."""
    for chapter in book.chapters:
        yield Page(chapter.page, chapter.title, "chapter.html", {"chapter": chapter})
