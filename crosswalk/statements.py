"""The article: title, address and warning; each statement, and the examples that show it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec

BOOK = Path(__file__).with_suffix(".toml")

Words = Annotated[str, msgspec.Meta(min_length=1)]


class ArticleStatement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One sentence of the article in our own words, and its place there.

    ``examples`` are pairs of a feature's stem and a title, or the name of a row. ``turned`` is what
    is turned round to see them fail; ``untouched`` says why nothing is. ``letter`` tells how far
    the article's own words are lost or contradicted.
    """

    place: Words
    statement: Words
    ids: Annotated[tuple[Words, ...], msgspec.Meta(min_length=1)]
    examples: tuple[tuple[Words, Words], ...]
    turned: str = ""
    untouched: str = ""
    letter: str = ""


class Article(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The support article: its title, its address, and its warning in our own words."""

    title: Words
    address: Annotated[str, msgspec.Meta(pattern="^https://")]
    warning: Annotated[tuple[Words, ...], msgspec.Meta(min_length=1)]


class _Book(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    article: Article
    statements: Annotated[tuple[ArticleStatement, ...], msgspec.Meta(min_length=1)]


def article() -> Article:
    """Return what the article is called, where it is, and what it warns of."""
    return _read(BOOK).article


def statements(path: Path = BOOK) -> tuple[ArticleStatement, ...]:
    """Return the statements in the article's order; raises ValueError saying what was expected."""
    return _read(path).statements


def _read(path: Path) -> _Book:
    try:
        return msgspec.toml.decode(path.read_bytes(), type=_Book)
    except msgspec.DecodeError as error:
        raise ValueError(f"{path.name}: {error}") from error
