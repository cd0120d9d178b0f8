"""What becomes of a small tenant, by the order in which the procedure is done."""

from __future__ import annotations

import pytest

from crosswalk.procedure.cases import Role
from crosswalk.procedure.jobs import JUDGED
from crosswalk.procedure.orders import (
    PEOPLE,
    REMAPPED_FIRST,
    RIGHT,
    SETTING_FIRST,
    Deed,
    Moment,
    Tenant,
    without,
)
from fakes.outcomes.model import Job

DIFFERING = tuple(each.name for each in PEOPLE if each.upn != each.smtp)
REMEDY = {(Role.SMTP, Role.UPN), (Role.BOTH, Role.BOTH)}


@pytest.fixture(scope="module")
def tenant() -> Tenant:
    return Tenant()


def held(moment: Moment) -> set[tuple[Role, Role]]:
    return {(each.email_id, each.attribute) for each in moment.accounts}


def failing(moment: Moment) -> dict[Job, int]:
    return {job: moment.failing(job) for job in JUDGED}


def test_two_people_have_two_addresses() -> None:
    assert len(DIFFERING) == 2 == len(PEOPLE) - 1


def test_in_its_order_the_procedure_ends_well(tenant: Tenant) -> None:
    """R09, R11."""
    *_, last = tenant.play(RIGHT)

    assert held(last) == REMEDY
    assert not last.twice
    assert len(last.accounts) == len(PEOPLE)
    assert set(failing(last).values()) == {0}


def test_until_the_setting_onedrive_fails(tenant: Tenant) -> None:
    """R07, R08: imported by UPN no restore works, then no OneDrive backup, then everything."""
    start, *between, last = tenant.play(RIGHT)

    assert (start.failing(Job.EXCHANGE_RESTORE), start.failing(Job.ONEDRIVE_BACKUP)) == (2, 0)
    assert {each.failing(Job.ONEDRIVE_BACKUP) for each in between} == {2}
    assert {each.failing(Job.EXCHANGE_RESTORE) for each in (*between, last)} == {0}


def test_remapped_first_whoever_has_two_addresses_is_there_twice(tenant: Tenant) -> None:
    """R10: and the first account can take the SMTP address no more."""
    moments = {each.deed: each for each in tenant.play(REMAPPED_FIRST)}

    assert not moments[Deed.MAPPING].twice
    assert moments[Deed.IMPORT].twice == DIFFERING
    assert len(moments[Deed.EMAIL_IDS].refused) == 2
    assert (Role.UPN, Role.NOTHING) in held(moments[Deed.SETTING])


def test_with_the_setting_first_everything_fails_until_the_import(tenant: Tenant) -> None:
    """R05, A4."""
    _, *between, last = tenant.play(SETTING_FIRST)

    for moment in between:
        assert moment.failing(Job.EXCHANGE_BACKUP) == len(PEOPLE)
        assert moment.failing(Job.ONEDRIVE_BACKUP) == len(PEOPLE)
    assert set(failing(last).values()) == {0}


@pytest.mark.parametrize("deed", Deed)
def test_nothing_can_be_left_out(tenant: Tenant, deed: Deed) -> None:
    end = tenant.end(without(deed))

    assert end.twice == (DIFFERING if deed is Deed.EMAIL_IDS else ())
    assert any(failing(end).values())


def test_an_import_without_the_mapping_takes_the_email_ids_back(tenant: Tenant) -> None:
    end = tenant.end(without(Deed.MAPPING))

    assert held(end) == {(Role.UPN, Role.NOTHING), (Role.BOTH, Role.NOTHING)}


def test_looking_at_a_moment_changes_nothing(tenant: Tenant) -> None:
    for order in (RIGHT, REMAPPED_FIRST, SETTING_FIRST):
        played, alone = tenant.play(order)[-1], tenant.end(order)
        assert [(e.person, e.email_id, e.attribute) for e in played.accounts] == [
            (e.person, e.email_id, e.attribute) for e in alone.accounts
        ]
