"""Cells that a spreadsheet program shows and does not run.

Excel takes a cell for a formula that begins with one of a few signs, also after quotes, blanks
and the like, and where a semicolon separates cells in the user's language.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

_FORMULA = r"(?=[^\w;]*[=+\-@\t\r\n＝＋－＠])"  # noqa: RUF001 - Excel knows the wide signs, too
_UNGUARDED = re.compile(rf"(^|;){_FORMULA}")
_GUARDED = re.compile(rf"(^|;)'{_FORMULA}")
# What nearly all addresses are: found out at once for all cells of a line, with a NUL after each,
# which no export holds.
_PLAIN = re.compile(r"(?:\w[\w.@+'\-]*+\0?|\0)*+", re.ASCII)


def are_plain(cells: Iterable[str]) -> bool:
    """Tell whether cells need neither a guard nor quotes; some that need none are not known."""
    return _PLAIN.fullmatch("\0".join(cells)) is not None


def guarded(cell: str) -> str:
    """Put an apostrophe before whatever of a cell would be run."""
    return _UNGUARDED.sub(r"\1'", cell)


def unguarded(cell: str) -> str:
    """Return what a cell was before it was guarded."""
    return _GUARDED.sub(r"\1", cell)


def is_unsafe(cell: str) -> bool:
    """Tell whether a cell could only be written with a guard."""
    return _UNGUARDED.search(cell) is not None


def line(cells: Iterable[str]) -> str:
    """Return cells as a line of CSV without its end, each quoted where it has to be."""
    text = io.StringIO()
    csv.writer(text).writerow(cells)  # Only with its own end of line it quotes a carriage return.
    return text.getvalue().removesuffix("\r\n")
