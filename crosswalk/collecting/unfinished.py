"""What a collection has read so far, in the directory that it fills."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

import msgspec

from .api import Record
from .errors import Unsuitable

NAME = "unfinished"
_ACCOUNTS = "accounts.json"


class Page(msgspec.Struct, frozen=True):
    """A page of records; ``following`` is the target of the next one, empty after the last."""

    records: list[Record]
    following: str = ""


class Pages:
    """The pages of one list, each a line of a file, which is only ever added to.

    A line that was being written when a run ended is cut off.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.records = 0
        self.seen: set[str] = set()
        self.last: Page | None = None
        whole = 0
        for line in _lines(path):
            page = _page(line)
            if page is None:
                break
            whole += len(line)
            self._count(page)
        if path.exists() and path.stat().st_size > whole:
            os.truncate(path, whole)

    @property
    def complete(self) -> bool:
        """Whether the last page has been read."""
        return self.last is not None and not self.last.following

    def add(self, page: Page) -> None:
        """Keep a page, in one write."""
        with _owned(self._path, os.O_APPEND) as file:
            file.write(msgspec.json.encode(page) + b"\n")
        self._count(page)

    def clear(self) -> None:
        """Forget every page."""
        self._path.unlink(missing_ok=True)
        self.records, self.last = 0, None
        self.seen.clear()

    def __iter__(self) -> Iterator[list[Record]]:
        for line in _lines(self._path):
            yield msgspec.json.decode(line, type=Page).records

    def _count(self, page: Page) -> None:
        self.records += len(page.records)
        self.seen.add(page.following)
        self.last = page


class Directory:
    """The directory of a collection: finished files, and below ``unfinished`` the pages."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._pages = path / NAME

    def prepare(self) -> None:
        """Make the directory, or go on in it; raises Unsuitable where it holds anything else."""
        if self.path.exists() and not self.path.is_dir():
            raise Unsuitable(f"{self.path} is not a directory: name one that does not exist")
        if self.path.exists() and any(self.path.iterdir()) and not self._pages.is_dir():
            raise Unsuitable(
                f"{self.path} is not empty, and no collection was interrupted in it: "
                "name a directory that does not exist"
            )
        # What is collected is about persons: nobody else on the machine reads it.
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._pages.mkdir(mode=0o700, exist_ok=True)

    def check_accounts(self, accounts: Mapping[str, str]) -> None:
        """Remember which accounts are read; raises Unsuitable where one was another before.

        ``accounts`` says by name what tells one from another. Only a digest of it is written.
        """
        path = self._pages / _ACCOUNTS
        known = self._known(path)
        digests = {name: _digest(name, what) for name, what in accounts.items()}
        for name, digest in digests.items():
            if known.get(name, digest) != digest:
                raise Unsuitable(
                    f"{self.path} holds an interrupted collection of another account: {name} is "
                    "not the same. Name another directory, or delete this one"
                )
        write(path, (msgspec.json.encode({**known, **digests}),))

    def pages(self, name: str) -> Pages:
        """Return the pages of a list."""
        return Pages(self._pages / f"{name}.jsonl")

    def has(self, file: str) -> bool:
        """Tell whether a file is finished."""
        return (self.path / file).exists()

    def finish(self) -> None:
        """Remove the pages once every file is finished."""
        for each in self._pages.iterdir():
            each.unlink()
        self._pages.rmdir()

    def _known(self, path: Path) -> dict[str, str]:
        if not path.exists():
            return {}
        try:
            return msgspec.json.decode(path.read_bytes(), type=dict[str, str])
        except msgspec.DecodeError:
            raise Unsuitable(f"{path} is damaged: delete {self.path}, and begin again") from None


def write(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file part by part beside its place, and then move it there."""
    beside = path.with_name(f".{path.name}.part")
    with _owned(beside, os.O_TRUNC) as file:
        for part in parts:
            file.write(part)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _owned(path: Path, flag: int) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | flag, 0o600), "wb")


def _lines(path: Path) -> Iterator[bytes]:
    if path.exists():
        with path.open("rb") as file:
            yield from file


def _page(line: bytes) -> Page | None:
    if not line.endswith(b"\n"):
        return None
    try:
        return msgspec.json.decode(line, type=Page)
    except msgspec.DecodeError:
        return None


def _digest(name: str, what: str) -> str:
    return hashlib.sha256(f"{name}\n{what}".encode()).hexdigest()
