"""What all rows of a diagnosis come to in numbers."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from crosswalk.diagnosis.row import Problem, Row, Word

from .kinds import Kind, Kinds, joined
from .writer import Beside

NOW = ("onedrive_backup_now", "exchange_backup_now", "exchange_restore_now")
AFTER = ("onedrive_backup_after", "exchange_backup_after", "exchange_restore_after")
COMPARED = (*NOW, "accounts_if_remapped_now", "change_email_id_to", *AFTER, "problems")
"""The columns that another reading can fill otherwise."""


class Change(NamedTuple):
    """An email ID, and the one that it is to become."""

    email_id: str
    new_email_id: str


class Tally:
    """Counts rows as they go by; every number is there once the tally is closed.

    ``outcomes`` counts the words by column, ``rests_on`` the rows by assumption, and
    ``reading_changes`` the rows by the column that the default readings fill otherwise. ``new``,
    ``solved`` and ``unchanged`` count what became of the problems of an earlier diagnosis.
    ``by_hand`` are the changes that the change request leaves out.
    """

    def __init__(self, kinds: Kinds) -> None:
        self.kinds = kinds
        self.rows = 0
        self.changes = 0
        self.by_hand: list[Change] = []
        self.problems: Counter[Problem] = Counter()
        self.outcomes: dict[str, Counter[Word]] = {name: Counter() for name in (*NOW, *AFTER)}
        self.rests_on: Counter[str] = Counter()
        self.reading_changes: Counter[str] = Counter()
        self.new: Counter[Problem] = Counter()
        self.solved: Counter[Problem] = Counter()
        self.unchanged: Counter[Problem] = Counter()

    @property
    def is_clean(self) -> bool:
        """Whether every outcome now is a success, and nobody has a problem."""
        succeed = all(self.outcomes[name][Word.SUCCEEDS] == self.rows for name in NOW)
        return succeed and not self.problems

    def add(self, row: Row, beside: Beside) -> None:
        """Take the next row."""
        kind = self.kinds.of(row)
        kind.count += 1
        self.changes += row.change_email_id_to != ""
        if beside.since:
            self.new.update(beside.since.new)
            self.solved.update(beside.since.solved)
            self.unchanged.update(beside.since.unchanged)
        if beside.by_default:
            self._compare(row, beside.by_default)

    def _compare(self, row: Row, by_default: Row) -> None:
        here, there = compared(row), compared(by_default)
        self.reading_changes.update(
            name for name, one, other in zip(COMPARED, here, there, strict=True) if one != other
        )

    def close(self) -> None:
        """Add up the kinds."""
        for kind in self.kinds.all():
            self._add_up(kind)

    def _add_up(self, kind: Kind) -> None:
        count = kind.count
        self.rows += count
        for counts, word in zip(self.outcomes.values(), kind.words, strict=True):
            counts[word] += count
        for problem in kind.problems:
            self.problems[problem] += count
        for assumption in kind.assumed:
            self.rests_on[assumption] += count


def compared(row: Row) -> tuple[str, ...]:
    """Return the cells of a row that another reading can fill otherwise."""
    now, after = ([job.word.value for job in outcomes] for outcomes in (row.now, row.after))
    accounts = str(row.accounts_if_remapped_now)
    return (*now, accounts, row.change_email_id_to, *after, joined(row.problems))
