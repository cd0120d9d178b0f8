"""Who is who: what the three systems know of one person, joined by the addresses they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fakes.insync.model import Account, Cause
from fakes.microsoft365 import rules
from fakes.microsoft365.model import User
from fakes.okta.model import AppUser, OktaUser
from fakes.outcomes.model import Outcome
from fakes.outcomes.situation import Situation
from fakes.outcomes.warnings import warnings

if TYPE_CHECKING:
    from fakes.lab import Lab


@dataclass(slots=True)
class Person:
    """One person, as far as addresses tell: what each system holds of them."""

    okta: tuple[OktaUser, ...] = ()
    accounts: tuple[Account, ...] = ()
    users: tuple[User, ...] = ()

    @property
    def name(self) -> str:
        """A name that one of the systems shows."""
        names = [
            *(user.display_name for user in self.users),
            *(account.display_name for account in self.accounts),
            *(f"{each.attribute('firstName')} {each.attribute('lastName')}" for each in self.okta),
            *(each.login for each in self.okta),
        ]
        return next((name for name in names if name), "nobody")

    def take_in(self, other: Person) -> None:
        """Become this person and another, who turned out to be the same."""
        self.okta += other.okta
        self.accounts += other.accounts
        self.users += other.users


def people(lab: Lab) -> tuple[Person, ...]:
    """Return everyone of a lab, in the order in which Okta, inSync and Microsoft 365 know them."""
    everyone = Person(
        lab.okta.directory.users(),
        lab.insync.accounts.all(),
        lab.microsoft365.directory.list_users(),
    )
    return told_apart(everyone, lab.okta.assignments.all())


def told_apart(all_of_them: Person, assignments: Iterable[AppUser]) -> tuple[Person, ...]:
    """Return the people of whom records are, tied by shared addresses and by Okta's links."""
    known: dict[str, Person] = {}
    everyone: dict[int, Person] = {}
    for names, person in _entries(all_of_them, assignments):
        same = {id(known[name]): known[name] for name in names if name in known}
        first, *others = (*same.values(), person)
        everyone.setdefault(id(first), first)
        for other in others:
            first.take_in(other)
            everyone.pop(id(other), None)
        merged = {id(other) for other in others}
        for name, holder in list(known.items()) if len(same) > 1 else ():
            if id(holder) in merged:
                known[name] = first
        known.update(dict.fromkeys(names, first))
    return tuple(everyone.values())


def _entries(everyone: Person, assignments: Iterable[AppUser]) -> Iterator[tuple[set[str], Person]]:
    """Yield what each system holds, with the names that tie it to the rest."""
    links = {each.user_id: each.external_id for each in assignments}
    for okta_user in everyone.okta:
        tied = _folded(okta_user.login, okta_user.email, links.get(okta_user.id))
        yield tied, Person(okta=(okta_user,))
    for account in everyone.accounts:
        tied = _folded(account.email_id.text, account.ad_attribute, account.scim_id)
        yield tied, Person(accounts=(account,))
    for user in everyone.users:
        names = {*rules.directory_names(user), *rules.mailbox_names(user)}
        yield names, Person(users=(user,))


def _folded(*names: str | None) -> set[str]:
    return {name.casefold() for name in names if name}


def roles(person: Person, address: str) -> tuple[str, ...]:
    """Return what an address is to Microsoft 365: UPN, primary SMTP address, alias, or nothing."""
    folded = address.casefold()
    return tuple(dict.fromkeys(role for user in person.users for role in _roles(user, folded)))


def _roles(user: User, folded: str) -> Iterator[str]:
    if folded == user.user_principal_name.folded:
        yield "UPN"
    if folded in rules.primary_names(user):
        yield "SMTP"
    elif folded in rules.mailbox_names(user) and folded != user.user_principal_name.folded:
        yield "alias"


def problems(person: Person, situation: Situation) -> tuple[str, ...]:
    """Say what is not as it should be: duplicates, and the jobs that are foretold to fail."""
    failing = map(str, warnings(person.accounts, situation))
    return tuple(dict.fromkeys((*duplicates(person), *failing)))


def duplicates(person: Person) -> tuple[str, ...]:
    """Say that somebody has more than one account, where that is so."""
    count = len(person.accounts)
    return (f"Duplicated: {count} inSync accounts",) if count > 1 else ()


def fitting(text: str, outcomes: Iterable[Outcome]) -> tuple[int, int]:
    """Count the jobs that succeed and those that fail of the ones that present a value.

    Where there is no value, those count that have none to present.
    """
    ends = [
        each.succeeds
        for each in outcomes
        if (each.presented or "") == text and (text or each.cause is Cause.NOTHING_PRESENTED)
    ]
    return sum(ends), len(ends) - sum(ends)
