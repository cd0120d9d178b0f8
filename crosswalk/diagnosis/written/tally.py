"""What all rows of a diagnosis come to in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from crosswalk.diagnosis.row import Outcomes, Problem, Row, Word

from .writer import Beside

NOW = ("onedrive_backup_now", "exchange_backup_now", "exchange_restore_now")
AFTER = ("onedrive_backup_after", "exchange_backup_after", "exchange_restore_after")


class Tally:
    """Counts rows as they go by; every number is there when the tally is closed.

    ``outcomes`` counts the words by column, ``rests_on`` the rows by assumption,
    ``reading_changes`` the rows by the column that the default readings fill otherwise. ``new``,
    ``solved`` and ``unchanged`` count what became of the problems of an earlier diagnosis.
    """

    def __init__(self) -> None:
        self.rows = 0
        self.changes = 0
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
