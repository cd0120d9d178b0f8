"""Cucumber Messages in a file, one a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from .model import Book
from .reading import read
from .records import UnreadableMessage


class UnreadableFile(ValueError):
    """A file holds no messages of a run; the error names the line and says what was expected."""


def book_of(path: Path) -> Book:
    """Return the book of the run whose messages a file holds; raises UnreadableFile."""
    try:
        return read(list(_messages(path)))
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror or error}") from None
    except UnreadableMessage as error:
        raise UnreadableFile(f"{path}:{error.number}: {error}") from None
    except UnreadableFile:
        raise
    except (ValueError, LookupError) as error:
        raise UnreadableFile(f"{path}: its messages do not fit together: {error}") from None


def _messages(path: Path) -> Iterator[dict[str, Any]]:
    decoder = msgspec.json.Decoder(dict[str, Any])
    number, envelope = 0, {}
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                envelope = decoder.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise UnreadableFile(f"{path}:{number}: {_expected(line)} ({error})") from None
            yield envelope
    if "testRunFinished" not in envelope:
        raise UnreadableFile(
            f"{path}:{number}: expected testRunFinished as the last message, found "
            f"{next(iter(envelope), 'none')}: the file is cut off"
        )


def _expected(line: bytes) -> str:
    if not line.endswith(b"\n"):
        return "expected a message, found a part of one: the file is cut off"
    return "expected a message, which is a JSON object, as --messages writes"
