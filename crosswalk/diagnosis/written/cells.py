"""Cells that a spreadsheet program shows and does not run.

Excel takes a cell for a formula that begins with one of a few signs, also after quotes, blanks
and the like, and where a semicolon separates cells in the user's language.
"""

from __future__ import annotations

import re

_FORMULA = r"(?=[^\w;]*[=+\-@\t\r\n＝＋－＠])"  # noqa: RUF001 - Excel knows the wide signs, too
_UNGUARDED = re.compile(rf"(^|;){_FORMULA}")
_GUARDED = re.compile(rf"(^|;)'{_FORMULA}")
# Lines of texts that need neither a guard nor quotes: nearly all addresses, found out quickly.
_PLAIN = re.compile(r"(?:\w[\w.@+'\-]*+\n?|\n)*+")

are_plain = _PLAIN.fullmatch
"""Tells whether each line of a text is a cell that can be written as it is."""


def guarded(cell: str) -> str:
    """Put an apostrophe before whatever of a cell would be run."""
    return _UNGUARDED.sub(r"\1'", cell)


def unguarded(cell: str) -> str:
    """Return what a cell was before it was guarded."""
    return _GUARDED.sub(r"\1", cell)


def is_unsafe(cell: str) -> bool:
    """Tell whether a cell could only be written with a guard."""
    return _UNGUARDED.search(cell) is not None
