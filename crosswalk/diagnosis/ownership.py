"""Whose each account of inSync is, how many accounts each person has, and who has none."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator

from .index import NOBODY, SEVERAL, index_of
from .listed import columns_of
from .matching import Matching, Owner
from .tenant import OktaUser, Tenant


class Ownership:
    """The owners of the accounts of a tenant, by the numbers of the accounts.

    ``okta`` and ``microsoft365`` hold the numbers of the users, or NOBODY or SEVERAL. ``holders``
    has the account whose email ID an address is, by the number of the address, or NOBODY.
    """

    def __init__(self, tenant: Tenant, matching: Matching) -> None:
        self._tenant = tenant
        self.holders = index_of(matching.names.numbers, matching.email_id).ones
        self.okta = array("i")
        self.microsoft365 = array("i")
        self._of_okta = array("i", [0]) * len(tenant.okta)
        self._linked = bytearray(len(tenant.okta))
        self._of_others: Counter[int] = Counter()
        self._perhaps: set[int] = set()
        for email_id in matching.email_id:
            self._enter(matching.owner_of(email_id))

    def _enter(self, owner: Owner) -> None:
        okta, person, linked, perhaps = owner
        self.okta.append(okta)
        self.microsoft365.append(person)
        if okta >= 0:
            self._of_okta[okta] += 1
            self._linked[okta] |= linked
        elif perhaps:
            self._perhaps.update(perhaps)
        elif person >= 0:
            self._of_others[person] += 1

    def accounts_of(self, number: int) -> int:
        """Return how many accounts the owner of an account has."""
        okta, person = self.okta[number], self.microsoft365[number]
        if okta >= 0:
            return self._of_okta[okta]
        return self._of_others[person] if okta == NOBODY and person >= 0 else 1

    def is_linked(self, okta: int) -> bool:
        """Tell whether Okta is linked to an account of one of its users."""
        return okta >= 0 and bool(self._linked[okta])

    def is_ambiguous(self, number: int) -> bool:
        """Tell whether more than one person could be meant by an account."""
        return self.okta[number] == SEVERAL or self.microsoft365[number] == SEVERAL

    def without_account(self) -> Iterator[int]:
        """Yield the active Okta users who have no account, and perhaps own none."""
        _, _, active, *_ = columns_of(self._tenant.okta, OktaUser)
        for number, is_active in enumerate(active):
            if is_active and not self._of_okta[number] and number not in self._perhaps:
                yield number
