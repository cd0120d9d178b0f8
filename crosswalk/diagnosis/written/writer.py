"""What all the files of a diagnosis are written from: each row once, and what holds of them all.

Whoever writes a file makes a `Writer` of it. The command gives every row to all of them, in the
order of the rows, and closes them at the end. Nothing that they get names anybody when the
diagnosis is redacted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.row import Problem, Row
from crosswalk.diagnosis.tenant import Note


class Since(NamedTuple):
    """What became of the problems of a row since an earlier diagnosis."""

    new: tuple[Problem, ...] = ()
    solved: tuple[Problem, ...] = ()
    unchanged: tuple[Problem, ...] = ()


class Beside(NamedTuple):
    """What a row is compared with, each None where nothing was asked for.

    ``by_default`` is the row under the default readings, where ``--read`` names another one.
    """

    by_default: Row | None = None
    since: Since | None = None


ALONE = Beside()
"""Beside a row that is compared with nothing."""


@dataclass(frozen=True, slots=True)
class About:
    """What holds of a diagnosis as a whole, as the reports may show it.

    ``choices`` are those that were made, and ``assumed`` and ``notes`` are of the tenant.
    ``licenses_to_be_taken`` counts the accounts that hold no license for Microsoft 365 yet.
    ``app_users`` tells whether an export lists the app users, ``compared`` whether there is an
    earlier diagnosis.
    """

    choices: Choices
    assumed: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    licenses_to_be_taken: int = 0
    app_users: bool = False
    redacted: bool = False
    compared: bool = False


class Writer(Protocol):
    """Takes each row once, and finishes its file at the end."""

    def add(self, row: Row, beside: Beside) -> None:
        """Take the next row."""

    def close(self) -> None:
        """Finish what is written. No row follows."""
