"""The front page: symptoms, chapters, what was run, and the verdict."""

from __future__ import annotations

from collections.abc import Iterator

from . import links
from .model import Book
from .page import Page


def pages(book: Book) -> Iterator[Page]:
    """Yield the front page."""
    yield Page(links.FRONT, "Crosswalk", "front.html")
