"""Finds quotes that stand where none may, which a reader of CSV takes for part of a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from .unusable import UnusableExport


class Quoted(NamedTuple):
    """A row with a quote in a cell: the line on which it begins, and how many it has."""

    line: int
    length: int


def check_quotes(path: Path, encoding: str, delimiter: str, rows: Sequence[Quoted]) -> None:
    """Raise UnusableExport for a row whose quotes are not around a cell, or written twice."""
    if not rows:
        return
    end = re.escape(delimiter)
    cell = rf'[ ]*(?:"(?:[^"]|"")*"|[^"{end}\r\n]*)'
    well_formed = re.compile(rf"{cell}(?:{end}{cell})*[\r\n]*")
    for row, text in zip(rows, _texts(path, encoding, rows), strict=True):
        if not well_formed.fullmatch(text):
            raise stray_quote(path, row.line)


def _texts(path: Path, encoding: str, rows: Sequence[Quoted]) -> Iterator[str]:
    with path.open(encoding=encoding, newline="") as file:
        read = 0
        for row in rows:
            lines = [*islice(file, row.line - 1 - read, row.line - 1 + row.length - read)]
            read = row.line - 1 + row.length
            yield "".join(lines)


def stray_quote(path: Path, line: int) -> UnusableExport:
    """Return the error of a row with a stray quote."""
    text = (
        'a quote " is not closed or stands inside a cell: '
        "put the cell in quotes and write the quote twice"
    )
    return UnusableExport(path, text, line)
