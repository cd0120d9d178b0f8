"""In which encoding a file is written."""

from __future__ import annotations

import codecs
from pathlib import Path

from .unusable import UnusableExport

_CHUNK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(path: Path) -> str:
    """Return the encoding of a text file: by its mark, else UTF-8 if it is, else cp1252.

    Raises UnusableExport for a file that is not there, empty or no text.
    """
    try:
        with path.open("rb") as file:
            start = file.read(_CHUNK)
            if not start.strip():
                raise UnusableExport(path, "the file is empty: expected an export")
            marked = next((name for mark, name in _MARKS if start.startswith(mark)), None)
            found = marked or _without_mark(start)
            if found:
                _check(path, found)
                return found
    except OSError as error:
        raise UnusableExport(path, f"the file cannot be read: {error.strerror}") from None
    for name in ("utf-8", "cp1252"):
        if _decodes(path, name):
            return name
    raise _no_text(path)


def _without_mark(start: bytes) -> str | None:
    """Recognize UTF-16 without a mark by the zero bytes of its ASCII letters."""
    even, odd = start[0:200:2].count(0), start[1:200:2].count(0)
    if not even and not odd:
        return None
    if even and odd:
        return "utf-8"  # Zero bytes wherever: the check refuses it.
    return "utf-16-le" if odd else "utf-16-be"


def _check(path: Path, encoding: str) -> None:
    if not _decodes(path, encoding):
        raise _no_text(path)


def _decodes(path: Path, encoding: str) -> bool:
    """Tell whether a file is text of an encoding; no text has a zero character."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                if "\0" in decoder.decode(chunk):
                    return False
            decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _no_text(path: Path) -> UnusableExport:
    return UnusableExport(path, "the file is no text: expected an export as CSV or JSON")
