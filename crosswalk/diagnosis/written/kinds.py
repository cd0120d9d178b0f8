"""The kinds of rows: what rows have in common that differ in nothing but their addresses.

A million rows are of a few hundred kinds. What is the same for all of one kind is worked out once.
"""

from __future__ import annotations

from crosswalk.diagnosis.row import Foretold, Problem, Row, Word


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
        self._kinds: dict[tuple[object, ...], Kind] = {}
        self._last: Row | None = None
        self._last_kind: Kind

    def of(self, row: Row) -> Kind:
        """Return the kind of a row, which is quick for the row of the call before."""
        if row is self._last:
            return self._last_kind
        key = _key(row)
        kind = self._kinds.get(key)
        if kind is None:
            kind = self._kinds[key] = Kind(row)
        self._last, self._last_kind = row, kind
        return kind

    def all(self) -> tuple[Kind, ...]:
        """Return every kind that was told."""
        return tuple(self._kinds.values())


def _key(row: Row) -> tuple[object, ...]:
    # Words and problems are compared by identity: to hash a member of an Enum takes far longer.
    _, _, _, _, _, _, now, accounts, _, after, problems, assumed = row
    (w1, _, c1, i1, a1), (w2, _, c2, i2, a2), (w3, _, c3, i3, a3) = now
    (w4, _, c4, i4, a4), (w5, _, c5, i5, a5), (w6, _, c6, i6, a6) = after
    return (
        *(id(w1), c1, i1, a1, id(w2), c2, i2, a2, id(w3), c3, i3, a3),
        *(id(w4), c4, i4, a4, id(w5), c5, i5, a5, id(w6), c6, i6, a6),
        *(accounts, assumed, *map(id, problems)),
    )


def joined(problems: tuple[Problem, ...]) -> str:
    """Return codes as one cell holds them."""
    return ";".join(problem.value for problem in problems)
