"""Exports of a generated tenant, as large as it is wanted; the same number gives the same bytes."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

HEADERS = {
    "okta.csv": ("User Id", "Status", "Username", "First name", "Last name", "Primary email"),
    "insync.csv": ("User Name", "User Email", "Profile", "User Status", "Microsoft 365 License"),
    "microsoft365.csv": ("UserPrincipalName", "PrimarySmtpAddress", "EmailAddresses"),
}
"""The names of the files, and what their columns are called."""

_FIRST = ("Ada", "Ben", "Chloe", "Dina", "Emil", "Fay", "Gil", "Hana", "Ivo", "Jude", "Kira")
_LAST = ("Adler", "Berg", "Costa", "Dahl", "Engel", "Ford", "Grant")


def write_exports(directory: Path, people: int) -> tuple[Path, ...]:
    """Write the exports of a tenant in which two of three people have two addresses."""
    paths = tuple(directory / name for name in HEADERS)
    with ExitStack() as files:
        writers = [
            csv.writer(files.enter_context(path.open("w", newline="", encoding="utf-8")))
            for path in paths
        ]
        for writer, header in zip(writers, HEADERS.values(), strict=True):
            writer.writerow(header)
        for rows in map(_rows, range(people)):
            for writer, row in zip(writers, rows, strict=True):
                writer.writerow(row)
    return paths


def _rows(number: int) -> Iterator[tuple[str, ...]]:
    """Yield the row of a person in each export."""
    first, last = _FIRST[number % len(_FIRST)], _LAST[number % len(_LAST)]
    smtp = f"{first}.{last}.{number:07d}@corp.example".lower()
    upn = f"u{number:07d}@corp.example" if number % 3 else smtp
    addresses = f"SMTP:{smtp};smtp:{first[0].lower()}{number:07d}@corp.example"
    if upn != smtp:
        addresses += f";smtp:{upn}"
    yield f"00u{number:07d}", "ACTIVE", upn, first, last, smtp
    yield f"{first} {last}", upn, "Default", "Active", "Microsoft 365"
    yield upn, smtp, addresses
