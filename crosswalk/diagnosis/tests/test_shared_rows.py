"""What rows share that differ in nothing but their addresses is what each would get by itself."""

from __future__ import annotations

from typing import Any

import pytest

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.diagnosing import diagnose
from crosswalk.diagnosis.listed import Listed, columns_of
from crosswalk.diagnosis.row import Row, kind_of
from crosswalk.diagnosis.tenant import AppUser, HeldAccount, MailUser, OktaUser, Tenant
from crosswalk.diagnosis.written.kinds import Kinds
from fakes.insync.model import AccessSetting

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import given
from hypothesis import strategies as st

NAMES = st.sampled_from([f"{name}@x.example" for name in ("a", "A", "b", "c", "C", "d", "e", "f")])
TEXTS = NAMES | NAMES | NAMES | st.sampled_from(["", "no address", "Ada"])


def lists(kind: Any, key: str, *fields: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(
        st.builds(kind, *fields),
        max_size=6,
        unique_by=lambda each: getattr(each, key).casefold(),
    ).map(lambda made: sorted(made, key=lambda each: getattr(each, key).casefold()))


TENANTS = st.builds(
    Tenant,
    lists(OktaUser, "login", NAMES, TEXTS, st.booleans()),
    lists(HeldAccount, "email_id", TEXTS.filter(bool), st.booleans(), st.none() | TEXTS),
    lists(
        MailUser,
        "upn",
        NAMES,
        NAMES | st.just(""),
        st.lists(NAMES, max_size=2).map(tuple),
        *[st.booleans()] * 4,
    ),
    st.none() | lists(AppUser, "user_name", NAMES),
)
CHOICES = st.builds(
    Choices,
    st.sampled_from(AccessSetting),
    st.sampled_from(["user.login", "user.email"]),
    st.sampled_from([None, "user.login", 'user.login + ".old"']),
    st.sampled_from([{}, {"A2": "update in place"}, {"A4": "the inSync email ID"}]),
)


class Forgetful(dict[Any, Any]):
    """Keeps nothing, so that each row is worked out by itself."""

    def __setitem__(self, key: Any, value: Any) -> None:
        pass


@given(TENANTS, CHOICES)
def test_each_row_is_what_it_would_be_by_itself(tenant: Tenant, choices: Choices) -> None:
    shared = diagnose(tenant, choices)
    alone = diagnose(tenant, choices)
    alone._known = Forgetful()
    assert [*shared.rows()] == [*alone.rows()]
    assert [*shared.rows()] == [*shared.rows()]


@given(TENANTS, CHOICES)
def test_the_kind_of_a_row_is_what_it_shares(tenant: Tenant, choices: Choices) -> None:
    kinds = Kinds()
    for row in diagnose(tenant, choices).rows():
        assert row.kind == kind_of(row)
        assert kinds.of(row) is kinds.of(row._replace(kind=""))


@given(TENANTS, CHOICES)
def test_a_tenant_kept_by_columns_has_the_same_rows(tenant: Tenant, choices: Choices) -> None:
    by_columns = Tenant(
        Listed(OktaUser, columns_of(tenant.okta, OktaUser)),
        Listed(HeldAccount, columns_of(tenant.accounts, HeldAccount)),
        Listed(MailUser, columns_of(tenant.microsoft365, MailUser)),
        tenant.app_users,
    )
    assert [*diagnose(by_columns, choices).rows()] == [*diagnose(tenant, choices).rows()]


@given(TENANTS, CHOICES, CHOICES)
def test_other_readings_have_the_rows_that_they_have_by_themselves(
    tenant: Tenant, choices: Choices, other: Choices
) -> None:
    diagnosis = diagnose(tenant, choices)
    before = [*diagnosis.rows()]
    read = diagnosis.read_otherwise(other.readings)
    again = Choices(choices.access, choices.user_name, choices.ad_attribute, other.readings)
    assert read.choices == again
    assert [*read.rows()] == [*diagnose(tenant, again).rows()]
    assert [*diagnosis.rows()] == before


def test_rows_that_differ_in_more_than_addresses_are_of_two_kinds() -> None:
    people = [MailUser("a@x.example", "a@x.example"), MailUser("b@x.example", "b@x.example")]
    users = [OktaUser("a@x.example", "a@x.example"), OktaUser("b@x.example", "b@x.example")]
    accounts = [HeldAccount("a@x.example"), HeldAccount("b@x.example")]
    one, other = _rows(users, accounts, people)
    assert one.kind == other.kind
    preserved = [accounts[0], HeldAccount("b@x.example", preserved=True)]
    one, other = _rows(users, preserved, people)
    assert one.kind != other.kind


def _rows(okta: list[OktaUser], accounts: list[HeldAccount], people: list[MailUser]) -> list[Row]:
    return [*diagnose(Tenant(okta, accounts, people)).rows()]
