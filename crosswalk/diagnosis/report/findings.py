"""What a reader is told of a diagnosis, gathered while the rows go by once."""

from __future__ import annotations

from collections.abc import Iterable

from crosswalk.diagnosis.row import Problem, Row, Word
from crosswalk.diagnosis.written.kinds import Kind
from crosswalk.diagnosis.written.tally import Change, Tally
from crosswalk.diagnosis.written.writer import About, Beside, Since

from .harm import Harm, Rank, harm_of, rank_of
from .kept import Keeping, KeptRow
from .worst import Worst

MOST_ROWS = 100_000
"""How many rows a page holds: with more it is too large to mail."""

MOST_NAMED = 20
"""How many people a list names."""

_SINCE = (None, Since())
_TO_TRY = (True, False)


class Names:
    """The first names of a list; the rest is counted elsewhere."""

    def __init__(self) -> None:
        self.first: list[str] = []

    def add(self, name: str) -> bool:
        """Take a name if there is place, and tell whether there is place for more."""
        if len(self.first) < MOST_NAMED:
            self.first.append(name)
        return len(self.first) < MOST_NAMED


class _Noted:
    """What is to be done with each row of a kind."""

    __slots__ = ("blockable", "harm", "lists", "rank", "succeeds")

    def __init__(self, kind: Kind, lists: list[Names]) -> None:
        self.harm = harm_of(kind)
        self.rank: Rank = rank_of(kind, self.harm)
        self.lists = lists
        self.blockable = Problem.DUPLICATE_AHEAD in kind.problems
        self.succeeds = _succeed(kind)


class Findings:
    """Gathers what the page and the terminal tell. The tally counts, and gets each row first.

    ``with_problem`` names rows by their problem, ``remaining`` those of which a job does not
    succeed after the procedure, under None those that have no problem. ``blocked`` are rows that
    get a further account and for which no change is proposed. ``to_try`` has the login of a person
    by whether they have two addresses.
    """

    def __init__(self, tally: Tally, about: About, most_rows: int = MOST_ROWS) -> None:
        self.tally = tally
        self.about = about
        self.keeping = Keeping()
        self.worst: Worst[KeptRow] = Worst(most_rows)
        self.changes: list[Change] = []
        self.with_problem: dict[Problem, Names] = {}
        self.remaining: dict[Problem | None, Names] = {}
        self.blocked = Names()
        self.blocked_count = 0
        self.two_addresses = 0
        self.to_try: dict[bool, str] = {}
        self._noted: dict[Kind, _Noted] = {}

    def add(self, row: Row, beside: Beside) -> None:
        """Take the next row."""
        kind = self.tally.kinds.of(row)
        noted = self._noted.get(kind)
        if noted is None:
            noted = self._noted[kind] = _Noted(kind, self._lists_of(kind))
        if row.okta_login != row.okta_email:
            self.two_addresses += _differ(row.okta_login, row.okta_email)
        if noted.succeeds and len(self.to_try) < len(_TO_TRY):
            self._try(row)
        if noted.lists:
            name = name_of(row)
            noted.lists = [each for each in noted.lists if each.add(name)]
        if row.change_email_id_to or noted.blockable:
            self._change(row)
        self._keep(row, beside, kind, noted)

    def _keep(self, row: Row, beside: Beside, kind: Kind, noted: _Noted) -> None:
        nothing = noted.harm is Harm.NONE and not row.change_email_id_to
        if nothing and not self._is_compared(beside, kind):
            return
        if self.worst.takes(noted.rank):
            self.worst.add(noted.rank, self.keeping.kept(row, beside, kind))

    def _is_compared(self, beside: Beside, kind: Kind) -> bool:
        """Tell whether a row reads otherwise by default, or than in an earlier diagnosis."""
        return beside.since not in _SINCE or self.keeping.by_default(beside, kind) is not None

    def _try(self, row: Row) -> None:
        """Remember one person with two addresses and one with one, for whom all succeeds later."""
        if row.okta_login:
            two = _differ(row.okta_login, row.okta_email)
            self.to_try.setdefault(two, row.okta_login)

    def _change(self, row: Row) -> None:
        """Name a change, or who gets a further account because none is proposed."""
        if not row.change_email_id_to:
            self.blocked_count += 1
            self.blocked.add(name_of(row))
        elif len(self.changes) < MOST_NAMED:
            self.changes.append(Change(row.insync_email_id, row.change_email_id_to))

    def _lists_of(self, kind: Kind) -> list[Names]:
        """Return the lists that name rows of a kind, and have place."""
        lists = [self.with_problem.setdefault(each, Names()) for each in kind.problems]
        if not _succeed(kind):
            groups: Iterable[Problem | None] = kind.problems or (None,)
            lists += [self.remaining.setdefault(each, Names()) for each in groups]
        return [each for each in lists if len(each.first) < MOST_NAMED]

    def close(self) -> None:
        """Finish. No row follows."""

    def harms(self) -> dict[Harm, int]:
        """Return how many rows have what as the worst, the worst first."""
        counts = dict.fromkeys(Harm, 0)
        for kind, noted in self._noted.items():
            counts[noted.harm] += kind.count
        return {harm: count for harm, count in counts.items() if count}

    @property
    def told(self) -> int:
        """How many rows the page has something to say about."""
        return len(self.worst) + self.worst.left_out


def name_of(row: Row | KeptRow) -> str:
    """Return the address by which a reader finds a row."""
    return row.insync_email_id or row.okta_login or row.upn


def _succeed(kind: Kind) -> bool:
    """Tell whether every job succeeds after the procedure."""
    return set(kind.words[3:]) == {Word.SUCCEEDS}


def _differ(login: str, email: str) -> bool:
    return bool(login and email) and login.casefold() != email.casefold()
