"""How jobs of one account end: what is foretold for every combination is what a lab does.

Each circumstance is brought about for everybody of the outcome table, and every job is run.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest

from crosswalk.procedure.cases import Case, Role, cases, role_of
from crosswalk.procedure.ends import (
    CIRCUMSTANCES,
    Circumstances,
    End,
    License,
    Service,
    Source,
    Status,
    ends,
)
from crosswalk.procedure.procedure import set_access
from fakes.company.cast import Person
from fakes.company.setting_up import enter_microsoft365
from fakes.insync.model import (
    AccessSetting,
    Account,
    Backup,
    BackupStatus,
    Destination,
    Restore,
    RestoreStatus,
    Workload,
)
from fakes.microsoft365.model import DriveState, MailboxState
from fakes.microsoft365.model import License as Microsoft365License
from fakes.outcomes.model import Job
from fakes.wire import Address

from .played import PlayedTable, Subject

EVERYTHING = (MailboxState.ACTIVE, DriveState.ACTIVE)
NEITHER = (MailboxState.NONE, DriveState.NOT_PROVISIONED)
UNLICENSED_FOR = {
    1: (MailboxState.SOFT_DELETED, DriveState.ACTIVE),
    60: (MailboxState.NONE, DriveState.READ_ONLY),
    93: (MailboxState.NONE, DriveState.ARCHIVED),
}
Has = tuple[MailboxState, DriveState]


class Jobs:
    """Runs every job of everybody of a table; where they have no backup, somebody else's."""

    def __init__(self, table: PlayedTable) -> None:
        self.table = table
        self.insync = table.lab.insync
        self.microsoft365 = table.lab.microsoft365
        person = Person("Donor", "Full", "donor@corp.example", "donor@corp.example")
        enter_microsoft365(self.microsoft365, person)
        self.donor = self.insync.accounts.add(email_id=Address(person.upn), display_name="Donor").id
        for workload in Workload:
            assert self.insync.protection.back_up(self.donor, workload).cause is None

    def run(self, subject: Subject, job: Job) -> Backup | Restore:
        kept = self.insync.protection.snapshots(subject.account_id, job.workload)
        if not job.restores:
            return self.insync.protection.back_up(subject.account_id, job.workload)
        return self.insync.protection.restore(
            subject.account_id if kept else self.donor,
            job.workload,
            destination=Destination.NEW_FOLDER,
            to_account_id=subject.account_id,
        )

    def differing(self, status: Status, license_: License, has: Has) -> list[object]:
        """Return where the lab does something else than what is foretold."""
        states: dict[Workload, Service] = {
            Workload.EXCHANGE_ONLINE: has[0],
            Workload.ONEDRIVE: has[1],
        }
        found: list[object] = []
        for setting in AccessSetting:
            set_access(self.insync, setting)
            for subject, job in product(self.table.subjects, Job):
                case = subject.case(setting)
                at = CIRCUMSTANCES.index(Circumstances(status, license_, job, states[job.workload]))
                done = self.run(subject, job)
                if told(ends()[case][at], case) != seen(done, subject.person):
                    found.append((CIRCUMSTANCES[at], case, ends()[case][at], done))
        return found


def told(end: End, case: Case) -> tuple[object, ...]:
    presented = {Source.EMAIL_ID: case.email_id, Source.ATTRIBUTE: case.attribute}
    role = presented.get(end.source, Role.NOTHING)
    return (role, end.started, end.succeeds, end.code, end.cause, end.shown)


def seen(done: Backup | Restore, person: Person) -> tuple[object, ...]:
    ended_well = done.status in (BackupStatus.SUCCESSFUL, RestoreStatus.SUCCESS)
    succeeds = done.started and ended_well
    shown = done.message if done.error else ""
    role = role_of(done.presented, person)
    return (role, done.started, succeeds, done.error, done.cause, shown)


def test_nothing_is_left_out() -> None:
    assert set(ends()) == set(cases())
    assert len(CIRCUMSTANCES) == len(set(CIRCUMSTANCES)) == 3 * 2 * 2 * (3 + 4)
    assert {len(found) for found in ends().values()} == {len(CIRCUMSTANCES)}


def test_whoever_has_everything_and_who_loses_the_license_ends_as_foretold() -> None:
    jobs = Jobs(PlayedTable())
    assert jobs.differing(Status.ACTIVE, License.FREE, EVERYTHING) == []

    for user in jobs.microsoft365.directory.list_users():
        jobs.microsoft365.directory.remove_license(user.id, Microsoft365License.OFFICE_365_E3)
    passed = 0
    for days, has in UNLICENSED_FOR.items():
        jobs.table.lab.wire.clock.advance(timedelta(days=days - passed))
        passed = days
        assert jobs.differing(Status.ACTIVE, License.FREE, has) == [], days


def test_whoever_is_preserved_ends_as_foretold() -> None:
    jobs = Jobs(PlayedTable())
    for account in jobs.insync.accounts.all():
        jobs.insync.accounts.preserve(account.id)
    assert jobs.differing(Status.BY_ADMINISTRATOR, License.FREE, EVERYTHING) == []


def test_whoever_has_neither_mailbox_nor_onedrive_ends_as_foretold() -> None:
    jobs = Jobs(PlayedTable(has_everything=False))

    assert jobs.differing(Status.ACTIVE, License.FREE, NEITHER) == []


def test_whoever_finds_no_license_ends_as_foretold() -> None:
    jobs = Jobs(PlayedTable(has_everything=False))
    jobs.insync.profiles.buy_licenses(1)

    assert jobs.differing(Status.ACTIVE, License.NONE_FREE, NEITHER) == []


def test_who_preserved_an_account_makes_no_difference_to_its_jobs() -> None:
    def preserved_by(status: Status) -> list[list[End]]:
        at = [place for place, each in enumerate(CIRCUMSTANCES) if each.status is status]
        return [[found[each] for each in at] for found in ends().values()]

    assert preserved_by(Status.BY_OKTA) == preserved_by(Status.BY_ADMINISTRATOR)


@pytest.mark.parametrize("status", Status)
def test_a_status_is_what_an_account_has_that_is_given_it(status: Status) -> None:
    assert Status.held(status.of(Account(0, "", Address("a@corp.example"), "A"))) is status
