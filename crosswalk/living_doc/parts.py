"""The parts of a document: chapters under the titles that the option ``parts`` of pytest gives.

A line of the option is how the stem of a part's first chapter begins, and the part's title.
"""

from __future__ import annotations

import configparser
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar


class Part(NamedTuple):
    """A title, and how the stem of the first chapter below it begins."""

    first: str
    title: str


class _Named(Protocol):
    @property
    def stem(self) -> str: ...


Chapter = TypeVar("Chapter", bound=_Named)


def parts(lines: Iterable[str]) -> tuple[Part, ...]:
    """Return the parts that lines name, in the order of their chapters; raises ValueError."""
    return tuple(sorted(map(_part, lines)))


def parts_in(ini: Path) -> tuple[Part, ...]:
    """Return the parts that the option of a pytest.ini names."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(ini, encoding="utf-8")
    lines = parser.get("pytest", "parts", fallback="").splitlines()
    return parts(line for line in lines if line.strip())


def grouped(
    known: Iterable[Part], chapters: Iterable[Chapter], otherwise: str
) -> list[tuple[str, list[Chapter]]]:
    """Return chapters by the title of their part; those of no part come under another title."""
    found: dict[str, list[Chapter]] = {}
    ordered = tuple(known)
    for chapter in chapters:
        titles = [part.title for part in ordered if part.first <= chapter.stem]
        found.setdefault(titles[-1] if titles else otherwise, []).append(chapter)
    return list(found.items())


def _part(line: str) -> Part:
    first, _, title = line.strip().partition(" ")
    if not title.strip():
        raise ValueError(
            f"parts: {line.strip()!r}: expected how a chapter's name begins, and a title"
        )
    return Part(first, title.strip())
