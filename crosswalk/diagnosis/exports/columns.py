"""What the exports of one kind hold, column by column."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from crosswalk.diagnosis.tenant import Note, Place

from .shapes import Column, Holds, Shape

_LISTED = 1000


class _Part(NamedTuple):
    """The rows of one file: the number of the first, and whether the file is all ASCII."""

    first: int
    file: str
    is_ascii: bool


class Columns:
    """The columns of all exports of a kind, under each other: lists are lighter than rows."""

    def __init__(self, shape: Shape, further: Iterable[str] = ()) -> None:
        self.further = {f"user.{name}": name for name in further}
        """The fields of columns besides those of the kind, and the attributes that they hold."""
        read = (*shape.columns, *(Column(field, (name,)) for field, name in self.further.items()))
        self.columns = {column.field: column for column in read if column.field}
        self.cells: dict[str, list[Any]] = {field: [] for field in self.columns}
        self.told: set[str] = set()
        """The columns that at least one export has."""
        self._lines = array("I")
        self._parts: list[_Part] = []

    def begin(self, file: str, *, is_ascii: bool) -> None:
        """Begin with the rows of another file."""
        self._parts.append(_Part(len(self._lines), file, is_ascii))

    def add(self, cells: Mapping[str, Sequence[Any]], lines: Sequence[int]) -> None:
        """Add rows of the file; a column that it does not have tells nothing."""
        self._lines.extend(lines)
        self.told.update(cells)
        for field, column in self.columns.items():
            self.cells[field] += cells.get(field) or [column.untold] * len(lines)

    def __len__(self) -> int:
        return len(self._lines)

    def place(self, number: int) -> Place:
        """Return where a row stands."""
        return Place(self._part(number).file, self._lines[number])

    def texts(self, field: str) -> set[str]:
        """Return the different texts of a column."""
        return {*self.cells[field]}

    @property
    def files(self) -> list[str]:
        """The names of the files."""
        return [part.file for part in self._parts]

    def name(self, field: str) -> str:
        """Return what exports call a column."""
        return self.columns[field].headers[0]

    def wrong(self, field: str, texts: set[str], told: str) -> Iterator[Note]:
        """Yield a note for each cell that is one of some texts, which are no addresses."""
        yield from self._notes(field, self._having(field, texts), f"is no address: {told}")

    def mangled(self, field: str, texts: set[str]) -> Iterator[Note]:
        """Yield a note for each cell of a file in ASCII that is one of texts with a ``?``."""
        having = (each for each in self._having(field, texts) if self._part(each[0]).is_ascii)
        told = "has a ? in a file that is all ASCII, where é becomes ?: export it as UTF-8"
        yield from self._notes(field, having, told)

    def _part(self, number: int) -> _Part:
        return self._parts[bisect_right(self._parts, number, key=lambda each: each.first) - 1]

    def _having(self, field: str, texts: set[str]) -> Iterator[tuple[int, str]]:
        """Yield the cells that are one of some texts, or have one of them."""
        cells: Iterable[Sequence[str]] = self.cells[field]
        if self.columns[field].holds is not Holds.ADDRESSES:
            cells = zip(self.cells[field], strict=True)
        # Nearly always there is none, which is found out without a loop.
        if texts and not texts.isdisjoint(chain.from_iterable(cells)):
            yield from self._among(field, texts)

    def _among(self, field: str, texts: set[str]) -> Iterator[tuple[int, str]]:
        several = self.columns[field].holds is Holds.ADDRESSES
        for number, cell in enumerate(self.cells[field]):
            for text in cell if several else (cell,):
                if text in texts:
                    yield number, text

    def _notes(self, field: str, having: Iterable[tuple[int, str]], told: str) -> Iterator[Note]:
        """Yield a note for each cell, and only how many there are after a thousand."""
        count = 0
        for count, (number, text) in enumerate(having, start=1):
            if count <= _LISTED:
                yield Note(self.place(number), f"{text!r} in {self.name(field)} {told}")
        if count > _LISTED:
            text = f"{count - _LISTED} more of {self.name(field)} after the first {_LISTED}: {told}"
            yield Note(self.place(number), text)
