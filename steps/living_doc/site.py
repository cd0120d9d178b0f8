"""The pages of all page modules, joined into one site and written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from . import chapters, front, outcomes, runbook
from .model import Book
from .page import Page
from .rendering import render

PAGE_MODULES: tuple[ModuleType, ...] = (front, chapters, outcomes, runbook)
_STATIC = Path(__file__).with_name("static")


def pages(book: Book) -> Iterator[Page]:
    """Yield every page of the site, the front page first."""
    for module in PAGE_MODULES:
        yield from module.pages(book)


def build(book: Book, directory: Path) -> None:
    """Write the site into a directory that is there and empty."""
    joined = list(pages(book))
    common = {"book": book, "contents": joined}
    for page in joined:
        (directory / page.path).write_text(render(page, common), encoding="utf-8")
    for file in _STATIC.iterdir():
        (directory / file.name).write_bytes(file.read_bytes())
