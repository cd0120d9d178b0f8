"""Enters the rows of one file in the columns of its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from crosswalk.diagnosis.tenant import Note, Place

from .addresses import JOIN, is_type_name, listed
from .columns import Columns
from .shapes import Column, Holds
from .texts import Texts
from .unusable import UnusableExport

ADDRESSES = frozenset({"primary_smtp", "mail", "addresses", "proxies"})
Cells = Mapping[str, Sequence[str]]


class Entering:
    """Enters rows: texts are shared, addresses are taken apart, rows about nobody are told."""

    def __init__(self, columns: Columns, texts: Texts, path: Path, *, is_ascii: bool) -> None:
        self._columns = columns
        self._kept: Mapping[Holds, Callable[[Sequence[str]], Sequence[Any]]] = {
            Holds.ADDRESS: texts.addresses,
            Holds.ADDRESSES: lambda cells: listed(cells, texts),
            Holds.WORDS: texts.words,
            Holds.VALUE: lambda cells: cells,
        }
        self._path = path
        self.notes: list[Note] = []
        columns.begin(str(path), is_ascii=is_ascii)

    def add(self, cells: Cells, lines: Sequence[int]) -> None:
        """Enter rows, given as columns of stripped texts, with their lines.

        Raises UnusableExport for the name of a type where addresses should stand.
        """
        cells, lines = self._about_somebody(cells, lines)
        columns = self._columns.columns
        self._columns.add(
            {field: self._entered(columns[field], cells[field], lines) for field in cells}, lines
        )

    def _about_somebody(self, cells: Cells, lines: Sequence[int]) -> tuple[Cells, Sequence[int]]:
        """Leave out rows that do not say whom they are about, which are told."""
        key, *_ = self._columns.columns
        if all(cells[key]):
            return cells, lines
        # An app user of whom the id is told is assigned, even if nothing is sent for them.
        ids = cells.get("id", ()) if key == "user_name" else ()
        kept = [n for n, text in enumerate(cells[key]) if text or (ids and ids[n])]
        left_out = sorted({*range(len(lines))} - {*kept})
        told = f"no {self._columns.name(key)}: the row is passed over"
        self.notes += [Note(Place(str(self._path), lines[n]), told) for n in left_out]
        return (
            {field: [texts[n] for n in kept] for field, texts in cells.items()},
            [lines[n] for n in kept],
        )

    def _entered(self, column: Column, cells: Sequence[str], lines: Sequence[int]) -> Sequence[Any]:
        if column.field in ADDRESSES:
            self._check_types(column, cells, lines)
        return self._kept[column.holds](cells)

    def _check_types(self, column: Column, cells: Sequence[str], lines: Sequence[int]) -> None:
        for number, cell in enumerate(cells):
            # Nearly all cells have an address and are passed over without the pattern.
            if "@" not in cell and is_type_name(cell):
                text = (
                    f"{column.headers[0]} holds the name of a type, {cell[:60]!r}: expected "
                    f"addresses joined by ;. Export them with: {JOIN}"
                )
                raise UnusableExport(self._path, text, lines[number])
