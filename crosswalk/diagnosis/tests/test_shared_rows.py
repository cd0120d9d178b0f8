"""What rows share that differ in nothing but their addresses is what each would get by itself."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.diagnosing import diagnose
from crosswalk.diagnosis.listed import Listed, columns_of
from crosswalk.diagnosis.row import kind_of
from crosswalk.diagnosis.tenant import AppUser, HeldAccount, MailUser, OktaUser, Tenant
from crosswalk.diagnosis.written.kinds import Kinds
from fakes.insync.model import AccessSetting

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import given, settings
from hypothesis import strategies as st

_UPN, _SMTP, _ALIAS, _OTHER = "u{}@x.example", "s{}@x.example", "a{}@x.example", "o{}@x.example"
_SHAPES = (_UPN, _SMTP, _ALIAS, _OTHER, "U{}@x.example", "S{}@X.example", "A{}@x.example")


def mostly(usual: Any, *others: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from([usual] * 3 * len(others) + [*others])


# A person by the shapes of the names that others have too, so that many differ in one thing.
PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "login": mostly(_UPN, *_SHAPES, None),
            "email": mostly(_SMTP, *_SHAPES, "", "no address", "shared@x.example"),
            "active": mostly(True, False),
            "email_ids": st.lists(mostly(_UPN, *_SHAPES, "shared@x.example"), max_size=3),
            "preserved": mostly(False, True),
            "attribute": mostly(None, "", _UPN, _OTHER),
            "upn": mostly(_UPN, *_SHAPES, None),
            "smtp": mostly(_SMTP, *_SHAPES, "", "shared@x.example"),
            "aliases": st.lists(st.sampled_from(_SHAPES), max_size=2),
            "has": st.tuples(*[mostly(True, False)] * 2, *[mostly(False, True)] * 2),
            "sent": mostly(_UPN, _SMTP, None),
        }
    ),
    min_size=8,
    max_size=12,
)


def tenant_of(people: list[dict[str, Any]], *, app_users: bool) -> Tenant:
    """Return a tenant of people, each with a number in the names."""
    okta, accounts, mail_users, sent = [], [], [], []
    for number, each in enumerate(people):
        named = partial(_named, number)
        if each["login"] is not None:
            okta.append(OktaUser(named(each["login"]), named(each["email"]), each["active"]))
        for email_id in each["email_ids"]:
            attribute = each["attribute"] and named(each["attribute"])
            accounts.append(HeldAccount(named(email_id), each["preserved"], attribute))
        if each["upn"] is not None:
            names = named(each["smtp"]), tuple(map(named, each["aliases"]))
            mail_users.append(MailUser(named(each["upn"]), *names, *each["has"]))
        if each["sent"] is not None:
            sent.append(AppUser(named(each["sent"])))
    return Tenant(
        _each_once(okta), _each_once(accounts), _each_once(mail_users), sent if app_users else None
    )


def _named(number: int, shape: str) -> str:
    return shape.format(number)


def _each_once(values: list[Any]) -> list[Any]:
    """Return those who differ in what a list is ordered by, in its order."""
    known = {each[0].casefold(): each for each in values}
    return [known[key] for key in sorted(known)]


TENANTS = st.builds(tenant_of, PEOPLE, app_users=mostly(False, True))
CHOICES = st.builds(
    Choices,
    st.sampled_from(AccessSetting),
    st.sampled_from(["user.login", "user.email"]),
    st.sampled_from([None, "user.login", 'user.login + ".old"']),
    st.sampled_from([{}, {"A2": "update in place"}, {"A4": "the inSync email ID"}]),
)
LAW = settings(max_examples=40, deadline=None, derandomize=True, database=None)


class Forgetful(dict[Any, Any]):
    """Keeps nothing, so that each row is worked out by itself."""

    def __setitem__(self, key: Any, value: Any) -> None:
        pass


@LAW
@given(TENANTS, CHOICES)
def test_each_row_is_what_it_would_be_by_itself(tenant: Tenant, choices: Choices) -> None:
    shared = diagnose(tenant, choices)
    alone = diagnose(tenant, choices)
    alone._known = Forgetful()
    assert [*shared.rows()] == [*alone.rows()]
    assert [*shared.rows()] == [*shared.rows()]


@LAW
@given(TENANTS, CHOICES)
def test_the_kind_of_a_row_is_what_it_shares(tenant: Tenant, choices: Choices) -> None:
    kinds = Kinds()
    for row in diagnose(tenant, choices).rows():
        assert row.kind == kind_of(row)
        assert kinds.of(row) is kinds.of(row._replace(kind=""))


@LAW
@given(TENANTS, CHOICES)
def test_a_tenant_kept_by_columns_has_the_same_rows(tenant: Tenant, choices: Choices) -> None:
    by_columns = Tenant(
        Listed(OktaUser, columns_of(tenant.okta, OktaUser)),
        Listed(HeldAccount, columns_of(tenant.accounts, HeldAccount)),
        Listed(MailUser, columns_of(tenant.microsoft365, MailUser)),
        tenant.app_users,
    )
    assert [*diagnose(by_columns, choices).rows()] == [*diagnose(tenant, choices).rows()]


@LAW
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


ONE = HeldAccount("u1@x.example", attribute="u1@x.example")
TWO = HeldAccount("u2@x.example", attribute="u2@x.example")


@pytest.mark.parametrize(
    ("differently", "alike"),
    [
        ((), True),
        ((TWO._replace(preserved=True),), False),
        ((TWO._replace(attribute="who@x.example"),), False),
        ((TWO, HeldAccount("s2@x.example")), False),
    ],
    ids=repr,
)
def test_rows_that_differ_in_more_than_addresses_are_of_two_kinds(
    differently: tuple[HeldAccount, ...], alike: bool
) -> None:
    users = [OktaUser(f"u{number}@x.example", f"s{number}@x.example") for number in (1, 2)]
    people = [MailUser(user.login, user.email) for user in users]
    accounts = sorted([ONE, *(differently or (TWO,))], key=lambda each: each.email_id)
    choices = Choices(AccessSetting.AD_ATTRIBUTE)
    rows = diagnose(Tenant(users, accounts, people), choices).rows()
    kinds = {row.insync_email_id: row.kind for row in rows}
    assert (kinds["u1@x.example"] == kinds["u2@x.example"]) is alike


def test_somebody_with_three_accounts_is_of_another_kind_than_one_with_two() -> None:
    users = [OktaUser(f"u{number}@x.example", f"s{number}@x.example") for number in (1, 2)]
    people = [
        MailUser(user.login, user.email, (f"a{number}@x.example",))
        for number, user in enumerate(users, start=1)
    ]
    names = ("a1", "s1", "s2", "u1", "u2")
    accounts = [HeldAccount(f"{name}@x.example") for name in names]
    rows = {row.insync_email_id: row for row in diagnose(Tenant(users, accounts, people)).rows()}
    three, two = rows["s1@x.example"], rows["s2@x.example"]
    assert (three.accounts_if_remapped_now, two.accounts_if_remapped_now) == (3, 2)
    for one, other in zip((*three.now, *three.after), (*two.now, *two.after), strict=True):
        assert one._replace(presented="") == other._replace(presented="")
    assert three.problems == two.problems
    assert three.kind != two.kind
