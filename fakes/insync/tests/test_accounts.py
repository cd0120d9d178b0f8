"""What an administrator does to accounts at the console."""

from __future__ import annotations

import re

import pytest

from fakes.insync import FakeInSync
from fakes.insync.model import Account, AccountStatus, EmailIdChange, Origin, PreservedBy, Profile
from fakes.wire import Address

from .identity_provider import IdentityProvider

ADA = Address("ada@corp.example")
BOB = Address("bob@corp.example")
HEADING = "inSync email ID,New inSync email ID\n"


def added(insync: FakeInSync, *names: str) -> tuple[Account, ...]:
    return tuple(
        insync.accounts.add(email_id=Address(f"{name}@corp.example"), display_name=name)
        for name in names
    )


def email_ids(insync: FakeInSync) -> list[str]:
    return [account.email_id.text for account in insync.accounts.all()]


def test_an_added_account(insync: FakeInSync) -> None:
    insync.profiles.save(Profile("Sales"))

    account = insync.accounts.add(email_id=ADA, display_name="Ada", profile="Sales")

    assert account == insync.accounts.find(Address("ADA@corp.example"))
    assert (account.id, account.display_name, account.profile) == (1, "Ada", "Sales")
    assert (account.origin, account.ad_attribute) == (Origin.MANUAL, None)


@pytest.mark.parametrize(
    ("email_id", "name", "profile", "why"),
    [
        (Address("ADA@corp.example"), "Ada", "Default", "another account"),
        (BOB, " ", "Default", "expected a display name"),
        (BOB, "Bob", "Sales", "expected one of Default"),
    ],
)
def test_no_account_is_added(
    insync: FakeInSync, email_id: Address, name: str, profile: str, why: str
) -> None:
    added(insync, "ada")

    with pytest.raises(ValueError, match=why):
        insync.accounts.add(email_id=email_id, display_name=name, profile=profile)

    assert email_ids(insync) == ["ada@corp.example"]


def test_an_edited_email_id_asks_for_a_new_password(insync: FakeInSync) -> None:
    added(insync, "ada")

    renamed = insync.accounts.edit(1, display_name="Ada L")
    moved = insync.accounts.edit(1, email_id=BOB)
    reset = insync.accounts.reset_password(1)

    assert (renamed.display_name, renamed.must_reset_password) == ("Ada L", False)
    assert (moved.email_id, moved.must_reset_password) == (BOB, True)
    assert (insync.accounts.find(ADA), insync.accounts.find(BOB)) == (None, reset)
    assert not reset.must_reset_password


def test_an_edit_leaves_the_ad_attribute_alone(
    insync: FakeInSync, provider: IdentityProvider
) -> None:
    provider.created("ada@corp.example", userPrincipalName="abyron@corp.example")

    edited = insync.accounts.edit(1, email_id=BOB, display_name="B")

    assert edited.ad_attribute == "abyron@corp.example"


def test_an_email_id_cannot_be_edited_into_a_taken_one(insync: FakeInSync) -> None:
    added(insync, "ada", "bob")

    with pytest.raises(ValueError, match="another account"):
        insync.accounts.edit(1, email_id=BOB)

    assert email_ids(insync) == ["ada@corp.example", "bob@corp.example"]


def test_an_administrator_preserves_and_brings_back(insync: FakeInSync) -> None:
    added(insync, "ada")

    preserved = insync.accounts.preserve(1)
    active = insync.accounts.activate(1)

    assert preserved.status is AccountStatus.PRESERVED
    assert preserved.preserved_by is PreservedBy.ADMINISTRATOR
    assert (active.status, active.preserved_by) == (AccountStatus.ACTIVE, None)


def test_an_administrator_brings_back_what_the_identity_provider_preserved(
    insync: FakeInSync, provider: IdentityProvider
) -> None:
    provider.patch_active(provider.created("ada@corp.example")["id"], False)

    assert insync.accounts.activate(1).status is AccountStatus.ACTIVE


@pytest.mark.parametrize("verb", ["account", "preserve", "activate", "delete", "reset_password"])
def test_there_is_no_such_account(insync: FakeInSync, verb: str) -> None:
    with pytest.raises(ValueError, match="no account 7"):
        getattr(insync.accounts, verb)(7)


def test_a_deleted_account_frees_its_email_id(insync: FakeInSync) -> None:
    added(insync, "ada")

    insync.accounts.delete(1)

    assert insync.accounts.all() == ()
    assert added(insync, "ada")[0].id == 2


def test_a_profile_takes_no_more_than_its_maximum(insync: FakeInSync) -> None:
    insync.profiles.save(Profile("Default", max_users=1))
    added(insync, "ada")

    with pytest.raises(ValueError, match="1 of at most 1"):
        added(insync, "bob")
    with pytest.raises(ValueError, match="room for 2"):
        insync.accounts.import_csv(b"Username,Email\nB,b@c.example\nC,c@c.example\n")
    insync.accounts.preserve(1)
    added(insync, "bob")


@pytest.mark.parametrize(
    "content",
    [
        b"Username, Email\nAda Byron, ada@corp.example\n",
        b'Username, Email\nAda Byron, "ada@corp.example"\n',
        b"anything, at all\r\nAda Byron, ada@corp.example\r\n\r\n",
        b'\xef\xbb\xbfUsername,Email\n"Ada Byron","ada@corp.example"',
    ],
)
def test_accounts_come_from_a_file(insync: FakeInSync, content: bytes) -> None:
    (account,) = insync.accounts.import_csv(content)

    assert (account.display_name, account.email_id, account.origin) == (
        "Ada Byron",
        ADA,
        Origin.CSV,
    )
    assert insync.accounts.all() == (account,)


def test_a_name_with_a_comma_is_quoted(insync: FakeInSync) -> None:
    content = 'Username, Email\n"Byron, Ada", ada@corp.example\nZoë, zoe@corp.example\n'

    imported = insync.accounts.import_csv(content.encode())

    assert [account.display_name for account in imported] == ["Byron, Ada", "Zoë"]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Bob, bob", "row 3, Email: expected an address such as name@domain.example, found 'bob'"),
        (", bob@corp.example", "row 3, Username: expected a name, found ''"),
        ("Bob", "row 3, Username, Email: expected 2 values, found 'Bob'"),
        ("Byron, Bob, b@corp.example", "expected 2 values, found 'Byron, Bob, b@corp.example'"),
        ("Bob, ANN@corp.example", "row 3, Email: expected an email ID other than that of row 2"),
        (
            "Bob, Ada@corp.example",
            "row 3, Email: already used by another account: 'Ada@corp.example'",
        ),
        ("Bob\u00a0B, bob@corp.example", "row 3, Username: expected text without non-breaking"),
        ('"Bob"B, bob@corp.example', "row 3: expected comma-separated values"),
    ],
)
def test_a_bad_row_stops_the_file(insync: FakeInSync, row: str, why: str) -> None:
    added(insync, "ada")

    with pytest.raises(ValueError, match=re.escape(why)):
        insync.accounts.import_csv(f"Username,Email\nAnn, ann@corp.example\n{row}\n".encode())

    assert email_ids(insync) == ["ada@corp.example"]


def test_every_bad_row_is_named(insync: FakeInSync) -> None:
    with pytest.raises(ValueError, match=r"row 2, Email: .*; row 4, Username: "):
        insync.accounts.import_csv(b"h,h\nA,a\nB,b@c.example\n,c@c.example\n")


def test_a_file_is_utf_8(insync: FakeInSync) -> None:
    with pytest.raises(ValueError, match="row 2: expected UTF-8"):
        insync.accounts.import_csv("h,h\nZoë,z@c.example\n".encode("latin-1"))


def test_many_email_ids_change_at_once(insync: FakeInSync) -> None:
    added(insync, "ada", "bob", "cyd")
    content = HEADING + "ADA@corp.example, a@new.example\ncyd@corp.example, c@new.example\n"

    changes = insync.accounts.change_email_ids(content.encode())

    assert email_ids(insync) == ["a@new.example", "bob@corp.example", "c@new.example"]
    assert [each.must_reset_password for each in insync.accounts.all()] == [True, False, True]
    assert changes[1] == EmailIdChange(3, Address("cyd@corp.example"), Address("c@new.example"))


def test_accounts_may_take_over_each_others_email_ids(insync: FakeInSync) -> None:
    added(insync, "ada", "bob", "cyd")
    rows = ("ada,bob", "bob,ada", "cyd,eve")
    content = HEADING + "".join(re.sub(r"\w+", r"\g<0>@corp.example", row) + "\n" for row in rows)

    insync.accounts.change_email_ids(content.encode())

    assert email_ids(insync) == ["bob@corp.example", "ada@corp.example", "eve@corp.example"]
    assert insync.accounts.find(BOB) == insync.accounts.account(1)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("eve@corp.example, e@new.example", "row 3, inSync email ID: expected the email ID of an"),
        ("bob@corp.example, ada", "row 3, New inSync email ID: expected an address"),
        (
            "bob@corp.example, A@new.example",
            "row 3, New inSync email ID: expected an email ID",
        ),
        ("ada@corp.example, b@new.example", "row 3, inSync email ID: expected an email ID other"),
        (
            "bob@corp.example, cyd@corp.example",
            "row 3, New inSync email ID: already used by another account",
        ),
    ],
)
def test_a_bad_row_stops_the_change(insync: FakeInSync, row: str, why: str) -> None:
    added(insync, "ada", "bob", "cyd")
    before = insync.accounts.all()

    with pytest.raises(ValueError, match=re.escape(why)):
        insync.accounts.change_email_ids(f"{HEADING}ada@corp.example,a@new.example\n{row}".encode())

    assert insync.accounts.all() == before


def test_the_edit_form_has_the_fields_of_the_profile(insync: FakeInSync) -> None:
    ada = insync.accounts.add(email_id=Address("ada@corp.example"), display_name="Ada")
    insync.accounts.fill_in(ada.id, field="Email address", value="ada.ames@corp.example")
    insync.accounts.fill_in(ada.id, field="Name", value="Ada Ames")
    with pytest.raises(
        ValueError, match="'AD/LDAP User Name' is not a field of Edit User: expected Em"
    ):
        insync.accounts.fill_in(ada.id, field="AD/LDAP User Name", value="ada@corp.example")
    edited = insync.accounts.account(ada.id)
    assert (str(edited.email_id), edited.display_name) == ("ada.ames@corp.example", "Ada Ames")
    assert edited.ad_attribute is None
    insync.profiles.save(Profile("Default", ad_ldap_login=True))
    insync.accounts.fill_in(ada.id, field="AD/LDAP User Name", value="ada@corp.example")
    assert insync.accounts.account(ada.id).ad_attribute == "ada@corp.example"
