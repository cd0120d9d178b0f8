"""The output directory of a site: refused when it holds other files, replaced as a whole."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARKER = ".living-documentation"
"""The file that names what a site consists of."""


class UnusableDirectory(Exception):
    """A site cannot go there; the message says why and what to do."""


def check(directory: Path) -> None:
    """Raise UnusableDirectory unless a site may be put there.

    It may where nothing is yet, or an empty directory, or an earlier site.
    """
    if directory.exists() and not directory.is_dir():
        raise UnusableDirectory(
            f"{directory} is not a directory: name one that the site may have to itself"
        )
    if strange := _strange(directory):
        raise UnusableDirectory(
            f"{directory} holds something else than an earlier site, {strange[0]}: name another "
            "directory, or empty it"
        )
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=directory.parent):
            pass
    except OSError as error:
        raise UnusableDirectory(
            f"nothing can be written beside {directory}: {error.strerror}"
        ) from None


def _strange(directory: Path) -> list[str]:
    """Return the names of what is in a directory and was not written by an earlier site."""
    if not directory.is_dir():
        return []
    marker = directory / MARKER
    written = marker.read_text(encoding="utf-8").split("\n") if marker.is_file() else []
    return sorted({each.name for each in directory.iterdir()} - {MARKER, *written})


@contextmanager
def replaced(directory: Path) -> Iterator[Path]:
    """Give an empty directory to write a site into, and put it in place when all went well."""
    fresh = Path(tempfile.mkdtemp(prefix=f".{directory.name}-", dir=directory.parent))
    try:
        fresh.chmod(0o755)
        yield fresh
        names = sorted(each.name for each in fresh.iterdir())
        (fresh / MARKER).write_text("\n".join(names), encoding="utf-8")
        if directory.exists():
            _swap(fresh, directory)
        else:
            fresh.rename(directory)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _swap(fresh: Path, directory: Path) -> None:
    """Put a site in the place of the one before, which is then where the fresh one was."""
    old = fresh.with_name(f"{fresh.name}-old")
    directory.rename(old)
    fresh.rename(directory)
    shutil.rmtree(old)
