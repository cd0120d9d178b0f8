"""What is foretold is what the job does, whatever a tenant holds and however it is read."""

from __future__ import annotations

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import given

from fakes.outcomes.model import Job
from fakes.outcomes.situation import gathered

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
    for number in (account.id for account in systems.become(tenant)):
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
