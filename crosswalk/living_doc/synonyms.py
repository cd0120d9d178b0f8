"""What somebody calls a thing who does not know the term that a title has for it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

BOOK = Path(__file__).with_suffix(".toml")

Words = Annotated[str, msgspec.Meta(min_length=1)]


class Synonyms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Terms, any of which a title may have, and what they are called besides."""

    terms: Annotated[tuple[Words, ...], msgspec.Meta(min_length=1)]
    also: Annotated[tuple[Words, ...], msgspec.Meta(min_length=1)]

    def called(self, title: str) -> tuple[str, ...]:
        """Return what a title is called besides: nothing if it has none of the terms."""
        return self.also if _pattern(self.terms).search(title) else ()


class _Synonyms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    synonyms: Annotated[tuple[Synonyms, ...], msgspec.Meta(min_length=1)]


@cache
def synonyms(path: Path = BOOK) -> tuple[Synonyms, ...]:
    """Return all of them; raises ValueError saying where and what was expected."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=_Synonyms).synonyms
    except msgspec.DecodeError as error:
        raise ValueError(f"{path.name}: {error}") from error


@cache
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds a term where a word begins; its ending may be another."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, terms))})", re.IGNORECASE)
