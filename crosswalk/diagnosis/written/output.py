"""The directory of a diagnosis: it is there with all its files, or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TextIO


class UnusableDirectory(ValueError):
    """A diagnosis cannot go there; the message says why and what to do."""


class Output:
    """A directory that is being filled."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._files = ExitStack()

    def file(self, name: str) -> TextIO:
        """Return a new file of the directory, open until the directory is finished."""
        file = (self.path / name).open("w", encoding="utf-8", newline="")
        return self._files.enter_context(file)

    def close(self) -> None:
        """Close all files."""
        self._files.close()


def check(directory: Path) -> None:
    """Raise UnusableDirectory unless a diagnosis may be put there."""
    if not directory.exists():
        return
    if not directory.is_dir():
        raise UnusableDirectory(f"{directory} is not a directory: name one that does not exist yet")
    if found := sorted(each.name for each in directory.iterdir()):
        raise UnusableDirectory(
            f"{directory} is not empty, it holds {found[0]}: name another directory, or empty it"
        )


@contextmanager
def filled(directory: Path) -> Iterator[Output]:
    """Give a directory to write into, and put it in place when all went well.

    Whatever else happens, nothing stays. An empty directory that is there already is kept, as it
    can be a mounted volume: the files are made in a directory inside it.
    """
    directory = directory.absolute()
    above = directory if directory.is_dir() else directory.parent
    missing = [each for each in (above, *above.parents) if not each.exists()]
    part = above / f".{directory.name}.{os.getpid()}.part"
    part.mkdir(parents=True)
    output = Output(part)
    try:
        yield output
        output.close()
        _put(part, directory)
    except BaseException:
        output.close()
        shutil.rmtree(part, ignore_errors=True)
        with suppress(OSError):
            for each in missing:
                each.rmdir()
        raise


def _put(part: Path, directory: Path) -> None:
    """Put the files in place; raises UnusableDirectory if somebody wrote there meanwhile."""
    if part.parent != directory:
        part.rename(directory)
        return
    others = sorted(each.name for each in directory.iterdir() if each != part)
    if others:
        raise UnusableDirectory(f"{directory} is not empty any more, it holds {others[0]}")
    for each in sorted(part.iterdir()):
        each.rename(directory / each.name)
    part.rmdir()
