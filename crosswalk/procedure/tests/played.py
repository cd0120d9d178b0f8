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
from fakes.company.setting_up import connect, enter_microsoft365, enter_okta, enter_with_one_letter
from fakes.insync.model import AccessSetting, Workload
from fakes.lab import Lab
from fakes.outcomes.model import Job
from fakes.wire import Address

Found = dict[tuple[Case, Job], End]
"""How each job of each case ended, in one reading."""


@dataclass(frozen=True, slots=True)
class Subject:
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

    def __init__(self, *, has_everything: bool = True) -> None:
        self.lab = frozen_lab()
        connect(self.lab.okta, self.lab.insync, self.lab.microsoft365)
        self.subjects = tuple(_enter_everyone(self.lab, has_everything=has_everything))

    def play(self, *settings: AccessSetting) -> Found:
        """Back up and restore everybody under each of some settings."""
        found: Found = {}
        for setting in settings:
            set_access(self.lab.insync, setting)
            for subject, job in product(self.subjects, JUDGED):
                done = run(self.lab.insync, subject.account_id, job)
                found[subject.case(setting), job] = end_of(done, subject.person)
        return found

    def read(self, assumption: str, reading: str) -> None:
        """Read an assumption so from now on."""
        self.lab.insync.readings.choose(assumption, reading)


def _enter_everyone(lab: Lab, *, has_everything: bool) -> Iterator[Subject]:
    """Back everybody up once under the UPN, then leave each with an email ID and an attribute.

    Whoever does not have everything has neither mailbox nor OneDrive, and no backup.
    """
    for kind in Kind:
        for number, (email_id, attribute) in enumerate(product(EMAIL_IDS[kind], ATTRIBUTES[kind])):
            person = somebody(f"{kind.name}{number}".lower(), kind)
            account_id = _enter_with(lab, person, has_everything=has_everything)
            _change(lab, person, account_id, email_id, attribute)
            yield Subject(person, account_id, kind, email_id, attribute)
    map_both(lab.okta)
    import_users(lab.okta)


def _enter_with(lab: Lab, person: Person, *, has_everything: bool) -> int:
    """Enter somebody who is backed up once under the UPN, or has nothing to back up."""
    if has_everything:
        enter_with_one_letter(lab.microsoft365, person)
    else:
        enter_microsoft365(lab.microsoft365, person, mailbox=False, onedrive=False)
    account = lab.insync.accounts.add(email_id=Address(person.upn), display_name=person.full_name)
    if has_everything:
        lab.insync.protection.back_up(account.id, Workload.EXCHANGE_ONLINE)
    return account.id


def _change(lab: Lab, person: Person, account_id: int, email_id: Role, attribute: Role) -> None:
    lab.insync.accounts.edit(account_id, email_id=Address(address_of(person, email_id)))
    if attribute is not Role.NOTHING:
        known_there = Person(
            person.name,
            person.surname,
            upn=address_of(person, attribute),
            smtp=address_of(person, email_id),
        )
        enter_okta(lab.okta, known_there)
