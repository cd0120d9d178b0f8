"""The pages of all page modules, joined into one site and written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from types import ModuleType

from markupsafe import Markup

from . import (
    article,
    article_in_pictures,
    assumptions,
    changes,
    chapters,
    diagnosis,
    error_texts,
    fidelity,
    front,
    glossary,
    ids,
    missing,
    moved,
    outcomes,
    pictures,
    runbook,
    sentences,
    symptoms,
    user,
)
from .model import Book, Chapter
from .page import Page
from .rendering import mark, render
from .search import index
from .second_process import in_second_process

SECTIONS: tuple[tuple[str, tuple[ModuleType, ...]], ...] = (
    (
        "Start here",
        (
            *(front, changes, missing, symptoms, user, diagnosis, article, article_in_pictures),
            *(outcomes, runbook),
        ),
    ),
    ("Reference", (glossary, error_texts, ids, assumptions, fidelity, sentences)),
)
INDEX = "search-index.js"
SHARE = 4
"""Every fourth chapter: with all other pages it takes as long as the rest of the chapters."""
_STATIC = Path(__file__).with_name("static")


def sections(book: Book) -> list[tuple[str, list[Page]]]:
    """Return every page that is listed, under its title in the contents; chapters lack evidence."""
    made = [(title, list(_pages(modules, book))) for title, modules in SECTIONS]
    made += [(title, list(map(chapters.listed, part))) for title, part in book.parts]
    return [(title, listed) for title, listed in made if listed]


def build(book: Book, directory: Path) -> None:
    """Write the site into a directory that is there and empty, in two processes."""
    site = _Site(book)
    here = book.chapters[::SHARE]
    there = [chapter for at, chapter in enumerate(book.chapters) if at % SHARE]
    with in_second_process(lambda: _write(site.chapters(there), directory)):
        _write(chain(site.pages(), site.rest(), site.chapters(here)), directory)
        _write(diagnosis.sample(book), directory)
        pictures.copy(book, directory)


def files(book: Book) -> Iterator[tuple[str, str]]:
    """Yield every file of the site, by its name: pages, the index of the search, what they load."""
    site = _Site(book)
    return chain(site.pages(), site.chapters(book.chapters), site.rest())


class _Site:
    """The files of a site."""

    def __init__(self, book: Book) -> None:
        made = sections(book)
        gone = moved.by_page(book)
        self._book = book
        self._listed = [page for _, pages in made for page in pages]
        self._moved = list(moved.pages(gone, self._listed))
        self._common = {
            "book": book,
            "contents": [
                (title, {page.path: _listed(page, book) for page in pages if page.listed})
                for title, pages in made
            ],
            "partial": bool(book.run.setting.left_out),
            "moved": gone,
            "changes": changes.changes(book),
        }

    def pages(self) -> Iterator[tuple[str, str]]:
        """Yield the pages that are no chapters."""
        yield from self._rendered(each for each in self._listed if not self._book.holds(each.path))

    def chapters(self, which: Iterable[Chapter]) -> Iterator[tuple[str, str]]:
        """Yield chapters and the pages of their evidence."""
        for chapter in which:
            yield from self._rendered(chapters.pages(chapter))

    def rest(self) -> Iterator[tuple[str, str]]:
        """Yield the pages that moved, the index of the search, and what pages load."""
        yield from self._rendered(self._moved)
        yield INDEX, index([*self._listed, *self._moved])
        for file in sorted(_STATIC.iterdir()):
            yield file.name, file.read_text(encoding="utf-8")

    def _rendered(self, pages: Iterable[Page]) -> Iterator[tuple[str, str]]:
        for page in pages:
            yield page.path, render(page, self._common)


def _write(files: Iterable[tuple[str, str]], directory: Path) -> None:
    for name, text in files:
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _listed(page: Page, book: Book) -> Markup:
    """Return how a page is called in the contents, with its verdict if it is a chapter."""
    verdict = (
        Markup("{} ").format(mark(book.verdict_of(page.path))) if book.holds(page.path) else ""
    )
    return Markup("{}{}").format(verdict, page.title)


def _pages(modules: Sequence[ModuleType], book: Book) -> Iterator[Page]:
    for module in modules:
        yield from module.pages(book)
