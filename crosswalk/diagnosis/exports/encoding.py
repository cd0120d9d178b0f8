"""In which encoding a file is written."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from .unusable import UnusableExport

_CHUNK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Encoding(NamedTuple):
    """The encoding of a file, whether it holds nothing but ASCII, and whether it has quotes."""

    name: str
    is_ascii: bool
    has_quotes: bool


def encoding_of(path: Path) -> Encoding:
    """Return the encoding of a text file: by its mark, else UTF-8 if it is, else cp1252.

    Raises UnusableExport for a file that is not there, empty or no text.
    """
    try:
        return _encoding(path)
    except OSError as error:
        text = f"the file cannot be read: {error.strerror}: expected an export as CSV or JSON"
        raise UnusableExport(path, text) from None


def _encoding(path: Path) -> Encoding:
    with path.open("rb") as file:
        start = file.read(_CHUNK)
    marked = next((name for mark, name in _MARKS if start.startswith(mark)), None)
    for name in (marked,) if marked else (*_without_mark(start), "utf-8", "cp1252"):
        found = _decoded(path, name)
        if found:
            return found
    text = "the file is no text: expected an export as CSV or JSON (save a workbook as CSV)"
    raise UnusableExport(path, text)


def _without_mark(start: bytes) -> Iterator[str]:
    """Yield UTF-16 where each second byte of ASCII letters is zero."""
    even, odd = start[0:200:2].count(0), start[1:200:2].count(0)
    if odd and not even:
        yield "utf-16-le"
    if even and not odd:
        yield "utf-16-be"


def _decoded(path: Path, encoding: str) -> Encoding | None:
    """Return None for a file that is no text of an encoding; no text has a zero character."""
    decoder = codecs.getincrementaldecoder(encoding)()
    is_ascii = is_empty = True
    has_quotes = False
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                text = decoder.decode(chunk)
                if "\0" in text:
                    return None
                is_ascii = is_ascii and chunk.isascii()
                has_quotes = has_quotes or '"' in text
                is_empty = is_empty and not text.strip()
            decoder.decode(b"", final=True)
    except UnicodeError:
        return None
    if is_empty:
        raise UnusableExport(path, "the file is empty: expected an export as CSV or JSON")
    return Encoding(encoding, is_ascii, has_quotes)
