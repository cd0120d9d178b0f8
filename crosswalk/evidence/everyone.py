"""Who is there: what the three systems hold of each person, and what it is to one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from crosswalk.lab_interface import Lab
from fakes.insync.model import Account
from fakes.microsoft365.model import User
from fakes.okta.model import AppUser, OktaUser
from fakes.outcomes.model import Outcome
from fakes.outcomes.shown import of_account, of_user
from fakes.outcomes.situation import Situation, gathered
from fakes.outcomes.warnings import of_everybody
from fakes.serving import people

from .model import INSYNC, MICROSOFT365, OKTA, Fit, People, Person, Record, State, Value

SHOWN_AT_MOST = 8
_NOT_ASSIGNED = "(not assigned)"


@dataclass(frozen=True, slots=True)
class Everyone:
    """What the three systems hold at one moment, by the name a person has in all of them.

    ``user_names`` are those of the app in Okta, by the id of the person there; ``situation`` is
    what else decides how jobs end.
    """

    people: dict[str, people.Person]
    user_names: dict[str, str]
    situation: Situation

    def described(self, name: str) -> Person:
        """Return what is known of a person, with what equals what."""
        known = self.people.get(name, people.Person())
        records = (
            *(_okta(each, self.user_names.get(each.id), known) for each in known.okta),
            *(_insync(each, known, self.situation) for each in known.accounts),
            *(_microsoft365(each, self.situation) for each in known.users),
        )
        return Person(name, records, self.misfits(name))

    def misfits(self, name: str) -> tuple[str, ...]:
        """Say what does not fit: duplicates, and the jobs that are foretold to fail.

        Where Microsoft 365 has no users that is said once, and not of everybody.
        """
        known = self.people.get(name, people.Person())
        if self.situation.users:
            return people.problems(known, self.situation)
        return people.duplicates(known)


def read_everyone(lab: Lab) -> Everyone:
    """Read what the three systems hold of everyone now."""
    known: dict[str, people.Person] = {}
    for user in lab.okta.directory.users():
        name = f"{user.attribute('firstName')} {user.attribute('lastName')}"
        known.setdefault(name, people.Person()).okta += (user,)
    for account in lab.insync.accounts.all():
        known.setdefault(account.display_name, people.Person()).accounts += (account,)
    for member in lab.microsoft365.directory.list_users():
        known.setdefault(member.display_name, people.Person()).users += (member,)
    assignments = lab.okta.assignments.all()
    return Everyone(
        dict(_each_apart(known, assignments)),
        {each.user_id: each.user_name for each in assignments},
        gathered(lab.insync, lab.microsoft365),
    )


def _each_apart(
    known: dict[str, people.Person], assignments: Sequence[AppUser]
) -> Iterator[tuple[str, people.Person]]:
    """Yield everybody by name; people of one name are told apart by their addresses."""
    for name, person in known.items():
        if len(person.okta) < 2 and len(person.users) < 2:
            yield name, person
            continue
        for number, each in enumerate(people.told_apart(person, assignments), start=1):
            yield (f"{name} ({number})" if number > 1 else name), each


def named_in(everyone: Everyone, sentences: Iterable[str]) -> list[str]:
    """Return who is called by the first name in sentences, or everybody if nobody is."""
    words = {word for sentence in sentences for word in re.findall(r"\w+", sentence)}
    named = [name for name in everyone.people if name.split(" ")[0] in words]
    return named or list(everyone.people)


def compared(before: Everyone, after: Everyone, sentences: Sequence[str]) -> People:
    """Return the people at two moments, if there are too many those who matter most."""
    names = [*after.people, *(name for name in before.people if name not in after.people)]
    shown = _who_matters(names, before, after, sentences)
    return People(_state(before, shown), _state(after, shown), more=len(names) - len(shown))


def _state(everyone: Everyone, names: Sequence[str]) -> State:
    situation = everyone.situation
    described = tuple(map(everyone.described, names))
    return State(situation.conditions.access.value, described, of_everybody(situation))


def _who_matters(
    names: Sequence[str], before: Everyone, after: Everyone, sentences: Iterable[str]
) -> list[str]:
    """Put first whom a sentence names, then whose addresses do not fit, then who changed."""
    if len(names) <= SHOWN_AT_MOST:
        return list(names)
    called = named_in(after, sentences)
    named = set(called) if len(called) < len(after.people) else set()

    def rank(name: str) -> tuple[bool, bool, bool]:
        same = before.people.get(name) == after.people.get(name)
        return name not in named, not after.misfits(name), same

    return sorted(names, key=rank)[:SHOWN_AT_MOST]


def _okta(user: OktaUser, user_name: str | None, person: people.Person) -> Record:
    values = (
        Value("login", user.login, tuple(_elsewhere(person, user.login))),
        Value("email", user.email, tuple(_elsewhere(person, user.email))),
        _user_name(user_name, person),
        Value("status", user.status.value.lower()),
    )
    return Record(OKTA, user.id, values)


def _user_name(user_name: str | None, person: people.Person) -> Value:
    """An import asks inSync for the userName: whether it would find an account with it."""
    if user_name is None:
        return Value("userName", _NOT_ASSIGNED)
    found = tuple(_elsewhere(person, user_name))
    fit = Fit.FITS if _AS_ACCOUNT in found else Fit.NOT
    return Value("userName", user_name, found, fit if person.accounts else Fit.OPEN)


def _insync(account: Account, person: people.Person, situation: Situation) -> Record:
    ends = situation.outcomes(account) if situation.users else ()
    values = (
        _presented("email ID", account.email_id.text, person, ends),
        _presented("AD attribute", account.ad_attribute or "", person, ends),
        *(Value(each.name, each.text) for each in of_account(account, situation)),
        Value("came by", account.origin.value),
    )
    return Record(INSYNC, str(account.id), values)


def _presented(label: str, text: str, person: people.Person, ends: tuple[Outcome, ...]) -> Value:
    """Whether all jobs that present a value succeed, some of them, or none."""
    succeed, fail = people.fitting(text, ends)
    open_ = not succeed + fail
    fit = Fit.OPEN if open_ else Fit.FITS if not fail else Fit.PARTLY if succeed else Fit.NOT
    return Value(label, text, people.roles(person, text), fit)


def _microsoft365(user: User, situation: Situation) -> Record:
    values = (
        Value("UPN", user.user_principal_name.text),
        Value("SMTP", user.mail.text if user.mail else ""),
        *(Value("alias", alias.text) for alias in user.aliases),
        *(Value(each.name, each.text) for each in of_user(user, situation)),
    )
    return Record(MICROSOFT365, user.id, values)


_AS_ACCOUNT = "inSync email ID"


def _elsewhere(person: people.Person, address: str) -> Iterator[str]:
    yield from people.roles(person, address)
    if any(account.email_id.folded == address.casefold() for account in person.accounts):
        yield _AS_ACCOUNT
