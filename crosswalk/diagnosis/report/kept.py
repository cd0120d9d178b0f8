"""Rows as compact values: what they share stands once, and each has its addresses and a number."""

from __future__ import annotations

from typing import NamedTuple

from crosswalk.diagnosis.row import Problem, Row, Word
from crosswalk.diagnosis.written.kinds import Kind, Kinds
from crosswalk.diagnosis.written.writer import Beside, Since

NOTHING = -1
_ADDRESSES = 6
"""What stands for nothing to present."""

_NEVER = Since()


class KeptRow(NamedTuple):
    """A row: its addresses, the new email ID, the aliases, and the number of its verdict.

    ``literals`` are presented values that are none of the addresses.
    """

    okta_login: str
    okta_email: str
    insync_email_id: str
    upn: str
    primary_smtp: str
    change: str
    aliases: tuple[str, ...]
    verdict: int
    literals: tuple[str, ...]


class Differs(NamedTuple):
    """Which addresses of a row should be the same and are not."""

    login_and_upn: bool
    email_and_primary_smtp: bool
    email_id_and_email: bool


class ByDefault(NamedTuple):
    """What the default readings say of a row; ``words`` are of the six jobs."""

    words: tuple[Word, ...]
    accounts: str
    problems: tuple[Problem, ...]


class Verdict(NamedTuple):
    """What is said of rows: their kind, what each job presents, and what they are compared with.

    ``presents`` has for each job the number of an address of the row, or NOTHING, or the numbers
    from the count of the addresses on for its literals.
    """

    kind: Kind
    presents: tuple[int, ...]
    differs: Differs
    by_default: ByDefault | None
    since: Since | None


class Keeping:
    """Makes compact values of rows; ``verdicts`` are those that they share."""

    def __init__(self) -> None:
        self.verdicts: list[Verdict] = []
        # By the id of the kind: it takes a hundredth of the time of a hash of all that it holds.
        self._numbers: dict[tuple[object, ...], int] = {}
        self._default_kinds = Kinds()

    def kept(self, row: Row, beside: Beside, kind: Kind) -> KeptRow:
        """Return a row of a kind as a compact value."""
        login, email, email_id, upn, smtp, aliases, _, _, change, _, _, _, _ = row
        presents, literals = _presented(row)
        differs = (_differ(login, upn), _differ(email, smtp), _differ(email_id, email))
        by_default = self.by_default(beside, kind)
        since = None if beside.since in (None, _NEVER) else beside.since
        key = (id(kind), presents, differs, by_default, since)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.verdicts)
            self.verdicts.append(Verdict(kind, presents, Differs(*differs), by_default, since))
        return KeptRow(login, email, email_id, upn, smtp, change, aliases, number, literals)

    def by_default(self, beside: Beside, kind: Kind) -> ByDefault | None:
        """Return what the default readings say where it is something else."""
        if beside.by_default is None:
            return None
        other = self._default_kinds.of(beside.by_default)
        said = ByDefault(other.words, other.accounts, other.problems)
        return None if said == (kind.words, kind.accounts, kind.problems) else said


def _presented(row: Row) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return the number of what each job presents, and what of it is none of the addresses."""
    login, email, email_id, upn, smtp, _, now, _, change, after, _, _, _ = row
    # What stands in several columns gets the number of the last one, and nothing its own.
    numbers = {login: 0, email: 1, email_id: 2, upn: 3, smtp: 4, change: 5, "": NOTHING}
    (_, a, _, _, _), (_, b, _, _, _), (_, c, _, _, _) = now
    (_, d, _, _, _), (_, e, _, _, _), (_, f, _, _, _) = after
    presented = (a, b, c, d, e, f)
    literals = tuple(dict.fromkeys(each for each in presented if each not in numbers))
    numbers |= {literal: number for number, literal in enumerate(literals, start=_ADDRESSES)}
    return tuple(map(numbers.__getitem__, presented)), literals


def addresses_of(row: Row | KeptRow) -> tuple[str, ...]:
    """Return what `Verdict.presents` numbers."""
    change = row.change if isinstance(row, KeptRow) else row.change_email_id_to
    return (
        row.okta_login,
        row.okta_email,
        row.insync_email_id,
        row.upn,
        row.primary_smtp,
        change,
    )


def _differ(one: str, other: str) -> bool:
    return one != other and bool(one and other) and one.casefold() != other.casefold()
