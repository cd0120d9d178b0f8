"""What is foretold is what the job does, whatever a tenant holds and however it is read."""

from __future__ import annotations

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import HealthCheck, example, given, settings

from fakes.insync.model import AccessSetting, BackupStatus, RestoreStatus
from fakes.microsoft365.model import License
from fakes.outcomes.model import Job
from fakes.outcomes.situation import gathered

from .tenants import MAILS, READ, UPNS, Held, Somebody, Systems, Tenant, tenants

# Nothing here depends on how fast the machine is: no deadline, no check for slow examples.
LAW = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
WELL = (BackupStatus.SUCCESSFUL, RestoreStatus.SUCCESS)


@pytest.fixture(scope="module")
def systems() -> Systems:
    return Systems()


# What few of the drawn tenants are: a OneDrive that is read-only or archived, a mailbox that stays
# open without a license, and a UPN that is the alias of somebody else.
BY_UPN = (Held(UPNS[0]),)
UNLICENSED = (Somebody(unlicensed=True),)
LISTED_BY_ANOTHER = (
    Somebody(0, (License.ONEDRIVE,), upn_is_alias=False),
    Somebody(1, alias=UPNS[0]),
)
STAYS_OPEN = tuple(int(each == "A54") for each in READ)


@LAW
@given(tenants())
@example(Tenant(UNLICENSED, BY_UPN, days=61))
@example(Tenant(UNLICENSED, BY_UPN, days=94))
@example(Tenant(UNLICENSED, (Held(MAILS[0]),), days=1, chosen=STAYS_OPEN))
@example(Tenant(LISTED_BY_ANOTHER, BY_UPN))
@example(Tenant(accounts=(Held(MAILS[0]),), access=AccessSetting.AD_ATTRIBUTE))
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
            if getattr(done, "started", True):
                assert foretold.succeeds is (done.status in WELL)
            else:
                assert not foretold.succeeds
