"""Addresses of the site that moved: what led to an old one is shown the new one.

They stand in ``moved.toml`` beside the features: page or page#anchor, and where it is now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from .model import Book
from .page import Page

NAME = "moved.toml"


class _List(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    moved: dict[str, str]


@dataclass(frozen=True, slots=True)
class Moved:
    """Something that stood under an anchor, empty for the whole page, and where it stands now."""

    anchor: str
    address: str
    title: str


def moved_in(folder: Path) -> tuple[tuple[str, str], ...]:
    """Return old and new addresses from the list of a folder; raises ValueError for a bad one."""
    path = folder / NAME
    if not path.is_file():
        return ()
    try:
        return tuple(msgspec.toml.decode(path.read_bytes(), type=_List).moved.items())
    except msgspec.DecodeError as error:
        raise ValueError(f"{path}: {error}") from error


def by_page(book: Book) -> dict[str, list[Moved]]:
    """Return what moved by the page that it stood on, if the run holds any of it.

    What is still there did not move.
    """
    titles = dict(_titles(book))
    found: dict[str, list[Moved]] = {}
    for old, new in book.run.setting.moved:
        page, _, anchor = old.partition("#")
        if not book.holds(old):
            found.setdefault(page, []).append(Moved(anchor, new, titles.get(new, new)))
    return {
        page: listed
        for page, listed in found.items()
        if any(book.holds(each.address) for each in listed)
    }


def pages(moved: Iterable[str], made: Iterable[Page]) -> Iterator[Page]:
    """Yield a page for each of the moved ones that is not among those that were made."""
    there = {page.path for page in made}
    for path in moved:
        if path not in there:
            yield Page(path, "This page moved", "moved.html", listed=False)


def _titles(book: Book) -> Iterator[tuple[str, str]]:
    for chapter in book.chapters:
        yield chapter.page, chapter.title
        for rule in chapter.rules:
            yield f"{chapter.page}#{rule.anchor}", rule.title
            for example in rule.examples:
                yield f"{chapter.page}#{example.anchor}", example.title
                yield from ((f"{chapter.page}#{case.anchor}", case.name) for case in example.cases)
