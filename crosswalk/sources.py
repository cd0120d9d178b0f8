"""Where the sources can be read that the catalogue names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec

from .statements import article

BOOK = Path(__file__).with_suffix(".toml")

THE_ARTICLE = "the article"
"""How the catalogue calls the support article."""


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A source by the title that the catalogue writes, and its address."""

    title: Annotated[str, msgspec.Meta(min_length=1)]
    address: Annotated[str, msgspec.Meta(pattern=r"^https://[^\s|]+$")]


class Piece(NamedTuple):
    """A part of what names sources: with an address if it is the title of one."""

    text: str
    address: str = ""


class _Sources(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sources: Annotated[tuple[Source, ...], msgspec.Meta(min_length=1)]


def sources(path: Path = BOOK) -> tuple[Source, ...]:
    """Return all that have an address; raises ValueError saying where and what was expected."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=_Sources).sources
    except msgspec.DecodeError as error:
        raise ValueError(f"{path.name}: {error}") from error


def pieces(text: str) -> Iterator[Piece]:
    """Yield a text part by part, so that what is the title of a source can be linked."""
    addresses = _addresses()
    for part in _titles().split(text):
        if part:
            yield Piece(part, addresses.get(part, ""))


@cache
def _addresses() -> Mapping[str, str]:
    return {THE_ARTICLE: article().address} | {each.title: each.address for each in sources()}


@cache
def _titles() -> re.Pattern[str]:
    """Return what parts a text at titles; of two that begin alike the longer one comes first."""
    longest = sorted(_addresses(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest))})(?!\w)")
