"""What becomes of a small tenant, by the order in which the procedure is done."""

from __future__ import annotations

import pytest

from crosswalk.procedure.cases import Role
from crosswalk.procedure.jobs import JUDGED
from crosswalk.procedure.orders import (
    ARTICLE_ORDER,
    PEOPLE,
    REMAPPED_FIRST,
    SETTING_FIRST,
    ProcedureStep,
    Tenant,
    TenantState,
    without,
)
from fakes.outcomes.model import Job

DIFFERING = tuple(each.name for each in PEOPLE if each.upn != each.smtp)
REMEDY = {(Role.SMTP, Role.UPN), (Role.BOTH, Role.BOTH)}


@pytest.fixture(scope="module")
def tenant() -> Tenant:
    return Tenant()


def held(state: TenantState) -> set[tuple[Role, Role]]:
    return {(each.email_id, each.attribute) for each in state.accounts}


def failing(state: TenantState) -> dict[Job, int]:
    return {job: state.failing(job) for job in JUDGED}


def test_two_people_have_two_addresses() -> None:
    assert len(DIFFERING) == 2 == len(PEOPLE) - 1


def test_in_its_order_the_procedure_ends_well(tenant: Tenant) -> None:
    """R09, R11."""
    *_, last = tenant.play(ARTICLE_ORDER)

    assert held(last) == REMEDY
    assert not last.twice
    assert len(last.accounts) == len(PEOPLE)
    assert set(failing(last).values()) == {0}


def test_until_the_setting_onedrive_fails(tenant: Tenant) -> None:
    """R07, R08: imported by UPN no restore works, then no OneDrive backup, then everything."""
    start, *between, last = tenant.play(ARTICLE_ORDER)

    assert (start.failing(Job.EXCHANGE_RESTORE), start.failing(Job.ONEDRIVE_BACKUP)) == (2, 0)
    assert {each.failing(Job.ONEDRIVE_BACKUP) for each in between} == {2}
    assert {each.failing(Job.EXCHANGE_RESTORE) for each in (*between, last)} == {0}


def test_remapped_first_whoever_has_two_addresses_is_there_twice(tenant: Tenant) -> None:
    """R10: and the first account can take the SMTP address no more."""
    states = {each.step: each for each in tenant.play(REMAPPED_FIRST)}

    assert not states[ProcedureStep.MAPPING].twice
    assert states[ProcedureStep.IMPORT].twice == DIFFERING
    assert len(states[ProcedureStep.EMAIL_IDS].refused) == 2
    assert (Role.UPN, Role.NOTHING) in held(states[ProcedureStep.SETTING])


def test_with_the_setting_first_everything_fails_until_the_import(tenant: Tenant) -> None:
    """R05, A4."""
    _, *between, last = tenant.play(SETTING_FIRST)

    for state in between:
        assert state.failing(Job.EXCHANGE_BACKUP) == len(PEOPLE)
        assert state.failing(Job.ONEDRIVE_BACKUP) == len(PEOPLE)
    assert set(failing(last).values()) == {0}


@pytest.mark.parametrize("step", ProcedureStep)
def test_nothing_can_be_left_out(tenant: Tenant, step: ProcedureStep) -> None:
    end = tenant.end(without(step))

    assert end.twice == (DIFFERING if step is ProcedureStep.EMAIL_IDS else ())
    assert any(failing(end).values())


def test_an_import_without_the_mapping_takes_the_email_ids_back(tenant: Tenant) -> None:
    end = tenant.end(without(ProcedureStep.MAPPING))

    assert held(end) == {(Role.UPN, Role.NOTHING), (Role.BOTH, Role.NOTHING)}


def test_looking_at_a_moment_changes_nothing(tenant: Tenant) -> None:
    for order in (ARTICLE_ORDER, REMAPPED_FIRST, SETTING_FIRST):
        played, alone = tenant.play(order)[-1], tenant.end(order)
        assert [(e.person, e.email_id, e.attribute) for e in played.accounts] == [
            (e.person, e.email_id, e.attribute) for e in alone.accounts
        ]
