from __future__ import annotations

import pytest

from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.model import License, User
from fakes.wire import Address, Wire

from .client import HeldClock

E3 = (License.OFFICE_365_E3,)
UPN = Address("sam@corp.onmicrosoft.example")


def test_upn_only(fake: FakeMicrosoft365) -> None:
    user = fake.directory.add_user(Address("ada@corp.example"), licenses=E3)
    assert user.proxy_addresses == (
        "SMTP:ada@corp.example",
        "smtp:ada@contoso.onmicrosoft.example",
    )
    assert (user.mail, user.mail_nickname) == (Address("ada@corp.example"), "ada")


def test_upn_and_another_mail(sam: User) -> None:
    assert sam.mail_nickname == "sam.soto"
    assert sam.proxy_addresses == (
        "SMTP:sam.soto@corp.example",
        "smtp:sam@corp.onmicrosoft.example",
        "smtp:sam.soto@contoso.onmicrosoft.example",
        "smtp:hello@corp.example",
    )


def test_a_nickname_without_mail_makes_the_first_domain_primary(fake: FakeMicrosoft365) -> None:
    user = fake.directory.add_user(Address("lia@corp.example"), mail_nickname="lund", licenses=E3)
    assert user.proxy_addresses == (
        "SMTP:lund@contoso.onmicrosoft.example",
        "smtp:lia@corp.example",
    )


def test_a_taken_nickname_gets_four_digits(fake: FakeMicrosoft365) -> None:
    fake.directory.add_user(Address("lia@one.example"), licenses=E3)
    second = fake.directory.add_user(Address("lia@two.example"), licenses=E3)
    assert second.mail_nickname[:3] == "lia"
    assert len(second.mail_nickname) == 7
    assert second.mail_nickname[3:].isdecimal()


def test_a_new_primary_leaves_upn_and_former_primary_as_aliases(
    fake: FakeMicrosoft365, sam: User
) -> None:
    changed = fake.directory.set_primary_address(sam.id, Address("s@corp.example"))
    assert changed.mail == Address("s@corp.example")
    assert {UPN, Address("sam.soto@corp.example")} <= set(changed.aliases)


def test_removing_the_license_leaves_the_addresses(fake: FakeMicrosoft365, sam: User) -> None:
    left = fake.directory.remove_license(sam.id, License.OFFICE_365_E3)
    assert left.proxy_addresses == sam.proxy_addresses


def test_without_a_license_nothing_is_filled_until_there_is_one(fake: FakeMicrosoft365) -> None:
    user = fake.directory.add_user(UPN)
    assert user.proxy_addresses == ()
    licensed = fake.directory.assign_license(user.id, License.EXCHANGE_ONLINE)
    assert licensed.mail == UPN


def test_a_upn_that_is_no_alias(fake: FakeMicrosoft365) -> None:
    user = fake.directory.add_user(
        UPN, mail=Address("sam.soto@corp.example"), licenses=E3, upn_is_alias=False
    )
    assert UPN not in user.aliases
    assert fake.directory.change_username(user.id, Address("s@corp.example")).aliases == (
        user.aliases
    )


def test_a_new_upn_joins_the_aliases_and_the_old_one_stays(
    fake: FakeMicrosoft365, sam: User
) -> None:
    changed = fake.directory.change_username(sam.id, Address("soto@corp.example"))
    assert {UPN, Address("soto@corp.example")} <= set(changed.aliases)
    assert changed.mail == sam.mail


def test_read_otherwise_a_former_address_is_gone_and_the_upn_is_not(
    fake: FakeMicrosoft365, sam: User
) -> None:
    fake.readings.choose("A51", "the former address is gone")

    renamed = fake.directory.change_username(sam.id, Address("soto@corp.example"))
    moved = fake.directory.set_primary_address(sam.id, Address("s@corp.example"))

    others = set(sam.aliases) - {UPN}
    assert set(renamed.aliases) == {Address("soto@corp.example"), *others}
    assert set(moved.aliases) == {Address("soto@corp.example"), *others}


@pytest.mark.parametrize(
    "text",
    ["sam@corp.onmicrosoft.example", "SAM.SOTO@corp.example", "Hello@corp.example"],
)
def test_an_admin_finds_a_user_by_any_address(fake: FakeMicrosoft365, sam: User, text: str) -> None:
    assert fake.directory.find_user(text) == sam
    assert fake.directory.find_user(sam.id) == sam
    assert fake.directory.find_user("nobody@corp.example") is None


@pytest.mark.parametrize(
    "taken",
    ["SAM@corp.onmicrosoft.example", "sam.soto@corp.example", "hello@corp.example"],
)
def test_an_address_belongs_to_one_user(fake: FakeMicrosoft365, sam: User, taken: str) -> None:
    with pytest.raises(ValueError, match="expected one that is free"):
        fake.directory.add_user(Address(taken), licenses=E3)
    other = fake.directory.add_user(Address("ada@corp.example"), licenses=E3)
    with pytest.raises(ValueError, match="expected one that is free"):
        fake.directory.add_alias(other.id, Address(taken))
    assert fake.directory.list_users() == (sam, other)


def test_the_upn_cannot_be_removed_from_the_aliases(fake: FakeMicrosoft365, sam: User) -> None:
    with pytest.raises(ValueError, match="cannot be removed"):
        fake.directory.remove_alias(sam.id, UPN)
    left = fake.directory.remove_alias(sam.id, Address("hello@corp.example"))
    assert Address("hello@corp.example") not in left.aliases
    with pytest.raises(ValueError, match="is not an alias"):
        fake.directory.remove_alias(sam.id, Address("hello@corp.example"))


def test_a_deleted_user_can_be_restored_for_thirty_days(
    fake: FakeMicrosoft365, sam: User, clock: HeldClock
) -> None:
    fake.exchange.compose(sam.id, subject="Kept", sender=UPN, body="")
    fake.directory.delete_user(sam.id)
    assert fake.directory.get_user(sam.id) is None
    clock.pass_by(days=29.9)
    assert [user.id for user in fake.directory.list_deleted_users()] == [sam.id]
    assert fake.directory.restore_user(sam.id) == sam
    assert len(fake.exchange.list_messages(sam.id)) == 1


def test_after_thirty_days_a_deleted_user_is_gone(
    fake: FakeMicrosoft365, sam: User, clock: HeldClock
) -> None:
    fake.onedrive.provision(sam.id)
    fake.directory.delete_user(sam.id)
    clock.pass_by(days=30)
    with pytest.raises(ValueError, match="no deleted user"):
        fake.directory.restore_user(sam.id)
    assert fake.directory.list_deleted_users() == ()


def test_restoring_fails_while_somebody_else_has_the_address(
    fake: FakeMicrosoft365, sam: User
) -> None:
    fake.directory.delete_user(sam.id)
    fake.directory.add_user(Address("hello@corp.example"), licenses=E3)
    with pytest.raises(ValueError, match="expected one that is free"):
        fake.directory.restore_user(sam.id)
    assert [user.id for user in fake.directory.list_deleted_users()] == [sam.id]


@pytest.mark.parametrize(("days", "kept"), [(29.9, 1), (30, 0)])
def test_a_mailbox_comes_back_with_its_license_for_thirty_days(
    fake: FakeMicrosoft365, sam: User, clock: HeldClock, days: float, kept: int
) -> None:
    fake.exchange.compose(sam.id, subject="Kept?", sender=UPN, body="")
    fake.directory.remove_license(sam.id, License.OFFICE_365_E3)
    assert not fake.exchange.has_mailbox(sam.id)
    with pytest.raises(ValueError, match="has no mailbox"):
        fake.exchange.list_messages(sam.id)
    clock.pass_by(days=days)
    fake.directory.assign_license(sam.id, License.EXCHANGE_ONLINE)
    assert len(fake.exchange.list_messages(sam.id)) == kept


@pytest.mark.parametrize(("days", "is_open"), [(29.9, True), (30, False)])
def test_read_otherwise_an_unlicensed_mailbox_stays_open_for_thirty_days(
    fake: FakeMicrosoft365, sam: User, clock: HeldClock, days: float, is_open: bool
) -> None:
    fake.readings.choose("A54", "it stays open for 30 days")
    fake.directory.remove_license(sam.id, License.OFFICE_365_E3)
    clock.pass_by(days=days)
    assert fake.exchange.has_mailbox(sam.id) is is_open


def test_reset_empties_the_tenant_and_draws_the_same_ids(fake: FakeMicrosoft365, sam: User) -> None:
    fake.reset()
    assert fake.directory.list_users() == ()
    assert fake.directory.add_user(UPN).id == sam.id
    assert FakeMicrosoft365(Wire()).directory.add_user(UPN).id == sam.id


def test_a_reading_must_exist(fake: FakeMicrosoft365) -> None:
    with pytest.raises(ValueError, match="expected 'the UPN opens the mailbox'"):
        fake.readings.choose("A6", "nonsense")
    with pytest.raises(ValueError, match="expected one of A6"):
        fake.readings.choose("A99", "nonsense")


def test_set_as_primary_renames_who_signs_in_by_the_primary_address(
    fake: FakeMicrosoft365,
) -> None:
    one = fake.directory.add_user(Address("one@corp.example"), licenses=(License.OFFICE_365_E3,))
    two = fake.directory.add_user(
        Address("two@corp.example"),
        mail=Address("mail@corp.example"),
        licenses=(License.OFFICE_365_E3,),
    )
    names = []
    for user in (one, two):
        new = Address(f"new.{user.user_principal_name}")
        with pytest.raises(ValueError, match="is not an alias"):
            fake.directory.set_as_primary(user.id, new)
        fake.directory.add_alias(user.id, new)
        renamed = fake.directory.set_as_primary(user.id, new)
        assert renamed.mail == new
        names.append(str(renamed.user_principal_name))
    assert names == ["new.one@corp.example", "two@corp.example"]
