"""Which pages of an answer lead to another one that no file holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from crosswalk.diagnosis.tenant import Kind, Note, Place

from .answers import Answer


class Pages:
    """The pages of lists, and the links from one to the next.

    A file does not tell which link led to it. But the last page of a list has no link: if each
    page has one, a page is missing.
    """

    def __init__(self) -> None:
        self._pages: dict[Kind, list[tuple[Path, str]]] = {}

    def add(self, path: Path, answer: Answer) -> None:
        """Add an answer, when its users were read."""
        if answer.is_page:
            self._pages.setdefault(answer.kind, []).append((path, answer.next_page))

    def notes(self) -> Iterator[Note]:
        """Yield a note for a list of whose pages each leads to another one."""
        for kind, pages in self._pages.items():
            path, link = pages[-1]
            if all(each for _, each in pages):
                text = f"{link} leads to a page that no file holds: {kind.value} are missing"
                yield Note(Place(str(path), 1), f"{text}; add the file of that page")
