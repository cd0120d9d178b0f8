"""Change tracking: the tokens and pages behind every delta query."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from fakes.microsoft365 import rules
from fakes.microsoft365.model import Change, Problem

from .refusal import RequestRefused
from .state import State

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TOKEN = re.compile(r"(first|then)-([0-9]{1,15})-([0-9]{1,11})")


@dataclass(frozen=True, slots=True)
class Since:
    """A position in the order of all changes; ``is_first`` while everything is listed first."""

    number: int
    is_first: bool
    issued_at: datetime


class ChangeTracking:
    """The changes of a scope: the users, the messages of a folder, the items of a drive."""

    def __init__(self, state: State) -> None:
        self._state = state

    def beginning(self) -> Since:
        """Return the position before every change, for the first round."""
        return Since(0, True, self._state.clock.now())

    def now(self) -> Since:
        """Return the position after every change so far."""
        return Since(self._last(), False, self._state.clock.now())

    def after(self, scope: str, since: Since, most: int) -> tuple[tuple[Change, ...], Since, bool]:
        """Return some changes of a scope, the position after them, and whether more follow."""
        noted = self._state.changes.group("scope", scope)
        start = bisect_right(noted, since.number, key=lambda change: change.number)
        wanted = [each for each in noted[start:] if not (since.is_first and each.removed)]
        page, more = tuple(wanted[:most]), len(wanted) > most
        number = page[-1].number if more else max(since.number, self._last())
        place = Since(number, since.is_first and more, self._state.clock.now())
        return page, place, more

    def token(self, since: Since) -> str:
        """Return the token of a position."""
        kind = "first" if since.is_first else "then"
        return f"{kind}-{since.number}-{int(since.issued_at.timestamp())}"

    def place(self, token: str, problem: Problem) -> Since:
        """Return the position of a token; raises RequestRefused when it is expired or unknown."""
        match = _TOKEN.fullmatch(token)
        if match is None:
            raise RequestRefused(problem, token)
        issued = _EPOCH + timedelta(seconds=int(match[3]))
        since = Since(int(match[2]), match[1] == "first", issued)
        if since.number > self._last() or self._is_over(since, problem):
            raise RequestRefused(problem, token)
        return since

    def _is_over(self, since: Since, problem: Problem) -> bool:
        life = rules.DIRECTORY_DELTA_LIFE
        if problem is not Problem.STALE_DIRECTORY:
            life = timedelta.max
        return rules.is_over(since.issued_at, life, self._state.clock.now())

    def _last(self) -> int:
        return self._state.ids.drawn.get("record change", 0)
