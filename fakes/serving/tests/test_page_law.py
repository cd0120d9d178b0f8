"""The page warns of whoever has a job that fails, and of nobody else."""

from __future__ import annotations

import re
from html import unescape

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import given

from fakes.lab import Lab
from fakes.outcomes.tests.laws import LAW, seldom_drawn
from fakes.outcomes.tests.systems import Systems
from fakes.outcomes.tests.tenants import MAILS, NAMES, UPNS, Tenant, tenants
from fakes.serving.hosted_lab import HostedLab
from fakes.serving.page import page
from fakes.serving.people import people

PROBLEM = re.compile(r"<li>(.*?)</li>")


@pytest.fixture(scope="module")
def lab() -> Lab:
    return Lab()


@LAW
@given(tenant=tenants())
@seldom_drawn
def test_the_page_warns_of_whoever_has_a_job_that_fails(lab: Lab, tenant: Tenant) -> None:
    systems = Systems(lab.wire, lab.insync, lab.microsoft365)
    systems.become(tenant)
    hire(lab)
    _, *rows = page(HostedLab(lab)).replace("<wbr>", "").split("<tr")[1:]
    everyone = people(lab)

    failing = systems.failing()
    for row, person in zip(rows, everyone, strict=True):
        said = [unescape(each) for each in PROBLEM.findall(row)]
        duplicated = [each for each in said if each.startswith("Duplicated: ")]
        fails = [job for account in person.accounts for job in failing[account.id]]

        assert bool(duplicated) is (len(person.accounts) > 1)
        assert (len(said) > len(duplicated)) is bool(fails), (person, said)
        assert row.startswith(' class="warn"' if said else f"><th>{person.name}</th>")


def hire(lab: Lab) -> None:
    """Let Okta know everybody who may be in the other systems, and one who is in none."""
    lab.okta.reset()
    for upn, mail, name in zip(UPNS, MAILS, NAMES, strict=True):
        first, last = name.split()
        lab.okta.directory.add(login=upn.text, email=mail.text, first_name=first, last_name=last)
    lab.okta.directory.add(
        login="dee@corp.example", email="dee@corp.example", first_name="Dee", last_name="Dunn"
    )
