"""Reads a CSV file: its header, and its rows with their lines."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple, TextIO

from .encoding import Encoding
from .stray import Quoted, check_quotes, stray_quote
from .unusable import UnusableExport

_AT_ONCE = 1_000
_DELIMITERS = ",;\t"
_SEPARATOR = re.compile(r'"?sep=([^"\s]|\t)"?', re.IGNORECASE)
_IN_QUOTES = re.compile(r'"[^"]*"')
_BREAK = re.compile(r"\r\n|\r|\n")

Row = list[str]


class Rows(NamedTuple):
    """Rows that follow each other, and the line on which each begins."""

    rows: list[Row]
    lines: Sequence[int]


class Table:
    """A CSV file that is open: the names of its columns, the line of the header, the rows."""

    def __init__(self, path: Path, encoding: Encoding, file: TextIO) -> None:
        self.path = path
        self._encoding = encoding
        skipped, first, delimiter = _first_line(path, file)
        self.line = skipped + 1
        self._skipped = skipped
        self._delimiter = delimiter or _delimiter(first)
        self._reader = csv.reader(
            chain((first,), file), delimiter=self._delimiter, strict=True, skipinitialspace=True
        )
        self._quoted: list[Quoted] = []
        self.header = self._header()

    def _header(self) -> tuple[str, ...]:
        try:
            header = next(self._reader)
        except csv.Error:
            raise stray_quote(self.path, self.line) from None
        self._mind_quotes([header], [self.line])
        self._check_quotes()
        return tuple(header)

    def rows(self) -> Iterator[Rows]:
        """Yield the rows that are not blank, many at a time.

        Raises UnusableExport for one that has too many or too few cells, or a stray quote.
        """
        while True:
            rows, lines = self._next()
            if not rows:
                break
            self._mind_quotes(rows, lines)
            yield self._checked(rows, lines)
        self._check_quotes()

    def _check_quotes(self) -> None:
        check_quotes(self.path, self._encoding.name, self._delimiter, self._quoted)
        self._quoted.clear()

    def _next(self) -> Rows:
        before = self._reader.line_num
        rows: list[Row] = []
        try:
            rows.extend(islice(self._reader, _AT_ONCE))
        except csv.Error:
            # The list has the rows before the one that cannot be read.
            line = self._skipped + before + sum(map(_lines, rows)) + 1
            raise stray_quote(self.path, line) from None
        first = self._skipped + before + 1
        if self._reader.line_num - before == len(rows):
            return Rows(rows, range(first, first + len(rows)))
        return Rows(rows, list(_begins(rows, first)))

    def _mind_quotes(self, rows: list[Row], lines: Sequence[int]) -> None:
        """Remember the rows with quotes within cells: only their text tells if these are right."""
        if self._encoding.has_quotes and '"' in "".join(map("".join, rows)):
            self._quoted += [
                Quoted(line, _lines(row))
                for row, line in zip(rows, lines, strict=True)
                if '"' in "".join(row)
            ]

    def _checked(self, rows: list[Row], lines: Sequence[int]) -> Rows:
        count = len(self.header)
        if set(map(len, rows)) == {count} and all(map(itemgetter(0), rows)):
            return Rows(rows, lines)
        kept = [each for each in zip(rows, lines, strict=True) if any(map(str.strip, each[0]))]
        for row, line in kept:
            if len(row) != count:
                raise self._uneven(row, line)
        return Rows([row for row, _ in kept], [line for _, line in kept])

    def _uneven(self, row: Row, line: int) -> UnusableExport:
        cells = "1 cell" if len(row) == 1 else f"{len(row)} cells"
        text = (
            f"the row has {cells}: expected {len(self.header)}, as many as the header; "
            f"put a cell that holds {self._delimiter!r} in quotes, or export the file again"
        )
        return UnusableExport(self.path, text, line)


@contextmanager
def open_table(path: Path, encoding: Encoding) -> Iterator[Table]:
    """Open a CSV file; a `#TYPE` line, a `sep=` line and blank lines before it are passed over."""
    with path.open(encoding=encoding.name, newline="") as file:
        yield Table(path, encoding, file)


def _first_line(path: Path, lines: Iterable[str]) -> tuple[int, str, str]:
    """Return how many lines come before the header, its line, and the delimiter named there."""
    delimiter = ""
    for number, line in enumerate(lines):
        named = _SEPARATOR.fullmatch(line.rstrip("\r\n"))
        if named:
            delimiter = named[1]
        elif line.strip() and not line.startswith("#TYPE"):
            return number, line, delimiter
    raise UnusableExport(path, "the file has no header: expected an export as CSV")


def _delimiter(header: str) -> str:
    """Return what separates the names of the header: what is most often outside of quotes."""
    return max(_DELIMITERS, key=_IN_QUOTES.sub("", header).count)


def _lines(row: Row) -> int:
    return 1 + len(_BREAK.findall("\0".join(row)))


def _begins(rows: Iterable[Row], first: int) -> Iterator[int]:
    for row in rows:
        yield first
        first += _lines(row)
