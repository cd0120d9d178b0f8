"""What is read of inSync users."""

from __future__ import annotations

from crosswalk.diagnosis.tenant import HeldAccount

from .samples import Reading, told


def test_what_an_account_is_comes_from_its_columns(reading: Reading) -> None:
    header = "Username,Email,User Status,AD Attribute,Microsoft 365 License"
    rows = "A,a@x.example,Preserved,,-\nB,b@x.example,Active,B@x.example,Yes\nC,c@x.example,,-,\n"
    assert reading(insync=f"{header}\n{rows}").accounts == [
        HeldAccount("a@x.example", preserved=True, attribute="", licensed=False),
        HeldAccount("b@x.example", preserved=False, attribute="B@x.example", licensed=True),
        HeldAccount("c@x.example", preserved=False, attribute="-", licensed=None),
    ]


def test_what_no_column_tells_is_unknown(reading: Reading) -> None:
    (account,) = reading(insync="Name,Email\nA,a@x.example\n").accounts
    assert (account.attribute, account.licensed) == (None, None)


def test_only_preserved_is_preserved(reading: Reading) -> None:
    statuses = ("preserved", "PRESERVED", "Preserve", "Active", "Disabled", "")
    rows = "".join(f"A,{n}@x.example,{each}\n" for n, each in enumerate(statuses))
    found = reading(insync=f"User Name,User Email,User Status\n{rows}").accounts
    assert [each.preserved for each in found] == [True, True, True, False, False, False]


def test_accounts_are_in_the_order_of_their_email_ids(reading: Reading) -> None:
    rows = "".join(f"A,{each}@x.example\n" for each in ("b", "C", "a"))
    found = reading(insync=f"Name,Email\n{rows}").accounts
    assert [each.email_id for each in found] == ["a@x.example", "b@x.example", "C@x.example"]


def test_an_email_id_that_is_no_address_stays_and_is_told(reading: Reading) -> None:
    tenant = reading(insync="Name,Email\nA,ada\n")
    assert tenant.accounts == [HeldAccount("ada")]
    assert told(tenant.notes) == [
        (
            "1.csv",
            2,
            "'ada' in User Email is no address: it stays as it is, and nobody is found by it",
        )
    ]


def test_without_a_status_nobody_is_taken_to_be_preserved_which_is_told(reading: Reading) -> None:
    assumed = "No export tells the status of inSync users: no account is taken to be preserved."
    assert assumed in reading().assumed
    told_here = "Name,Email,User Status\nA,a@x.example,Active\n"
    assert assumed not in reading(insync=told_here).assumed
