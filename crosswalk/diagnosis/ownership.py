"""Whose each account of inSync is, how many accounts each person has, and who has none."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator

from .index import NOBODY, SEVERAL, index_of
from .matching import Matching, Owner
from .tenant import Tenant


class Ownership:
    """The owners of the accounts of a tenant, by the numbers of the accounts.

    ``okta`` and ``microsoft365`` hold the numbers of the users, or NOBODY or SEVERAL.
    """

    def __init__(self, tenant: Tenant, matching: Matching) -> None:
        self._tenant = tenant
        self._by_email_id = index_of(account.email_id for account in tenant.accounts)
        self.okta = array("i")
        self.microsoft365 = array("i")
        self._of_okta = array("i", [0]) * len(tenant.okta)
        self._linked = bytearray(len(tenant.okta))
        self._of_others: Counter[int] = Counter()
        self._perhaps: set[int] = set()
        for account in tenant.accounts:
            self._enter(matching.owner(account.email_id))

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

    def holder(self, address: str) -> int:
        """Return the account that has an address as email ID, or NOBODY."""
        return self._by_email_id.one(address.casefold())

    def without_account(self) -> Iterator[int]:
        """Yield the active Okta users who have no account, and perhaps own none."""
        for number, user in enumerate(self._tenant.okta):
            if user.active and not self._of_okta[number] and number not in self._perhaps:
                yield number
