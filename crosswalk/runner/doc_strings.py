"""Small files in one doc string: each is its name, with its lines below."""

from __future__ import annotations

import re

_NAME = re.compile(r"[\w-]+\.[a-z]+")
_GAP = re.compile(r"\n\s*\n")


def named_files(text: str) -> tuple[tuple[str, str], ...]:
    """Return name and content of each file, which an empty line ends.

    Nothing is returned for a text that has something else between two empty lines.
    """
    parts = [part.partition("\n") for part in _GAP.split(text.strip())]
    if not all(_NAME.fullmatch(name) and lines for name, _, lines in parts):
        return ()
    return tuple((name, f"{lines}\n") for name, _, lines in parts)
