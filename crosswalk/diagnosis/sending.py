"""What an import makes of the Okta users once both of their addresses are mapped."""

from __future__ import annotations

from typing import NamedTuple

from .changes import Changes
from .index import NOBODY, SEVERAL
from .listed import columns_of
from .matching import Matching
from .ownership import Ownership
from .tenant import OktaUser, Tenant


class Sent(NamedTuple):
    """What an import makes of an Okta user: whether it sends them, whether it creates an account.

    ``creates`` is what it does where it looks for the email, ``linked`` whether Okta is linked to
    an account of theirs, ``keeper`` the account that has the email today and keeps it, or NOBODY.
    ``shares_address`` tells whether two people have the email, ``has_address`` whether it is one.
    """

    sends: bool
    creates: bool
    linked: bool
    keeper: int
    shares_address: bool
    has_address: bool


_NOBODY = Sent(
    sends=False,
    creates=False,
    linked=False,
    keeper=NOBODY,
    shares_address=False,
    has_address=True,
)


class Sending:
    """Tells of each Okta user what an import makes of them."""

    def __init__(
        self, tenant: Tenant, matching: Matching, ownership: Ownership, changes: Changes
    ) -> None:
        _, _, self._active, *_ = columns_of(tenant.okta, OktaUser)
        self._matching = matching
        self._ownership = ownership
        self._changes = changes
        self._no_addresses = matching.names.numbers.no_addresses
        self._by_email, self._by_name = matching.emails.ones, matching.names.ones

    def of(self, okta: int) -> Sent:
        """Return what an import makes of an Okta user, or of nobody."""
        if okta < 0:
            return _NOBODY
        email = self._matching.email[okta]
        has_address = email not in self._no_addresses
        sends = has_address and self._active[okta] and self._matching.is_assigned(okta)
        return Sent(
            sends,
            sends and self._ownership.holders[email] == NOBODY,
            self._ownership.is_linked(okta),
            self._changes.keeper(email),
            SEVERAL in (self._by_email[email], self._by_name[email]),
            has_address,
        )
