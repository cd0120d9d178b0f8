"""The finished files: one JSON file for each list, as its API answers it, and the OneDrives."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from .api import Record
from .services import DRIVE, PURPOSE, is_guest
from .unfinished import Pages, write

_LIBRARY = "/Documents"


def write_records(
    path: Path, records: Iterable[Record], before: bytes = b"[", after: bytes = b"]"
) -> int:
    """Write records as a JSON array, one a line; return how many."""
    written = 0

    def parts() -> Iterator[bytes]:
        nonlocal written
        yield before
        for record in records:
            yield (b",\n" if written else b"\n") + msgspec.json.encode(record)
            written += 1
        yield b"\n" + after + b"\n"

    write(path, parts())
    return written


def once(lists: Iterable[Pages], key: str) -> Iterator[Record]:
    """Yield each record once, as it was read last: people move between pages meanwhile."""
    together = [*lists]
    last: dict[str | int, tuple[int, int]] = {}
    for place, each in _placed(together):
        last[each[key]] = place
    for place, each in _placed(together):
        if last[each[key]] == place:
            yield each


def with_purpose(users: Iterable[Record], services: Pages) -> Iterator[Record]:
    """Yield users with ``userPurpose`` where it is known: None for who has no mailbox."""
    known = {each["id"]: each[PURPOSE] for page in services for each in page if PURPOSE in each}
    for user in users:
        found = user["id"] in known
        yield {**user, PURPOSE: known[user["id"]]} if found else user


def write_onedrives(path: Path, users: Iterable[Record], services: Pages) -> int | None:
    """Write who owns which OneDrive; return how many, or None if it is not known of everybody.

    A list that leaves somebody out would say that they have none.
    """
    known = {each["id"]: each[DRIVE] for page in services for each in page if DRIVE in each}
    rows = [("Owner", "Url")]
    for user in users:
        if is_guest(user):
            continue
        if user["id"] not in known:
            return None
        if known[user["id"]] is not None:
            rows.append((user["userPrincipalName"], known[user["id"]].removesuffix(_LIBRARY)))
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    write(path, (text.getvalue().encode(),))
    return len(rows) - 1


def _placed(lists: list[Pages]) -> Iterator[tuple[tuple[int, int], Record]]:
    for number, pages in enumerate(lists):
        for page, records in enumerate(pages):
            for each in records:
                yield (number, page), each
