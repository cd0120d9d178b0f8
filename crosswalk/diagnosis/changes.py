"""Which email IDs to have changed: to the Okta email, where it is free."""

from __future__ import annotations

from array import array

from .index import NOBODY, SEVERAL
from .listed import columns_of
from .matching import Matching
from .ownership import Ownership
from .tenant import OktaUser, Tenant

_STAYS, _MOVES = 0, 1


class Changes:
    """The accounts of a tenant whose email ID is to become the Okta email of their owner.

    All changes apply at once: an account can have what another one gives up, also around a circle.
    """

    def __init__(self, tenant: Tenant, matching: Matching, ownership: Ownership) -> None:
        _, self._emails, *_ = columns_of(tenant.okta, OktaUser)
        self._matching = matching
        self._ownership = ownership
        self._no_addresses = matching.names.numbers.no_addresses
        self._moves = array("b", [_STAYS]) * len(tenant.accounts)
        due = [number for number in range(len(tenant.accounts)) if self._could_move(number)]
        for number in due:
            self._moves[number] = NOBODY
        for number in due:
            self._follow(number)

    def _could_move(self, number: int) -> bool:
        return self.is_due(number) and self._matching.emails.ones[self._email(number)] != SEVERAL

    def is_due(self, number: int) -> bool:
        """Tell whether an account should get the Okta email of its one owner as email ID."""
        okta = self._ownership.okta[number]
        return (
            okta >= 0
            and self._matching.email[okta] != self._matching.email_id[number]
            and self._ownership.accounts_of(number) == 1
            and not self._ownership.is_ambiguous(number)
            and self._matching.email[okta] not in self._no_addresses
        )

    def _email(self, number: int) -> int:
        return self._matching.email[self._ownership.okta[number]]

    def _follow(self, number: int) -> None:
        """Decide of an account, and of those whose email IDs have to be given up before."""
        path: list[int] = []
        while number != NOBODY and self._moves[number] == NOBODY:
            self._moves[number] = _MOVES  # Whoever comes back here went around a circle: all move.
            path.append(number)
            number = self._ownership.holders[self._email(number)]
        end = _MOVES if number == NOBODY else self._moves[number]
        for each in path:
            self._moves[each] = end

    def moves(self, number: int) -> bool:
        """Tell whether an account is to have the Okta email of its owner as email ID."""
        return self._moves[number] == _MOVES

    def new_email_id(self, number: int) -> str:
        """Return the email ID that an account is to have, empty where it keeps its own."""
        if not self._moves[number]:
            return ""
        email: str = self._emails[self._ownership.okta[number]]
        return email

    def keeper(self, address: int) -> int:
        """Return the account that has an address today and keeps it, or NOBODY."""
        holder = self._ownership.holders[address]
        return NOBODY if holder == NOBODY or self._moves[holder] else holder
