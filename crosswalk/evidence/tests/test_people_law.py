"""The people of a scenario are warned of where a job of theirs fails, and nowhere else."""

from __future__ import annotations

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import given

from crosswalk.evidence.everyone import compared, read_everyone
from crosswalk.evidence.model import Fit, Person, Value
from crosswalk.procedure.frozen_lab import frozen_lab
from fakes.insync.model import Account, Backup, Cause, Restore
from fakes.lab import Lab
from fakes.outcomes.tests.laws import LAW, seldom_drawn
from fakes.outcomes.tests.systems import Systems, went_well
from fakes.outcomes.tests.tenants import Tenant, tenants

NOBODY_THERE = "Microsoft 365 has no users"


@pytest.fixture(scope="module")
def lab() -> Lab:
    return frozen_lab()


@LAW
@given(tenant=tenants())
@seldom_drawn
def test_a_person_is_warned_of_where_a_job_of_theirs_fails(lab: Lab, tenant: Tenant) -> None:
    systems = Systems(lab.wire, lab.insync, lab.microsoft365)
    systems.become(tenant)
    everyone = read_everyone(lab)
    after = compared(everyone, everyone, ()).after

    failing = systems.failing()
    for shown in after.people:
        held = everyone.people[shown.name].accounts
        fails = [job for account in held for job in failing[account.id]]
        said = [each for each in shown.misfits if not each.startswith("Duplicated: ")]
        # Where Microsoft 365 has no users, that is said of everybody at once.
        said += [each for each in after.missing if held and each == NOBODY_THERE]

        assert bool(said) is bool(fails), (shown, fails)


@LAW
@given(tenant=tenants())
@seldom_drawn
def test_an_address_is_marked_by_the_jobs_that_present_it(lab: Lab, tenant: Tenant) -> None:
    systems = Systems(lab.wire, lab.insync, lab.microsoft365)
    systems.become(tenant)
    everyone = read_everyone(lab)
    done = systems.run_everything() if everyone.situation.users else {}
    for account in lab.insync.accounts.all() if done else ():
        for value in addresses_of(everyone.described(account.display_name), account):
            jobs = done[account.id].values()
            ends = {went_well(job) for job in jobs if presents(job, value.text)}
            assert value.fit is MARKS[frozenset(ends)], (value, ends)


MARKS = {
    frozenset(): Fit.OPEN,
    frozenset({True}): Fit.FITS,
    frozenset({False}): Fit.NOT,
    frozenset({True, False}): Fit.PARTLY,
}


def presents(job: Backup | Restore, text: str) -> bool:
    """Tell whether a job presents an address, or misses one where there is none."""
    if text:
        return job.presented == text
    return job.cause is Cause.NOTHING_PRESENTED


def addresses_of(person: Person, account: Account) -> list[Value]:
    (record,) = [each for each in person.records if each.id == str(account.id)]
    return [each for each in record.values if each.label in ("email ID", "AD attribute")]
