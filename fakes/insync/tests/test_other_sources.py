"""Accounts of an AD connector, and whom inSync takes somebody for who signs on."""

from __future__ import annotations

import pytest

from fakes.insync import FakeInSync
from fakes.insync.model import Account, Origin
from fakes.wire import Address

ADA = Address("ada@corp.example")


def added_from_ad(insync: FakeInSync, user_name: str = "CORP\\ada") -> Account:
    return insync.accounts.add_from_ad(email_id=ADA, display_name="Ada", user_name=user_name)


def test_an_account_of_the_ad_connector_has_the_ad_user_name_as_ad_attribute(
    insync: FakeInSync,
) -> None:
    account = added_from_ad(insync)

    assert (account.origin, account.ad_attribute) == (Origin.AD_LDAP, "CORP\\ada")
    assert insync.accounts.all() == (account,)


def test_an_ad_user_name_that_is_empty_is_stored_as_none(insync: FakeInSync) -> None:
    assert added_from_ad(insync, "").ad_attribute is None


def test_after_a_change_to_scim_accounts_of_ad_are_manual_and_keep_the_rest(
    insync: FakeInSync,
) -> None:
    by_hand = insync.accounts.add(email_id=Address("bob@corp.example"), display_name="Bob")
    (from_file,) = insync.accounts.import_csv(b"Username, Email\nEve, eve@corp.example\n")
    from_ad = added_from_ad(insync)

    insync.provisioning.change_to_scim()

    origins = [account.origin for account in insync.accounts.all()]
    assert origins == [Origin.MANUAL, Origin.CSV, Origin.MANUAL]
    assert insync.accounts.account(by_hand.id) == by_hand
    assert insync.accounts.account(from_file.id) == from_file
    assert insync.accounts.account(from_ad.id).ad_attribute == from_ad.ad_attribute


def test_whoever_signs_on_is_found_by_the_email_id_whatever_its_case(insync: FakeInSync) -> None:
    account = insync.accounts.add(email_id=ADA, display_name="Ada")

    assert insync.accounts.sign_on("ADA@corp.example") == account


def test_nobody_signs_on_with_an_ad_attribute(insync: FakeInSync) -> None:
    added_from_ad(insync, "a.ames@corp.example")

    with pytest.raises(ValueError, match=r"a\.ames@corp\.example cannot sign on"):
        insync.accounts.sign_on("a.ames@corp.example")
