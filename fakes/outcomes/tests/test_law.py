"""What is foretold is what the job does and what is warned of, whatever a tenant holds."""

from __future__ import annotations

from itertools import chain

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import given

from fakes.microsoft365.model import MailboxType
from fakes.outcomes.model import Job
from fakes.outcomes.situation import gathered
from fakes.outcomes.warnings import warnings

from .laws import LAW, seldom_drawn
from .systems import Systems, went_well
from .tenants import Tenant, tenants


@pytest.fixture(scope="module")
def systems() -> Systems:
    return Systems.alone()


@LAW
@given(tenant=tenants())
@seldom_drawn
def test_what_is_foretold_is_what_the_job_does(systems: Systems, tenant: Tenant) -> None:
    accounts = systems.become(tenant)
    users = systems.microsoft365.directory.list_users()
    shared = {each.id for each in users if each.mailbox_type is MailboxType.SHARED}
    for number in (account.id for account in accounts):
        for job in Job:
            account = systems.insync.accounts.account(number)
            foretold = gathered(systems.insync, systems.microsoft365).outcome(job, account)
            done = systems.run(job, account)
            assert (foretold.presented, foretold.code, foretold.cause) == (
                done.presented,
                done.error,
                done.cause,
            ), (job, account)
            assert foretold.started is getattr(done, "started", True)
            assert foretold.succeeds is went_well(done)
            if foretold.opened:
                assert foretold.opened.shared is (foretold.opened.id in shared)


@LAW
@given(tenant=tenants())
@seldom_drawn
def test_of_each_account_the_jobs_that_fail_are_warned_of(systems: Systems, tenant: Tenant) -> None:
    accounts = systems.become(tenant)
    warned = warnings(accounts, gathered(systems.insync, systems.microsoft365))
    for account_id, failing in systems.failing().items():
        said = [each.outcomes for each in warned if each.account.id == account_id]
        jobs = [outcome.job for outcome in chain.from_iterable(said)]
        assert sorted(jobs, key=list(Job).index) == failing
