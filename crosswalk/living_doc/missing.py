"""The examples that were not run, and the chapters that were left out."""

from __future__ import annotations

from collections.abc import Iterator

from crosswalk import links

from .model import Book, Case, Chapter, Verdict
from .page import Page


def pages(book: Book) -> Iterator[Page]:
    """Yield the page, if anything is missing."""
    context = {"chapters": missing(book), "left_out": book.run.setting.left_out}
    if any(context.values()):
        yield Page(links.MISSING, "What was not run", "missing.html", context)


def missing(book: Book) -> list[tuple[Chapter, list[Case]]]:
    """Return the examples that no attempt finished, by chapter."""
    found = [
        (chapter, [case for case in chapter.cases if case.verdict is Verdict.UNKNOWN])
        for chapter in book.chapters
    ]
    return [(chapter, cases) for chapter, cases in found if cases]


def is_complete(book: Book) -> bool:
    """Tell whether every example of every chapter was run, and every chapter could be read."""
    return not (missing(book) or book.run.setting.left_out or book.run.unreadable)
