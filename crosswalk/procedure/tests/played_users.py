"""Users in every state of their accounts, and what a lab makes of each by one step.

Nothing of how the ways of an import are told apart is used here: each user is entered with the
addresses and accounts of a state, the step is done, and the accounts are read off the console.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from crosswalk.procedure.ends import Status
from crosswalk.procedure.frozen_lab import frozen_lab
from crosswalk.procedure.imports import Sent
from crosswalk.procedure.procedure import UPN_FORM, add_attribute, import_users, map_row
from fakes.company.cast import Person
from fakes.company.setting_up import connect, enter_okta
from fakes.insync.model import Account
from fakes.okta.model import Updates
from fakes.wire import Address

LOGIN, EMAIL = "login@corp.example", "email@corp.example"
OTHERS = ("first@other.example", "second@other.example")


@dataclass(frozen=True, slots=True)
class Held:
    """An account: its email ID, its status, and whether Okta sends somebody else under it."""

    email_id: str
    status: Status = Status.ACTIVE
    somebody: bool = False


@dataclass(frozen=True, slots=True)
class User:
    """The two addresses of Okta, what was sent last (None for nothing), and the accounts."""

    login: str
    email: str
    sent: Sent | None
    accounts: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class After:
    """An account of the user after a step."""

    email_id: str
    attribute: str
    status: Status


def users() -> Iterator[User]:
    """Yield every state: equal or two addresses, what was sent, and no, one or two accounts."""
    for login, sent in product((LOGIN, EMAIL), (*Sent, None)):
        statuses = [each for each in Status if sent or each is not Status.BY_OKTA]
        addresses = tuple(dict.fromkeys((login, EMAIL, OTHERS[0])))
        yield User(login, EMAIL, sent, ())
        for one, status in product(addresses, statuses):
            first = Held(one, status)
            yield User(login, EMAIL, sent, (first,))
            if one != EMAIL and _shares(login, sent):
                yield User(login, EMAIL, sent, (first, Held(EMAIL, somebody=True)))
            others = (*(each for each in addresses if each != one), OTHERS[1])
            for other, its_status in product(dict.fromkeys(others), statuses):
                yield User(login, EMAIL, sent, (first, Held(other, its_status)))


def _shares(login: str, sent: Sent | None) -> bool:
    """Tell whether Okta can send somebody else by the same email: a login is one person's."""
    return login != EMAIL or sent not in (Sent.AS_IT_COMES, Sent.NO_OVERRIDE)


def receiver_of(user: User) -> int | None:
    """Return the account that Okta sent the user to: the newest that it has not unassigned."""
    own = [at for at, each in enumerate(user.accounts) if not each.somebody]
    linked = [at for at in own if user.accounts[at].status is not Status.BY_OKTA]
    return (linked or own)[-1] if user.sent and own else None


class Tenant:
    """A tenant of users to whom the same was sent last; each has addresses with a number."""

    def __init__(self, chosen: Sequence[User]) -> None:
        self.lab = frozen_lab()
        self._ids: dict[User, dict[int, int]] = {user: {} for user in chosen}
        self._okta: dict[User, str] = {}
        connect(self.lab.okta, self.lab.insync, self.lab.microsoft365)
        self._number = {user: number for number, user in enumerate(chosen)}
        (sent,) = {user.sent for user in chosen}
        self._map(Sent.AS_IT_COMES)
        self._each(self._enter_unassigned)
        self._map(sent or Sent.AS_IT_COMES)
        self._each(self._enter_others)
        self._each(self._enter_received)
        self._each(self._settle)

    def _each(self, do: Callable[[User], None]) -> None:
        for user in self._number:
            do(user)

    def _map(self, sent: Sent) -> None:
        mapping = self.lab.okta.mapping
        known = {each.variable_name for each in self.lab.okta.app.attributes()}
        if sent.upn and not any(name.endswith("userPrincipalName") for name in known):
            add_attribute(self.lab.okta, UPN_FORM)
        mapping.show()
        for target, source in sent.rows.items():
            map_row(self.lab.okta, target, source)
        mapping.save(Updates.DO_NOT_APPLY)

    def typed(self, user: User, address: str) -> str:
        """Return an address of a state as that of one user."""
        return f"u{self._number[user]}.{address}"

    def _add(self, user: User, at: int, email_id: str) -> int:
        added = self.lab.insync.accounts.add(
            email_id=Address(email_id), display_name=f"Account {at}"
        )
        self._ids[user][at] = added.id
        return added.id

    def _person(self, user: User) -> Person:
        login, email = (self.typed(user, each) for each in (user.login, user.email))
        return Person(f"U{self._number[user]}", "Someone", login, email)

    def _assigned(self, user: User) -> str:
        if user not in self._okta:
            self._okta[user] = enter_okta(self.lab.okta, self._person(user)).id
        self.lab.okta.assignments.assign(self._okta[user])
        self.lab.okta.jobs.run()
        return self._okta[user]

    def _park(self, user: User, at: int) -> None:
        parked = Address(self.typed(user, f"parked{at}@corp.example"))
        self.lab.insync.accounts.edit(self._ids[user][at], email_id=parked)

    def _enter_unassigned(self, user: User) -> None:
        """Enter what Okta sent the user to long ago, and unassigned."""
        for at, held in enumerate(user.accounts):
            if held.status is Status.BY_OKTA and at != receiver_of(user):
                self._add(user, at, self.typed(user, user.login))
                self.lab.okta.assignments.unassign(self._assigned(user))
                self.lab.okta.jobs.run()
                self._park(user, at)

    def _enter_others(self, user: User) -> None:
        """Enter what Okta never sent the user to, and whom it sends before the user."""
        for at, held in enumerate(user.accounts):
            if held.somebody and user.sent in (Sent.AS_IT_COMES, Sent.NO_OVERRIDE, None):
                self._enter_somebody(user, at)
            elif not held.somebody and at not in self._ids[user] and at != receiver_of(user):
                self._add(user, at, self.typed(user, f"parked{at}@corp.example"))

    def _enter_somebody(self, user: User, at: int) -> None:
        """Enter somebody else, whom Okta sends with the same email."""
        number, email = self._number[user], self.typed(user, user.email)
        person = Person(f"Else{number}", "Somebody", f"else{number}@corp.example", email)
        self.lab.okta.assignments.assign(enter_okta(self.lab.okta, person).id)
        self.lab.okta.jobs.run()
        found = next(
            each
            for each in self.lab.insync.accounts.all()
            if each.email_id in (Address(person.upn), Address(person.smtp))
        )
        self._ids[user][at] = found.id

    def _enter_received(self, user: User) -> None:
        """Enter the account that Okta sent the user to last."""
        at = receiver_of(user)
        if at is not None and user.sent:
            self._add(user, at, self.typed(user, getattr(user, user.sent.user_name)))
            okta_id = self._assigned(user)
            if user.accounts[at].status is Status.BY_OKTA:
                self.lab.okta.assignments.unassign(okta_id)
                self.lab.okta.jobs.run()
            self._park(user, at)
        elif user not in self._okta:
            self._okta[user] = enter_okta(self.lab.okta, self._person(user)).id
        for place, held in enumerate(user.accounts):
            if held.somebody and place not in self._ids[user]:
                self._enter_somebody(user, place)

    def _settle(self, user: User) -> None:
        """Give every account the email ID and the status that it is to have."""
        accounts = self.lab.insync.accounts
        for at, held in enumerate(user.accounts):
            account_id = self._ids[user][at]
            accounts.edit(account_id, email_id=Address(self.typed(user, held.email_id)))
            if held.status is Status.BY_ADMINISTRATOR:
                accounts.preserve(account_id)

    def change_email_ids(self) -> frozenset[User]:
        """Change the email ID of each first account to the Okta email; return who is refused."""
        refused: set[User] = set()
        for user, ids in self._ids.items():
            email = Address(self.typed(user, user.email))
            try:
                if 0 in ids:
                    self.lab.insync.accounts.edit(ids[0], email_id=email)
            except ValueError:
                refused.add(user)
        return frozenset(refused)

    def map_both(self) -> None:
        """Map both addresses; nothing is sent."""
        self._map(Sent.BOTH)

    def import_everyone(self) -> None:
        """Import whoever has the app, and assign it to whoever has not."""
        import_users(self.lab.okta)

    def state(self) -> Mapping[User, tuple[After, ...]]:
        """Read the accounts of every user, oldest first."""
        found: dict[User, list[Account]] = {user: [] for user in self._ids}
        by_number = {f"u{number}": user for user, number in self._number.items()}
        elses = {
            ids[at] for user, ids in self._ids.items() for at in ids if user.accounts[at].somebody
        }
        for account in self.lab.insync.accounts.all():
            user = by_number.get(account.email_id.text.partition(".")[0])
            if user and account.id not in elses:
                found[user].append(account)
        return {
            user: tuple(self._after(user, each) for each in self._in_order(user, accounts))
            for user, accounts in found.items()
        }

    def _in_order(self, user: User, accounts: list[Account]) -> list[Account]:
        places = {account_id: at for at, account_id in self._ids[user].items()}
        return sorted(accounts, key=lambda each: places.get(each.id, len(places)))

    def _after(self, user: User, account: Account) -> After:
        sign = f"u{self._number[user]}."
        stored = account.ad_attribute or ""
        return After(
            account.email_id.text.removeprefix(sign),
            stored.removeprefix(sign),
            Status.held(account),
        )
