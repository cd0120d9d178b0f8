"""A diagnosis finds what one finds that compares everybody with everybody, plainly and slowly."""

from __future__ import annotations

from dataclasses import replace

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import HealthCheck, given, settings

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.diagnosing import diagnose
from crosswalk.diagnosis.row import Row
from crosswalk.diagnosis.tenant import Tenant
from crosswalk.rehearsal.tests.random_tenants import choices, tenants

from .plainly import Plainly

# Nothing here depends on how fast the machine is.
_MANY = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
_OUTCOMES = (5, 6, 7, 10, 11, 12)


def columns(row: Row) -> list[str]:
    return [
        *row[:5],
        *(job.word.value for job in row.now),
        str(row.accounts_if_remapped_now),
        row.change_email_id_to,
        *(job.word.value for job in row.after),
        ";".join(problem.value for problem in row.problems),
    ]


def without_other_readings(chosen: Choices) -> Choices:
    """Return choices of which only A1 is read otherwise."""
    readings = {id_: each for id_, each in chosen.readings.items() if id_ == "A1"}
    return replace(chosen, readings=readings)


def apart(tenant: Tenant) -> Tenant:
    """Return a tenant with those in Microsoft 365 who have no address of somebody before them."""
    taken: set[str] = set()
    left = []
    for user in tenant.microsoft365:
        names = {each.lower() for each in (user.upn, user.primary_smtp, *user.aliases) if each}
        if not names & taken:
            left.append(user)
            taken |= names
    return replace(tenant, microsoft365=left)


@given(tenants().map(apart), choices().map(without_other_readings))
@_MANY
def test_each_row_says_what_a_plain_diagnosis_says(tenant: Tenant, chosen: Choices) -> None:
    found = [columns(row) for row in diagnose(tenant, chosen).rows()]
    assert found == [*Plainly(tenant, chosen).rows()]


@given(tenants(all_can_enter=False), choices().map(without_other_readings))
@_MANY
def test_where_addresses_are_of_two_people_each_row_says_the_same_but_for_outcomes(
    tenant: Tenant, chosen: Choices
) -> None:
    # Who of two answers to one address in Microsoft 365 is nothing that a tenant can tell.
    found = [columns(row) for row in diagnose(tenant, chosen).rows()]
    expected = [*Plainly(tenant, chosen).rows()]
    for row in (*found, *expected):
        for column in reversed(_OUTCOMES):
            del row[column]
    assert found == expected
