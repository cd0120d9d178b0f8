"""What an import does to linked accounts where A2 is read otherwise, row by row.

By default Okta forgets the link and looks for the new userName. Read otherwise, it deactivates the
linked account before, or renames it. A push that is refused is sent again as long as that helps,
so of a chain every account is renamed whose new email ID gets free; those of a circle are not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fakes.okta.model import OnApplyUpdates

from .changes import Changes
from .foretelling import Held
from .index import NOBODY
from .matching import Matching
from .ownership import Ownership
from .row import Outcomes, Problem, Row
from .sending import Sending
from .tenant import Tenant


class Renaming:
    """Corrects the rows of the default reading of A2 to those of another one."""

    def __init__(
        self,
        tenant: Tenant,
        matching: Matching,
        ownership: Ownership,
        changes: Changes,
        sending: Sending,
        reading: OnApplyUpdates,
        foretell: Callable[[Held], Outcomes],
    ) -> None:
        self._tenant = tenant
        self._matching = matching
        self._ownership = ownership
        self._changes = changes
        self._foretell = foretell
        self._in_place = reading is OnApplyUpdates.UPDATE_IN_PLACE
        self._sends = bytearray(sending.of(okta).sends for okta in range(len(tenant.okta)))
        self._links = {owner: number for number, owner in self._linked()}
        self._first: dict[str, int] = {}
        for okta, user in enumerate(tenant.okta):
            if self._sends[okta]:
                self._first.setdefault(user.email.casefold(), okta)
        new_email_ids = map(changes.new_email_id, range(len(tenant.accounts)))
        self._new = {each.casefold(): number for number, each in enumerate(new_email_ids) if each}

    def _linked(self) -> Iterator[tuple[int, int]]:
        """Yield the linked accounts and their owners; Okta links a user to the first of theirs."""
        for number in reversed(range(len(self._tenant.accounts))):
            owner = self._matching.owner_of(self._matching.email_id[number])
            if owner.linked and self._sends[owner.okta]:
                yield number, owner.okta

    def of_account(self, number: int, row: Row, held: Held) -> Row:
        """Correct the row of an account, which holds something today."""
        okta = self._ownership.okta[number]
        if okta < 0 or not self._sends[okta]:
            return row
        row = self._counted(row, okta)
        after = self._held(number, okta, held._replace(email_id=self._email_id(number)))
        return row._replace(after=self._foretell(after), kind="")

    def _held(self, number: int, okta: int, held: Held) -> Held:
        """Return what an account holds after the import, from what it holds before."""
        login, email = self._tenant.okta[okta][:2]
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
        if not self._in_place or not self._sends[okta]:
            return row
        row = self._counted(row, okta)
        login, email = self._tenant.okta[okta][:2]
        holder = self._holder(email)
        if holder == NOBODY or not self._is_renamed(holder, okta, self._holder, self._email_id):
            return row
        problems = tuple(each for each in row.problems if each is not Problem.EMAIL_ID_TAKEN)
        after = self._foretell(Held(email, login, preserved=False))
        return row._replace(after=after, problems=problems, kind="")

    def _counted(self, row: Row, okta: int) -> Row:
        """Correct how many accounts there are, and whether one of them is a duplicate."""
        holder = self._holder_today(self._tenant.okta[okta].email)
        by_default = holder == NOBODY
        creates = by_default
        if self._in_place:
            gets_free = by_default or self._is_renamed(
                holder, okta, self._holder_today, self._email_id_today
            )
            creates = gets_free and okta not in self._links
        ahead = (Problem.DUPLICATE_AHEAD,) if creates and row.insync_email_id else ()
        others = (each for each in row.problems if each is not Problem.DUPLICATE_AHEAD)
        accounts = row.accounts_if_remapped_now - by_default + creates
        return row._replace(accounts_if_remapped_now=accounts, problems=(*ahead, *others), kind="")

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
            okta = self._ownership.okta[number]
            if self._links.get(okta) != number or not self._is_met(okta, met_first):
                return False
            email = self._tenant.okta[okta].email
            if email.casefold() == email_id(number).casefold():
                return False
            number = holder(email)
            if number == NOBODY:
                return True
        return False

    def _is_met(self, okta: int, met_first: int) -> bool:
        users = self._tenant.okta
        email = users[okta].email.casefold()
        first = met_first if users[met_first].email.casefold() == email else self._first[email]
        return okta == first

    def _holder_today(self, address: str) -> int:
        return self._ownership.holders[self._matching.names.numbers.known(address)]

    def _email_id_today(self, number: int) -> str:
        return self._tenant.accounts[number].email_id

    def _email_id(self, number: int) -> str:
        return self._changes.new_email_id(number) or self._email_id_today(number)

    def _holder(self, address: str) -> int:
        """Return who has an email ID after the changes, or NOBODY."""
        moved = self._new.get(address.casefold())
        if moved is not None:
            return moved
        holder = self._holder_today(address)
        return NOBODY if holder != NOBODY and self._changes.new_email_id(holder) else holder
