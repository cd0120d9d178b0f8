"""What rows share that differ in nothing but their addresses is what each would get by itself."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.diagnosing import diagnose
from crosswalk.diagnosis.listed import Listed, columns_of
from crosswalk.diagnosis.row import Row, Word, kind_of
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
    alone._known = alone._now._answers = alone._afterwards._answers = Forgetful()
    assert [*shared.rows()] == [*alone.rows()]
    assert [*shared.rows()] == [*shared.rows()]


@LAW
@given(TENANTS, CHOICES)
def test_the_kind_of_a_row_is_what_it_shares(tenant: Tenant, choices: Choices) -> None:
    kinds = Kinds()
    for row in diagnose(tenant, choices).rows():
        # Rows that are changed by another reading of A2 are told apart when they are counted.
        assert row.kind == kind_of(row) or ("A2" in choices.readings and not row.kind)
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


def account(name: str, **told: Any) -> HeldAccount:
    return HeldAccount(f"{name}@x.example", **told)


def user(login: str, email: str) -> OktaUser:
    return OktaUser(f"{login}@x.example", f"{email}@x.example")


def person(upn: str, smtp: str, *aliases: str) -> MailUser:
    listed = tuple(f"{alias}@x.example" for alias in aliases)
    return MailUser(f"{upn}@x.example", f"{smtp}@x.example", listed)


USERS = [user("u1", "s1"), user("u2", "s2")]
PERSONS = [person("u1", "s1", "a1"), person("u2", "s2")]
ONE, TWO = account("u1", attribute="u1@x.example"), account("u2", attribute="u2@x.example")
AD_ATTRIBUTE = Choices(AccessSetting.AD_ATTRIBUTE)


@pytest.mark.parametrize(
    ("tenant", "by_email_id", "by_attribute"),
    [
        (Tenant(USERS, [ONE, TWO], PERSONS), True, True),
        (Tenant(USERS, [ONE, TWO._replace(preserved=True)], PERSONS), False, False),
        (Tenant(USERS, [ONE, TWO._replace(attribute="who@x.example")], PERSONS), True, False),
        (Tenant(USERS, [ONE, account("s2"), TWO], PERSONS), False, False),
        (Tenant([], [ONE, TWO], PERSONS), True, True),
        (Tenant([], [ONE, TWO._replace(attribute="")], PERSONS), False, False),
        (Tenant([user("u1", "u1")], [ONE, TWO], PERSONS), False, False),
        (
            Tenant([user("u1", "u1")], [ONE, TWO], [person("u1", "u1"), person("u2", "u2")]),
            False,
            False,
        ),
        (Tenant([], [ONE, TWO], [person("U1", "u1"), person("t", "u2")]), False, False),
        (Tenant([], [ONE, TWO], [person("u1", "U1"), person("u2", "t")]), False, False),
        (Tenant([], [ONE, TWO], [person("u1", "s1", "U1"), person("t", "s2", "u2")]), False, False),
        (
            Tenant(USERS, [ONE, TWO], PERSONS, [AppUser("u1@x.example"), AppUser("s2@x.example")]),
            *(False, False),
        ),
    ],
    ids=range(12),
)
def test_rows_are_of_one_kind_if_they_differ_only_in_addresses(
    tenant: Tenant, by_email_id: bool, by_attribute: bool
) -> None:
    for choices, alike in ((Choices(), by_email_id), (AD_ATTRIBUTE, by_attribute)):
        rows = {row.insync_email_id: row for row in diagnose(tenant, choices).rows()}
        one, two = rows["u1@x.example"], rows["u2@x.example"]
        assert (_without_addresses(one) == _without_addresses(two)) is alike
        assert (one.kind == two.kind) is alike


def _without_addresses(row: Row) -> tuple[object, ...]:
    """Return of a row what makes it of a kind."""
    jobs = [job._replace(presented="") for job in (*row.now, *row.after)]
    return jobs, row.accounts_if_remapped_now, row.problems, row.assumed_if_remapped


def test_other_readings_share_nothing_with_those_before() -> None:
    diagnosis = diagnose(Tenant(USERS, [account("u1")], PERSONS), AD_ATTRIBUTE)
    other = diagnosis.read_otherwise({"A4": "the inSync email ID"})
    first = [next(each.rows()) for each in (diagnosis, other, diagnosis)]
    backups = [row.now.onedrive_backup.word for row in first]
    assert backups == [Word.NOT_FOUND, Word.SUCCEEDS, Word.NOT_FOUND]


def test_somebody_with_three_accounts_is_of_another_kind_than_one_with_two() -> None:
    accounts = [account(name) for name in ("a1", "s1", "s2", "u1", "u2")]
    rows = {row.insync_email_id: row for row in diagnose(Tenant(USERS, accounts, PERSONS)).rows()}
    three, two = rows["s1@x.example"], rows["s2@x.example"]
    assert (three.accounts_if_remapped_now, two.accounts_if_remapped_now) == (3, 2)
    for one, other in zip((*three.now, *three.after), (*two.now, *two.after), strict=True):
        assert one._replace(presented="") == other._replace(presented="")
    assert three.problems == two.problems
    assert three.kind != two.kind
