"""A lab as a support engineer looks at it: whose jobs fail, and what their addresses are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from crosswalk.lab_interface import Lab
from crosswalk.symptoms.observable import Observable
from fakes.insync.model import Account, AccountStatus
from fakes.microsoft365.model import User
from fakes.okta.mapping import Apply
from fakes.outcomes.model import Job, Outcome
from fakes.outcomes.situation import Situation, gathered
from fakes.serving.people import Person, told_apart


@dataclass(frozen=True)
class Sight:
    """A lab as it is seen now, of people whose jobs fail, or who have two accounts."""

    lab: Lab
    jobs: Collection[Job]

    @cached_property
    def situation(self) -> Situation:
        """What decides how jobs end."""
        return gathered(self.lab.insync, self.lab.microsoft365)

    @cached_property
    def everybody(self) -> tuple[Person, ...]:
        """Everybody who has an account."""
        lab = self.lab
        held = Person(
            lab.okta.directory.users(),
            lab.insync.accounts.all(),
            lab.microsoft365.directory.list_users(),
        )
        known = told_apart(held, lab.okta.assignments.all())
        return tuple(each for each in known if each.accounts)

    @cached_property
    def concerned(self) -> tuple[Person, ...]:
        """Those whose jobs fail; of no jobs those who have two accounts, or else everybody."""
        if not self.jobs:
            twice = tuple(each for each in self.everybody if len(each.accounts) > 1)
            return twice or self.everybody
        return tuple(each for each in self.everybody if any(self.failing(each)))

    @cached_property
    def two_addresses(self) -> tuple[Person, ...]:
        """Those of them whose UPN and SMTP address differ, or all of them if there are none."""
        return tuple(filter(has_two_addresses, self.concerned)) or self.concerned

    def failing(self, person: Person) -> Iterator[Outcome]:
        """Yield how the jobs in question end that fail for somebody.

        Preserved accounts are asked for restores alone, and only where there is no active one.
        """
        active = tuple(filter(is_active, person.accounts))
        for account in active or person.accounts:
            for outcome in self.situation.outcomes(account):
                asked = outcome.job in self.jobs and (active or outcome.job.restores)
                if asked and not outcome.succeeds:
                    yield outcome

    def first(self, person: Person) -> Account:
        """Return the oldest account of somebody."""
        return min(person.accounts, key=lambda each: each.id)

    def of_each(self, tell: Callable[[Person], str]) -> str:
        """Return what is the same for all who are concerned."""
        told = {tell(each) for each in self.concerned}
        return told.pop() if len(told) == 1 else "mixed"

    def rows(self) -> dict[str, tuple[str, Apply]]:
        """Return the rows of the mapping: source and when it applies, by the target."""
        return {each.target: (each.expression, each.apply) for each in self.lab.okta.app.mappings()}


def is_active(account: Account) -> bool:
    """Tell whether an account is active."""
    return account.status is AccountStatus.ACTIVE


Seen = Mapping[Observable, Callable[[Sight], str]]
"""How each observable is seen."""


def has_two_addresses(person: Person) -> bool:
    """Tell whether the UPN and the SMTP address of somebody differ."""
    return any(user.mail and user.mail != user.user_principal_name for user in person.users)


def role(address: str | None, users: Sequence[User]) -> str:
    """Tell what an address is to the users of one person."""
    if not address:
        return "nothing"
    folded = address.casefold()
    upn = any(user.user_principal_name.folded == folded for user in users)
    smtp = any(user.mail and user.mail.folded == folded for user in users)
    if upn or smtp:
        return "the one address" if upn and smtp else "the UPN" if upn else "the SMTP address"
    alias = any(each.folded == folded for user in users for each in user.aliases)
    return "an alias" if alias else "an unknown address"


def addresses(sight: Sight, told: Callable[[Person], Iterable[str | None]]) -> str:
    """Tell what an address is to those of two addresses, or to everybody if there are none."""
    roles = {role(text, each.users) for each in sight.two_addresses for text in told(each)}
    return roles.pop() if len(roles) == 1 else "mixed"
