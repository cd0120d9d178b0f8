"""The outcome table as a lab plays it: everybody in it is backed up and restored.

One small tenant holds everybody the table is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from crosswalk.procedure.cases import (
    ATTRIBUTES,
    EMAIL_IDS,
    Case,
    Kind,
    Role,
    address_of,
    somebody,
)
from crosswalk.procedure.frozen_lab import frozen_lab
from crosswalk.procedure.jobs import JUDGED, End, end_of, run
from crosswalk.procedure.procedure import import_users, map_both, set_access
from fakes.company.cast import Person
from fakes.company.setting_up import connect, enter_okta, enter_with_one_letter
from fakes.insync.model import AccessSetting, Workload
from fakes.lab import Lab
from fakes.outcomes.model import Job
from fakes.wire import Address

Found = dict[tuple[Case, Job], End]
"""How each job of each case ended, in one reading."""


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


class PlayedTable:
    """A tenant of everybody the table is about, for one reading after the other."""

    def __init__(self) -> None:
        self._lab = frozen_lab()
        connect(self._lab.okta, self._lab.insync, self._lab.microsoft365)
        self._subjects = tuple(_enter_everyone(self._lab))

    def play(self, *settings: AccessSetting) -> Found:
        """Back up and restore everybody under each of some settings."""
        found: Found = {}
        for setting in settings:
            set_access(self._lab.insync, setting)
            for subject, job in product(self._subjects, JUDGED):
                done = run(self._lab.insync, subject.account_id, job)
                found[subject.case(setting), job] = end_of(done, subject.person)
        return found

    def read(self, assumption: str, reading: str) -> None:
        """Read an assumption so from now on."""
        self._lab.insync.readings.choose(assumption, reading)


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
