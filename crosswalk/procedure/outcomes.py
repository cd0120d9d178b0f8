"""The outcome table, computed by running backups and restores in a lab.

One small tenant holds everybody the table is about: a person for each address that an account can
hold as email ID, and each value that can be stored as its AD attribute.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

from crosswalk.catalogue import ASSUMPTIONS
from fakes.company.cast import Person
from fakes.company.setting_up import connect, enter_okta, enter_with_one_letter
from fakes.insync.model import AccessSetting, Workload
from fakes.lab import Lab
from fakes.wire import Address

from .cases import ATTRIBUTES, EMAIL_IDS, Case, Kind, Role, address_of, somebody
from .frozen_lab import frozen_lab
from .jobs import End, Job, end_of, run
from .procedure import import_users, map_both, set_access


@dataclass(frozen=True, slots=True)
class Otherwise:
    """How a job ends when an assumption is read the other way."""

    assumption: str
    reading: str
    job: Job
    end: End


@dataclass(frozen=True, slots=True)
class Outcome:
    """How everything ends for a case, and what another reading of an assumption would change."""

    case: Case
    ends: Mapping[Job, End]
    otherwise: tuple[Otherwise, ...]


@dataclass(frozen=True, slots=True)
class _Subject:
    """Somebody who is one combination of email ID and AD attribute; the setting is everybody's."""

    person: Person
    account_id: int
    kind: Kind
    email_id: Role
    attribute: Role

    def case(self, setting: AccessSetting) -> Case:
        return Case(self.kind, self.email_id, self.attribute, setting)


_Found = dict[tuple[Case, Job], End]
"""How each job of each case ended, in one reading."""


@cache
def outcomes() -> tuple[Outcome, ...]:
    """Return the whole table, played in a lab of its own the first time it is asked for."""
    lab = frozen_lab()
    connect(lab.okta, lab.insync, lab.microsoft365)
    subjects = tuple(_enter_everyone(lab))
    assumed = _play(lab, subjects, AccessSetting, Job)
    without = tuple(each for each in subjects if each.attribute is Role.NOTHING)
    otherwise = (
        *_read_otherwise(lab, "A1", assumed, subjects, (Job.EXCHANGE_RESTORE,)),
        *_read_otherwise(lab, "A4", assumed, without, Job),
    )
    return tuple(
        Outcome(
            case,
            {job: assumed[case, job] for job in Job},
            tuple(each for other, each in otherwise if other == case),
        )
        for case in dict.fromkeys(case for case, _ in assumed)
    )


def _read_otherwise(
    lab: Lab, assumption: str, assumed: _Found, subjects: Iterable[_Subject], jobs: Iterable[Job]
) -> list[tuple[Case, Otherwise]]:
    """Tell what the other reading of an assumption about AD Attribute changes."""
    usual, other = ASSUMPTIONS[assumption].readings
    lab.insync.readings.choose(assumption, other)
    found = _play(lab, subjects, (AccessSetting.AD_ATTRIBUTE,), jobs)
    lab.insync.readings.choose(assumption, usual)
    return [
        (case, Otherwise(assumption, other, job, end))
        for (case, job), end in found.items()
        if end != assumed[case, job]
    ]


def _enter_everyone(lab: Lab) -> Iterator[_Subject]:
    """Back everybody up once under the UPN, then leave each with an email ID and an attribute."""
    for kind in Kind:
        for number, (email_id, attribute) in enumerate(product(EMAIL_IDS[kind], ATTRIBUTES[kind])):
            person = somebody(f"{kind.name}{number}".lower(), kind)
            yield _enter(lab, person, kind, email_id, attribute)
    map_both(lab.okta)
    import_users(lab.okta)


def _enter(lab: Lab, person: Person, kind: Kind, email_id: Role, attribute: Role) -> _Subject:
    enter_with_one_letter(lab.microsoft365, person)
    account = lab.insync.accounts.add(email_id=Address(person.upn), display_name=person.full_name)
    lab.insync.protection.back_up(account.id, Workload.EXCHANGE_ONLINE)
    lab.insync.accounts.edit(account.id, email_id=Address(address_of(person, email_id)))
    if attribute is not Role.NOTHING:
        known_there = Person(
            person.name,
            person.surname,
            upn=address_of(person, attribute),
            smtp=address_of(person, email_id),
        )
        enter_okta(lab.okta, known_there)
    return _Subject(person, account.id, kind, email_id, attribute)


def _play(
    lab: Lab, subjects: Iterable[_Subject], settings: Iterable[AccessSetting], jobs: Iterable[Job]
) -> _Found:
    found: _Found = {}
    for setting in settings:
        set_access(lab.insync, setting)
        for subject, job in product(subjects, jobs):
            done = run(lab.insync, subject.account_id, job)
            found[subject.case(setting), job] = end_of(done, subject.person)
    return found
