"""What an import does to linked accounts where A2 is read otherwise, row by row.

By default Okta forgets the link and looks for the new userName. Read otherwise, it deactivates the
linked account before, or renames it. A push that is refused is sent again as long as that helps,
so of a chain every account is renamed whose new email ID gets free; those of a circle are not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fakes.okta.model import OnApplyUpdates

from .foretelling import Held
from .index import NOBODY
from .row import Outcomes, Problem, Row
from .tenant import Tenant


@dataclass(frozen=True, slots=True)
class Known:
    """What a diagnosis knows of a tenant before any import.

    ``owner`` is the Okta user of an account and ``is_linked`` whether Okta is linked to it,
    ``holder`` is who has an email ID, ``new_email_id`` what an account is to have, ``sends`` tells
    whether an import sends an Okta user, ``foretell`` how jobs end after the procedure.
    """

    tenant: Tenant
    owner: Callable[[int], int]
    is_linked: Callable[[int], bool]
    holder: Callable[[str], int]
    new_email_id: Callable[[int], str]
    sends: Callable[[int], bool]
    foretell: Callable[[Held], Outcomes]


class Renaming:
    """Corrects the rows of the default reading of A2 to those of another one."""

    def __init__(self, known: Known, reading: OnApplyUpdates) -> None:
        self._known = known
        self._in_place = reading is OnApplyUpdates.UPDATE_IN_PLACE
        self._links = {owner: number for number, owner in self._linked()}
        self._first: dict[str, int] = {}
        for okta, user in enumerate(known.tenant.okta):
            if known.sends(okta):
                self._first.setdefault(user.email.casefold(), okta)
        changes = map(known.new_email_id, range(len(known.tenant.accounts)))
        self._new = {each.casefold(): number for number, each in enumerate(changes) if each}

    def _linked(self) -> Iterator[tuple[int, int]]:
        """Yield the linked accounts and their owners; Okta links a user to the first of theirs."""
        known = self._known
        for number in reversed(range(len(known.tenant.accounts))):
            if known.is_linked(number) and known.sends(known.owner(number)):
                yield number, known.owner(number)

    def of_account(self, number: int, row: Row, held: Held) -> Row:
        """Correct the row of an account, which holds something today."""
        okta = self._known.owner(number)
        if okta < 0 or not self._known.sends(okta):
            return row
        row = self._counted(row, okta)
        after = self._held(number, okta, held._replace(email_id=self._email_id(number)))
        return row._replace(after=self._known.foretell(after))

    def _held(self, number: int, okta: int, held: Held) -> Held:
        """Return what an account holds after the import, from what it holds before."""
        login, email = self._known.tenant.okta[okta][:2]
        found = held.email_id.casefold() == email.casefold()
        is_linked = self._links.get(okta) == number
        if not self._in_place:
            left = is_linked and not found
            held = held._replace(preserved=held.preserved or left)
        elif is_linked and not found:
            found = self._is_renamed(number, okta, self._holder, self._email_id)
            held = held._replace(email_id=email if found else held.email_id)
        elif okta in self._links:
            found = is_linked
        return held._replace(attribute=login) if found else held

    def of_person(self, okta: int, row: Row) -> Row:
        """Correct the row of an Okta user without an account."""
        if not self._in_place or not self._known.sends(okta):
            return row
        row = self._counted(row, okta)
        login, email = self._known.tenant.okta[okta][:2]
        holder = self._holder(email)
        if holder == NOBODY or not self._is_renamed(holder, okta, self._holder, self._email_id):
            return row
        problems = tuple(each for each in row.problems if each is not Problem.EMAIL_ID_TAKEN)
        after = self._known.foretell(Held(email, login, preserved=False))
        return row._replace(after=after, problems=problems)

    def _counted(self, row: Row, okta: int) -> Row:
        """Correct how many accounts there are, and whether one of them is a duplicate."""
        holder = self._known.holder(self._known.tenant.okta[okta].email)
        by_default = holder == NOBODY
        creates = by_default
        if self._in_place:
            gets_free = by_default or self._is_renamed(
                holder, okta, self._known.holder, self._email_id_today
            )
            creates = gets_free and okta not in self._links
        ahead = (Problem.DUPLICATE_AHEAD,) if creates and row.insync_email_id else ()
        others = (each for each in row.problems if each is not Problem.DUPLICATE_AHEAD)
        accounts = row.accounts_if_remapped_now - by_default + creates
        return row._replace(accounts_if_remapped_now=accounts, problems=(*ahead, *others))

    # Who is renamed in place.

    def _is_renamed(
        self,
        number: int,
        met_first: int,
        holder: Callable[[str], int],
        email_id: Callable[[int], str],
    ) -> bool:
        """Tell whether an account gets the email of its owner, so that its email ID gets free.

        Of those who share an email the import meets one first: ``met_first`` if it is one of them.
        """
        passed: set[int] = set()
        while number not in passed:
            passed.add(number)
            okta = self._known.owner(number)
            if self._links.get(okta) != number or not self._is_sent(okta, met_first):
                return False
            email = self._known.tenant.okta[okta].email
            if email.casefold() == email_id(number).casefold():
                return False
            number = holder(email)
            if number == NOBODY:
                return True
        return False

    def _is_sent(self, okta: int, met_first: int) -> bool:
        users = self._known.tenant.okta
        email = users[okta].email.casefold()
        first = met_first if users[met_first].email.casefold() == email else self._first[email]
        return okta == first

    def _email_id_today(self, number: int) -> str:
        return self._known.tenant.accounts[number].email_id

    def _email_id(self, number: int) -> str:
        return self._known.new_email_id(number) or self._email_id_today(number)

    def _holder(self, address: str) -> int:
        """Return who has an email ID after the changes, or NOBODY."""
        moved = self._new.get(address.casefold())
        if moved is not None:
            return moved
        holder = self._known.holder(address)
        return NOBODY if holder != NOBODY and self._known.new_email_id(holder) else holder
