"""What takes a license of inSync, what gives it back, and what is refused without one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fakes.insync import FakeInSync, rules
from fakes.insync.licenses import Licenses
from fakes.insync.model import Account, AccountStatus, Cause, Workload
from fakes.wire import Address

from .at_work import ADA, AtWork
from .identity_provider import IdentityProvider

BOB = 2


@pytest.fixture
def lab() -> AtWork:
    lab = AtWork()
    lab.account(BOB, "bob@corp.example")
    return lab


def holds_license(lab: AtWork, account_id: int) -> bool:
    account = lab.state.accounts.get(str(account_id))
    return account is not None and account.licensed


def held(insync: FakeInSync, *names: str) -> None:
    """Add accounts that hold licenses."""
    for name in names:
        account = insync.accounts.add(
            email_id=Address(f"{name}@corp.example"), display_name=name.title()
        )
        insync.state.accounts.put(replace(account, licensed=True))


@pytest.mark.parametrize(
    ("active", "consumed", "free"),
    [
        (0, 0, False),
        (1, 0, True),
        (1, 1, False),
        (19, 19, False),
        (20, 20, True),
        (20, 21, False),
        (2000, 2099, True),
        (2000, 2100, False),
        (4000, 4099, True),
        (4000, 4100, False),
    ],
)
def test_the_buffer_is_five_percent_or_a_hundred(active: int, consumed: int, free: bool) -> None:
    assert rules.active_license_is_free(Licenses(active, consumed, 0, 0)) is free


@pytest.mark.parametrize(
    ("active", "bought", "there"), [(0, 0, 0), (1, 0, 1), (10, 0, 1), (11, 0, 2), (100, 5, 15)]
)
def test_a_tenth_is_granted_for_preserved_users(active: int, bought: int, there: int) -> None:
    assert rules.preserved_licenses(active, bought) == there


@pytest.mark.parametrize("workload", Workload)
def test_the_first_backup_takes_a_license(lab: AtWork, workload: Workload) -> None:
    lab.state.licenses = 1
    assert not holds_license(lab, ADA)

    lab.protection.back_up(ADA, workload)

    assert holds_license(lab, ADA)
    assert lab.protection.back_up(BOB, workload).cause is Cause.NO_LICENSE


def test_a_backup_that_fails_has_taken_its_license(lab: AtWork) -> None:
    lab.microsoft.refuse["/users"] = (404, "Request_ResourceNotFound", "Nobody is called so.")

    assert lab.protection.back_up(ADA, Workload.ONEDRIVE).error

    assert holds_license(lab, ADA)


def test_a_backup_that_is_not_started_takes_no_license(lab: AtWork) -> None:
    lab.state.graph_app = None

    lab.protection.back_up(ADA, Workload.ONEDRIVE)

    assert not holds_license(lab, ADA)


def test_every_license_is_counted_once(insync: FakeInSync) -> None:
    held(insync, "ada", "bob", "cyd")
    insync.accounts.add(email_id=Address("dan@corp.example"), display_name="Dan")
    insync.profiles.buy_licenses(11)
    insync.profiles.buy_preserved_licenses(3)
    insync.accounts.preserve(1)

    assert insync.profiles.licenses() == Licenses(11, 2, 5, 1)


def test_whoever_holds_a_license_is_preserved_only_with_one_for_preserved_users(
    insync: FakeInSync,
) -> None:
    held(insync, "ada", "bob")
    insync.profiles.buy_licenses(2)
    insync.accounts.preserve(1)

    with pytest.raises(ValueError, match="all 1 licenses for preserved users are in use"):
        insync.accounts.preserve(2)
    insync.profiles.buy_preserved_licenses(1)
    assert insync.accounts.preserve(2).status is AccountStatus.PRESERVED


def test_whoever_holds_no_license_needs_none(insync: FakeInSync) -> None:
    held(insync, "ada")
    insync.accounts.add(email_id=Address("bob@corp.example"), display_name="Bob")
    insync.profiles.buy_licenses(0)

    with pytest.raises(ValueError, match="cannot preserve"):
        insync.accounts.preserve(1)
    insync.accounts.preserve(2)
    assert insync.accounts.activate(2).status is AccountStatus.ACTIVE


def test_without_a_free_license_nobody_is_activated(insync: FakeInSync) -> None:
    held(insync, "ada")
    insync.accounts.preserve(1)
    insync.profiles.buy_licenses(0)

    with pytest.raises(ValueError, match="all 0 licenses are in use: cannot activate"):
        insync.accounts.activate(1)


def test_preserving_may_need_a_license_for_active_users_instead(insync: FakeInSync) -> None:
    insync.readings.choose("A29", "one for active users")
    held(insync, "ada", "bob")
    insync.profiles.buy_licenses(2)

    with pytest.raises(ValueError, match="all 2 licenses are in use: cannot preserve"):
        insync.accounts.preserve(1)


@pytest.mark.parametrize(
    ("active", "status"), [(0, 403), (1, 204)], ids=["no license", "one license"]
)
def test_scim_is_refused_without_a_license_to_preserve(
    insync: FakeInSync, provider: IdentityProvider, active: int, status: int
) -> None:
    scim_id = provider.created("ada@corp.example")["id"]
    _give_license(insync, insync.accounts.account(1))
    insync.profiles.buy_licenses(active)

    assert provider.patch_active(scim_id, False).status == status


def test_scim_is_refused_without_a_license_to_activate(
    insync: FakeInSync, provider: IdentityProvider
) -> None:
    scim_id = provider.created("ada@corp.example")["id"]
    _give_license(insync, insync.accounts.account(1))
    provider.patch_active(scim_id, False)
    insync.profiles.buy_licenses(0)

    assert provider.patch_active(scim_id, True).status == 403
    assert insync.accounts.account(1).status is AccountStatus.PRESERVED


@pytest.mark.parametrize(
    ("reading", "status", "licensed"),
    [
        ("by the first backup", 201, [False, False]),
        ("when created", 201, [True, False]),
        ("when created, or refused", 403, [True]),
    ],
)
def test_a_new_account_beyond_the_licenses(
    insync: FakeInSync,
    provider: IdentityProvider,
    reading: str,
    status: int,
    licensed: list[bool],
) -> None:
    insync.readings.choose("A25", reading)
    insync.profiles.buy_licenses(1)
    provider.created("ada@corp.example")

    response = provider.create("bob@corp.example")

    assert status == response.status
    assert licensed == [account.licensed for account in insync.accounts.all()]


def test_where_accounts_take_licenses_when_created_more_go_to_the_oldest_without(
    insync: FakeInSync,
) -> None:
    insync.readings.choose("A25", "when created")
    insync.profiles.buy_licenses(1)
    for name in ("ada", "bob", "cyd"):
        insync.accounts.add(email_id=Address(f"{name}@corp.example"), display_name=name)

    insync.profiles.buy_licenses(2)

    assert [account.licensed for account in insync.accounts.all()] == [True, True, False]


def test_where_accounts_take_licenses_when_created_a_backup_takes_none(lab: AtWork) -> None:
    lab.state.readings["A25"] = "when created"

    assert lab.protection.back_up(ADA, Workload.ONEDRIVE).cause is Cause.NO_LICENSE


def _give_license(insync: FakeInSync, account: Account) -> None:
    insync.state.accounts.put(replace(account, licensed=True))
