"""What is told of people and of what decided is the same of a lab that is served elsewhere."""

from __future__ import annotations

from functools import partial

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from crosswalk.evidence.everyone import compared, read_everyone
from crosswalk.evidence.rule import rule_that_decided
from crosswalk.remote.remote import RemoteLab
from crosswalk.remote.sites import all_at
from fakes.lab import Lab
from fakes.outcomes.tests.laws import SITUATIONS
from fakes.outcomes.tests.systems import Systems
from fakes.outcomes.tests.tenants import Tenant
from fakes.serving.control import control_app
from fakes.serving.hosted_lab import HostedLab
from fakes.serving.page import page
from fakes.wire import Request
from fakes.wire.network import call

HERE = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def lab() -> Lab:
    return Lab()


@pytest.mark.parametrize("tenant", SITUATIONS.values(), ids=list(SITUATIONS))
def test_a_served_lab_is_told_of_alike(lab: Lab, tenant: Tenant) -> None:
    systems = Systems(lab.wire, lab.insync, lab.microsoft365)
    systems.become(tenant)
    hosted = HostedLab(lab)
    app = control_app(hosted)
    served = RemoteLab(all_at(HERE), partial(call, app))

    assert read_everyone(served) == read_everyone(lab)
    assert call(app, Request("GET", f"{HERE}/")).body.decode() == page(hosted)

    systems.run_everything()
    told = [
        rule_that_decided(each, everyone, list(everyone.people), ())
        for each in (served, lab)
        for everyone in (read_everyone(each),)
    ]
    assert told[0] == told[1]
    assert bool(told[0]) is bool(tenant.accounts)
    here, there = read_everyone(lab), read_everyone(served)
    assert compared(there, there, ()) == compared(here, here, ())
