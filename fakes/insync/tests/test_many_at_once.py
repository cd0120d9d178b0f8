"""A change of many accounts is done for all of them, or for none."""

from __future__ import annotations

import csv
import io
from itertools import count

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fakes.insync import FakeInSync
from fakes.insync.model import Profile
from fakes.store.saving import dump
from fakes.wire import Address, Wire

LAW = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
# The addresses of accounts, one of which was made to look like a place to park another, and more.
HELD = ("q@x.example", "5@parked.invalid", "r@x.example", "1@parked.invalid", "Z@x.example")
FREE = ("new@x.example", "3@parked.invalid", "2@parked.invalid", "R2@X.example", "no address", "")
MOST = 7


def insync() -> FakeInSync:
    tenant = FakeInSync(Wire())
    tenant.profiles.save(Profile("Default", max_users=MOST))
    for text in HELD:
        tenant.accounts.add(email_id=Address(text), display_name=text[0])
    return tenant


def a_file(rows: list[tuple[str, str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([("old", "new"), *rows])
    return text.getvalue().encode()


def held(tenant: FakeInSync) -> dict[int, str]:
    return {account.id: account.email_id.text for account in tenant.accounts.all()}


def test_addresses_like_those_of_no_account_are_no_hindrance() -> None:
    tenant = insync()
    rows = [("q@x.example", "q2@x.example"), ("r@x.example", "r2@x.example")]
    changes = tenant.accounts.change_email_ids(a_file(rows))
    assert [(each.account_id, each.after.text) for each in changes] == [
        *((1, "q2@x.example"), (3, "r2@x.example"))
    ]
    expected = ("q2@x.example", HELD[1], "r2@x.example", *HELD[3:])
    assert held(tenant) == dict(zip(count(1), expected, strict=False))


def test_accounts_pass_their_addresses_round() -> None:
    tenant = insync()
    rows = list(zip(HELD, (*HELD[1:], HELD[0]), strict=True))
    tenant.accounts.change_email_ids(a_file(rows))
    assert held(tenant) == dict(zip(count(1), (*HELD[1:], HELD[0]), strict=False))
    for number, text in held(tenant).items():
        account = tenant.accounts.find(Address(text.upper()))
        assert account
        assert (account.id, account.must_reset_password) == (number, True)


def addresses() -> st.SearchStrategy[str]:
    return st.sampled_from(HELD) | st.sampled_from((*HELD, *FREE)) | st.sampled_from(FREE)


@given(rows=st.lists(st.tuples(st.sampled_from(HELD) | addresses(), addresses()), max_size=6))
@LAW
def test_a_file_of_email_ids_changes_all_or_nothing(rows: list[tuple[str, str]]) -> None:
    tenant = insync()
    before = dump(tenant.state)
    try:
        changes = tenant.accounts.change_email_ids(a_file(rows))
    except ValueError:
        assert dump(tenant.state) == before
        return
    wanted = {each.account_id: each.after.text for each in changes}
    assert held(tenant) == {
        number: wanted.get(number, text) for number, text in held(insync()).items()
    }


@given(rows=st.lists(st.tuples(st.sampled_from(["A", "", "\x00"]), addresses()), max_size=4))
@LAW
def test_a_file_of_users_adds_all_or_nobody(rows: list[tuple[str, str]]) -> None:
    tenant = insync()
    before = dump(tenant.state)
    try:
        added = tenant.accounts.import_csv(a_file(rows))
    except ValueError:
        assert dump(tenant.state) == before
        return
    assert len(held(tenant)) == len(HELD) + len(added) <= MOST
