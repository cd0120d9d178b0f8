"""Which email IDs to have changed: to the Okta email, where it is free."""

from __future__ import annotations

from array import array

from fakes.wire import is_address

from .index import NOBODY, SEVERAL
from .matching import Matching
from .ownership import Ownership
from .tenant import Tenant

_STAYS, _MOVES = 0, 1


class Changes:
    """The accounts of a tenant whose email ID is to become the Okta email of their owner.

    All changes apply at once: an account can have what another one gives up, also around a circle.
    """

    def __init__(self, tenant: Tenant, matching: Matching, ownership: Ownership) -> None:
        self._tenant = tenant
        self._matching = matching
        self._ownership = ownership
        count = len(tenant.accounts)
        self._moves = array("b", [NOBODY]) * count
        self._targets = array("i", [NOBODY]) * count
        for number in range(count):
            self._enter(number)
        for number in range(count):
            self._follow(number)

    def _enter(self, number: int) -> None:
        if self.is_due(number) and not self._is_of_two(number):
            self._targets[number] = self._ownership.holder(self._email(number))
        else:
            self._moves[number] = _STAYS

    def is_due(self, number: int) -> bool:
        """Tell whether an account should get the Okta email of its one owner as email ID."""
        okta = self._ownership.okta[number]
        if okta < 0:
            return False
        email, email_id = self._tenant.okta[okta].email, self._tenant.accounts[number].email_id
        return (
            email != email_id
            and email.casefold() != email_id.casefold()
            and self._ownership.accounts_of(number) == 1
            and not self._ownership.is_ambiguous(number)
            and is_address(email)
        )

    def _is_of_two(self, number: int) -> bool:
        return self._matching.emails.one(self._email(number).casefold()) == SEVERAL

    def _email(self, number: int) -> str:
        return self._tenant.okta[self._ownership.okta[number]].email

    def _follow(self, number: int) -> None:
        """Decide of an account, and of those whose email IDs have to be given up before."""
        path: list[int] = []
        while number != NOBODY and self._moves[number] == NOBODY:
            self._moves[number] = _MOVES  # Whoever comes back here went around a circle: all move.
            path.append(number)
            number = self._targets[number]
        end = _MOVES if number == NOBODY else self._moves[number]
        for each in path:
            self._moves[each] = end

    def new_email_id(self, number: int) -> str:
        """Return the email ID that an account is to have, empty where it keeps its own."""
        return self._email(number) if self._moves[number] else ""

    def keeper(self, address: str) -> int:
        """Return the account that has an address today and keeps it, or NOBODY."""
        holder = self._ownership.holder(address)
        return NOBODY if holder == NOBODY or self._moves[holder] else holder
