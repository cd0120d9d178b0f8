"""The kinds of rows: what rows have in common that differ in nothing but their addresses.

A million rows are of a few hundred kinds. What is the same for all of one kind is worked out once.
"""

from __future__ import annotations

from crosswalk.diagnosis.row import Foretold, Problem, Row, Word, kind_of


class Kind:
    """What the rows of a kind share, and how many of them have gone by.

    ``jobs`` are the three of today and the three after the procedure, in the order of the columns.
    """

    __slots__ = ("accounts", "assumed", "count", "jobs", "problems")

    def __init__(self, row: Row) -> None:
        self.count = 0
        self.jobs: tuple[Foretold, ...] = (*row.now, *row.after)
        self.accounts = str(row.accounts_if_remapped_now)
        self.problems: tuple[Problem, ...] = row.problems
        self.assumed = tuple(sorted(row.assumed, key=lambda id_: (len(id_), id_)))

    @property
    def words(self) -> tuple[Word, ...]:
        """How the six jobs end."""
        return tuple(job.word for job in self.jobs)


class Kinds:
    """Tells the kind of a row."""

    def __init__(self) -> None:
        self._kinds: dict[str, Kind] = {}

    def of(self, row: Row) -> Kind:
        """Return the kind of a row."""
        told = row.kind or kind_of(row)
        kind = self._kinds.get(told)
        if kind is None:
            kind = self._kinds[told] = Kind(row)
        return kind

    def all(self) -> tuple[Kind, ...]:
        """Return every kind that was told."""
        return tuple(self._kinds.values())


def joined(problems: tuple[Problem, ...]) -> str:
    """Return codes as one cell holds them."""
    return ";".join(problem.value for problem in problems)
