"""Where a site goes: a directory, or one file to mail whose name ends with .html."""

from __future__ import annotations

import os
from pathlib import Path

from crosswalk import links
from crosswalk.messages.writing import check as can_be_written

from . import output_directory, site
from .model import Book
from .output_directory import UnusableDirectory
from .single_file import single_file

FILE = ".html"


class UnusableOutput(Exception):
    """A site cannot go there; the message says why and what to do."""


def check(output: Path) -> None:
    """Raise UnusableOutput unless a site may be put there."""
    if output.suffix != FILE:
        try:
            output_directory.check(output)
        except UnusableDirectory as error:
            raise UnusableOutput(str(error)) from None
    else:
        _check_file(output)


def write(book: Book, output: Path) -> str:
    """Write a site there, and return what to open; raises UnusableOutput."""
    try:
        if output.suffix == FILE:
            return _write_file(book, output)
        with output_directory.replaced(output) as fresh:
            site.build(book, fresh)
    except OSError as error:
        raise UnusableOutput(f"{output} was not written: {error}") from None
    return str(output / links.FRONT)


def _check_file(output: Path) -> None:
    try:
        can_be_written(output)
    except OSError as error:
        raise UnusableOutput(f"{output} cannot be written: {error.strerror or error}") from None


def _write_file(book: Book, output: Path) -> str:
    part = output.with_name(f"{output.name}.{os.getpid()}.part")
    try:
        part.write_text(single_file(book), encoding="utf-8")
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)
    return f"{output} ({output.stat().st_size / 1_000_000:.1f} MB)"
