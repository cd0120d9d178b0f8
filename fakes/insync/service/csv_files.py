"""The two CSV files that the console and support read.

A file is read whole before anything is done with it, and every bad row is named.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from fakes.wire import Address

_TAKEN = "already used by another account"
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

IsTaken = Callable[[Address], bool]


class _Rows:
    """The rows of a file by number (the heading is row 1), and what is wrong with them."""

    def __init__(self, content: bytes, columns: tuple[str, str]) -> None:
        self.columns = columns
        self.problems: list[str] = []
        self.rows = [
            (number, self._pair(number, row))
            for number, row in enumerate(_parsed(content), start=1)
            if number > 1 and any(cell.strip() for cell in row)
        ]

    def _pair(self, number: int, row: list[str]) -> tuple[str, str]:
        cells = [cell.strip(" \t") for cell in row]
        for column, cell in zip(self.columns, cells, strict=False):
            if _NO_BREAK_SPACE in cell:
                self.blame(number, column, "text without non-breaking spaces", cell)
        if len(cells) != len(self.columns):
            self.blame(number, ", ".join(self.columns), "2 values", ", ".join(cells))
            return "", ""
        return cells[0], cells[1]

    def blame(self, number: int, column: str, expected: str, found: str) -> None:
        self.refuse(number, column, f"expected {expected}, found {found!r}")

    def refuse(self, number: int, column: str, why: str) -> None:
        self.problems.append(f"row {number}, {column}: {why}")

    def address(self, number: int, column: str, text: str) -> Address | None:
        """Return the address in a cell, or None after saying what is wrong with it."""
        try:
            return Address(text)
        except ValueError:
            self.blame(number, column, "an address such as name@domain.example", text)
            return None

    def check(self) -> None:
        if self.problems:
            raise ValueError("; ".join(self.problems))


def new_users(content: bytes, is_taken: IsTaken) -> tuple[tuple[str, Address], ...]:
    """Return name and email ID of each user of a ``Username, Email`` file."""
    rows = _Rows(content, ("Username", "Email"))
    rows.check()
    first_rows: dict[Address, int] = {}
    users = []
    for number, (name, text) in rows.rows:
        if not name:
            rows.blame(number, "Username", "a name", name)
        email_id = rows.address(number, "Email", text)
        if email_id is None:
            continue
        if is_taken(email_id):
            rows.refuse(number, "Email", f"{_TAKEN}: {text!r}")
        _once(rows, first_rows, number, "Email", email_id)
        users.append((name, email_id))
    rows.check()
    return tuple(users)


def email_ids(content: bytes, is_taken: IsTaken) -> tuple[tuple[Address, Address], ...]:
    """Return old and new email ID of each line of a bulk change.

    A new email ID may be one that the same file takes from another account.
    """
    old, new = "inSync email ID", "New inSync email ID"
    rows = _Rows(content, (old, new))
    rows.check()
    given_up: dict[Address, int] = {}
    taken_up: dict[Address, int] = {}
    changes = []
    for number, (before_text, after_text) in rows.rows:
        before = rows.address(number, old, before_text)
        after = rows.address(number, new, after_text)
        if before is None or after is None:
            continue
        if not is_taken(before):
            rows.blame(number, old, "the email ID of an account", before_text)
        _once(rows, given_up, number, old, before)
        _once(rows, taken_up, number, new, after)
        changes.append((before, after))
    for after, number in taken_up.items():
        if is_taken(after) and after not in given_up:
            rows.refuse(number, new, f"{_TAKEN}: {after.text!r}")
    rows.check()
    return tuple(changes)


def _once(
    rows: _Rows, first_rows: dict[Address, int], number: int, column: str, email_id: Address
) -> None:
    first = first_rows.setdefault(email_id, number)
    if first != number:
        rows.blame(number, column, f"an email ID other than that of row {first}", email_id.text)


def _parsed(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = content.count(b"\n", 0, error.start) + 1
        found = content[error.start : error.start + 1]
        raise ValueError(f"row {number}: expected UTF-8, found the byte {found!r}") from error
    reader = csv.reader(io.StringIO(text, newline=""), skipinitialspace=True, strict=True)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row)  # noqa: PERF402 - a bad row must be told by the rows before it
    except csv.Error as error:
        row_number = len(rows) + 1
        raise ValueError(
            f"row {row_number}: expected comma-separated values, found {error}"
        ) from error
    return rows
