"""Which examples show a statement of the catalogue, and what became of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .model import Book, Case, Chapter, Example, Played, Verdict

_PLACEHOLDERS = re.compile(r"<[^>]*>|\W")


@dataclass(frozen=True, slots=True)
class Shown(Played):
    """An example with those of its cases that carry an id."""

    chapter: Chapter
    example: Example
    shown: tuple[Case, ...]

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases that carry the id."""
        return self.shown

    @property
    def address(self) -> str:
        """Where the example stands, or its row if it is only one of several."""
        only = len(self.shown) == 1 < len(self.example.cases)
        return f"{self.chapter.page}#{self.shown[0].anchor if only else self.example.anchor}"

    @property
    def title(self) -> str:
        """The title of the example; the name of a row, if it is but one or the title says nothing.

        A title says nothing if it consists of placeholders.
        """
        only = len(self.shown) == 1 < len(self.example.cases)
        says = _PLACEHOLDERS.sub("", self.example.title)
        return self.example.title if says and not only else self.shown[0].name


@dataclass(slots=True)
class Proof(Played):
    """All that shows one id."""

    shown: list[Shown] = field(default_factory=list)

    @property
    def cases(self) -> Sequence[Case]:
        """The cases that carry the id."""
        return [case for each in self.shown for case in each.shown]

    @property
    def proved(self) -> bool:
        """Whether there is an example, and all of them passed."""
        return self.verdict is Verdict.PASSED

    @property
    def chapters(self) -> list[tuple[Chapter, list[Shown]]]:
        """What shows it, chapter by chapter."""
        found: dict[str, tuple[Chapter, list[Shown]]] = {}
        for each in self.shown:
            found.setdefault(each.chapter.page, (each.chapter, []))[1].append(each)
        return list(found.values())


def proofs_of(book: Book) -> dict[str, Proof]:
    """Return what shows each id that any case carries."""
    proofs: dict[str, Proof] = {}
    for chapter in book.chapters:
        for example in chapter.examples:
            for id_, cases in _by_id(example).items():
                shown = Shown(chapter, example, tuple(cases))
                proofs.setdefault(id_, Proof()).shown.append(shown)
    return proofs


def _by_id(example: Example) -> dict[str, list[Case]]:
    found: dict[str, list[Case]] = {}
    for case in example.cases:
        for tag in case.tags:
            found.setdefault(tag, []).append(case)
    return found
