"""The glossary: what each term means, what each product calls it, what the letters stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import msgspec

from crosswalk import links

from .model import Book
from .page import Entry, Page

BOOK = Path(__file__).with_suffix(".toml")

Words = Annotated[str, msgspec.Meta(min_length=1)]


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A term; `systems` are the names that products have for it, `words` what else it is called."""

    name: Words
    means: Words
    systems: Mapping[Words, Words] = {}
    ids: tuple[Words, ...] = ()
    words: tuple[Words, ...] = ()

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return links.slug(self.name)


class Letter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A letter with which ids begin, with an example of one."""

    letter: Words
    example: Words
    means: Words


class Glossary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All terms, and all letters."""

    terms: Annotated[tuple[Term, ...], msgspec.Meta(min_length=1)]
    letters: Annotated[tuple[Letter, ...], msgspec.Meta(min_length=1)]


def glossary(path: Path = BOOK) -> Glossary:
    """Return what the file says; raises ValueError saying where and what was expected."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Glossary)
    except msgspec.DecodeError as error:
        raise ValueError(f"{path.name}: {error}") from error


def pages(book: Book) -> Iterator[Page]:
    """Yield the page of the glossary, its terms in alphabetical order."""
    del book
    found = glossary()
    terms = sorted(found.terms, key=lambda each: each.name.casefold())
    context = {"terms": terms, "letters": found.letters}
    entries = tuple(_entries(found))
    yield Page(links.GLOSSARY, "Glossary", "glossary.html", context, entries)


def _entries(found: Glossary) -> Iterator[Entry]:
    for each in found.terms:
        about = (each.means, *each.systems.values())
        address = f"{links.GLOSSARY}#{each.anchor}"
        yield Entry("term", each.name, address, "Glossary", about, each.words)
    said = tuple(f"{each.letter}: {each.means}" for each in found.letters)
    words = ("R", "F", "A", "P", "ids", "letters")
    yield Entry("term", "What the ids stand for", f"{links.GLOSSARY}#ids", "Glossary", said, words)
