"""Reads a CSV file: its header, and its rows with their lines."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from .unusable import UnusableExport

_DELIMITERS = ",;\t"
_SEPARATOR = re.compile(r'"?sep=(.)"?', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file that is open: the names of its columns, the line of the header, the rows.

    ``rows`` yields each row with the line on which it begins. It raises UnusableExport for one that
    has too many or too few cells, or a stray quote.
    """

    path: Path
    header: tuple[str, ...]
    line: int
    rows: Iterator[tuple[int, list[str]]]


@contextmanager
def open_table(path: Path, encoding: str) -> Iterator[Table]:
    """Open a CSV file; a `#TYPE` line, a `sep=` line and blank lines before it are passed over."""
    with path.open(encoding=encoding, newline="") as file:
        lines = _Lines(file)
        first, delimiter = _first_line(path, lines)
        delimiter = delimiter or max(_DELIMITERS, key=first.count)
        rows = _rows(path, lines, delimiter)
        line, header = next(rows)
        yield Table(path, tuple(header), line, _checked(path, rows, len(header)))


class _Lines:
    """The lines of a file; it counts them, gives one back, and keeps those of the row at hand."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._given_back: str | None = None
        self.number = 0
        self.row: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line, self._given_back = self._given_back, None
        if line is None:
            line = next(self._file)
        self.number += 1
        self.row.append(line)
        return line

    def give_back(self, line: str) -> None:
        """Let a line be the next one again."""
        self._given_back = line
        self.number -= 1
        self.row.clear()


def _first_line(path: Path, lines: _Lines) -> tuple[str, str]:
    """Return the line of the header, and the delimiter that a line before it names."""
    delimiter = ""
    for line in lines:
        named = _SEPARATOR.fullmatch(line.rstrip("\r\n"))
        if named:
            delimiter = named[1]
        elif line.strip() and not line.startswith("#TYPE"):
            lines.give_back(line)
            return line, delimiter
    raise UnusableExport(path, "the file has no header: expected an export")


def _rows(path: Path, lines: _Lines, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank, and where each begins."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)
    well_formed = _grammar(delimiter)
    row = lines.row
    begins = lines.number + 1
    try:
        for cells in reader:
            if any(cells):
                if '"' in "".join(cells) and not well_formed("".join(row)):
                    raise _stray(path, begins)
                yield begins, cells
            row.clear()
            begins = lines.number + 1
    except csv.Error:
        raise _stray(path, begins) from None


def _stray(path: Path, line: int) -> UnusableExport:
    text = 'a quote " is not closed or stands inside a cell: write it twice, and the cell in quotes'
    return UnusableExport(path, text, line)


def _grammar(delimiter: str) -> Callable[[str], object]:
    """Return what tells whether the text of a row has quotes only around cells, or twice."""
    end = re.escape(delimiter)
    cell = rf'[ ]*(?:"(?:[^"]|"")*"|[^"{end}\r\n]*)'
    return re.compile(rf"{cell}(?:{end}{cell})*[\r\n]*").fullmatch


def _checked(
    path: Path, rows: Iterator[tuple[int, list[str]]], count: int
) -> Iterator[tuple[int, list[str]]]:
    for line, cells in rows:
        if len(cells) != count:
            text = f"the row has {len(cells)} cells: expected {count}, as many as the header"
            raise UnusableExport(path, text, line)
        yield line, cells
