"""The pages of all page modules, joined into one site and written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

from markupsafe import Markup

from . import (
    article,
    assumptions,
    changes,
    chapters,
    error_texts,
    fidelity,
    front,
    glossary,
    ids,
    missing,
    moved,
    outcomes,
    runbook,
    sentences,
    symptoms,
    user,
)
from .model import Book
from .page import Page
from .rendering import mark, render
from .search import index

SECTIONS: tuple[tuple[str, tuple[ModuleType, ...]], ...] = (
    ("Start here", (front, changes, missing, symptoms, user, article, outcomes, runbook)),
    ("Reference", (glossary, error_texts, ids, assumptions, fidelity, sentences)),
)
INDEX = "search-index.js"
_STATIC = Path(__file__).with_name("static")


def sections(book: Book) -> list[tuple[str, list[Page]]]:
    """Return every page of the site under the title it has in the contents."""
    made = [(title, list(_pages(modules, book))) for title, modules in SECTIONS]
    made += [(title, list(chapters.pages(part))) for title, part in book.parts]
    return [(title, listed) for title, listed in made if listed]


def build(book: Book, directory: Path) -> None:
    """Write the site into a directory that is there and empty."""
    for name, text in files(book):
        (directory / name).write_text(text, encoding="utf-8")


def files(book: Book) -> Iterator[tuple[str, str]]:
    """Yield every file of the site, by its name: pages, the index of the search, what they load."""
    made = sections(book)
    joined = [page for _, pages in made for page in pages]
    gone = moved.by_page(book)
    joined += moved.pages(gone, joined)
    contents = [
        (title, {page.path: _listed(page, book) for page in pages if page.listed})
        for title, pages in made
    ]
    common = {
        "book": book,
        "contents": contents,
        "partial": bool(book.run.setting.left_out),
        "moved": gone,
        "changes": changes.changes(book),
    }
    for page in joined:
        yield page.path, render(page, common)
    yield INDEX, index(joined)
    for file in sorted(_STATIC.iterdir()):
        yield file.name, file.read_text(encoding="utf-8")


def _listed(page: Page, book: Book) -> Markup:
    """Return how a page is called in the contents, with its verdict if it is a chapter."""
    verdict = (
        Markup("{} ").format(mark(book.verdict_of(page.path))) if book.holds(page.path) else ""
    )
    return Markup("{}{}").format(verdict, page.title)


def _pages(modules: Sequence[ModuleType], book: Book) -> Iterator[Page]:
    for module in modules:
        yield from module.pages(book)
