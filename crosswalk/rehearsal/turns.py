"""Turns: Okta users with one email are imported in turn, since each is foretold as the first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.row import Row
from fakes.wire import is_address

from .assignments import Assignments
from .part import Addresses, Part, part_of


@dataclass(frozen=True, slots=True)
class Turn:
    """Everybody of a turn, with their rows, and which of the rows are compared in it.

    ``left_out`` are the logins, casefolded, of those whose turn it is not.
    """

    part: Part
    rows: tuple[Row, ...]
    compared: tuple[Row, ...]
    left_out: frozenset[str]


def turns(part: Part, rows: Sequence[Row], choices: Choices) -> Iterator[Turn]:
    """Yield the turns: everybody first, then those only who share an email, and whom they meet."""
    sharing = [*_sharing(part, choices)]
    turn_of = {login: number for logins in sharing for number, login in enumerate(logins)}
    addresses = Addresses(choices)
    for number in range(max(map(len, sharing), default=1)):
        here = part
        if number:
            wanted = [login for logins in sharing if len(logins) > number for login in logins]
            here = part_of(part.tenant, addresses, wanted)
        mine = tuple(row for row in rows if here.group_of_row(row) is not None)
        waiting = {
            login
            for logins in sharing
            for login in logins
            if turn_of[login] != number % len(logins)
        }
        compared = tuple(row for row in mine if _turn(row, turn_of) == number)
        yield Turn(here, mine, compared, frozenset(waiting))


def _sharing(part: Part, choices: Choices) -> Iterator[list[str]]:
    """Yield the logins of those whom an import sends with one email; Okta sends no other text."""
    assignments = Assignments(part.tenant, choices)
    by_email: dict[str, list[str]] = defaultdict(list)
    for user in part.tenant.okta:
        if user.active and is_address(user.email) and assignments.is_assigned(user):
            by_email[user.email.casefold()].append(user.login.casefold())
    return (logins for logins in by_email.values() if len(logins) > 1)


def _turn(row: Row, turn_of: dict[str, int]) -> int:
    return turn_of.get(row.okta_login.casefold(), 0)
