"""A part of a tenant holds whoever is joined to somebody by addresses, in any case."""

from __future__ import annotations

import pytest

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.tenant import AppUser, HeldAccount, MailUser, OktaUser, Tenant
from crosswalk.rehearsal.part import Addresses, Part, part_of

from .played import tenant

BEN = OktaUser("ben@corp.example", "ben@corp.example")


def part(everybody: Tenant, *wanted: str, **choices: str) -> Part:
    return part_of(everybody, Addresses(Choices(**choices)), wanted)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("joined", "choices"),
    [
        (tenant(accounts=[HeldAccount("x@corp.example"), HeldAccount("y@corp.example")]), {}),
        (tenant([OktaUser("Ada@corp.example", "x@corp.example")], ["x@corp.example"]), {}),
        (tenant(accounts=[HeldAccount("x@corp.example", attribute="ADA@corp.example")]), {}),
        (tenant(people=[MailUser("x@corp.example", "y@corp.example", ("ada@corp.example",))]), {}),
        (
            tenant(
                [OktaUser("a@corp.example", "b@corp.example", id="1")],
                app_users=[AppUser("ada@corp.example", id="1")],
            ),
            {},
        ),
        (
            tenant([OktaUser("a@corp.example", "ada@old.example")]),
            {"user_name": 'substringBefore(user.email, "@") + "@corp.example"'},
        ),
        (
            tenant([OktaUser("a@corp.example", "ada@old.example")]),
            {"ad_attribute": 'substringBefore(user.email, "@") + "@corp.example"'},
        ),
    ],
    ids=["nobody", "account", "attribute", "alias", "app user", "userName", "mapped"],
)
def test_who_is_joined_is_in_it(
    joined: Tenant, choices: dict[str, str], request: pytest.FixtureRequest
) -> None:
    everybody = Tenant(
        [*joined.okta, BEN],
        [*joined.accounts, HeldAccount("ben@corp.example")],
        joined.microsoft365,
        joined.app_users,
    )
    found = part(everybody, "ada@corp.example", **choices).tenant
    nobody = "nobody" in request.node.name
    assert list(found.okta) == ([] if nobody else list(joined.okta))
    assert list(found.accounts) == ([] if nobody else list(joined.accounts))
    assert list(found.microsoft365) == list(joined.microsoft365)
    assert found.app_users == joined.app_users


def test_who_is_joined_over_others_is_in_it_whatever_the_order() -> None:
    names = ("d", "b", "c", "a")
    chain = [
        OktaUser(f"{each}@corp.example", f"{chr(ord(each) + 1)}@corp.example") for each in names
    ]
    found = part(tenant([*chain, BEN]), "a@corp.example")
    assert list(found.tenant.okta) == chain


def test_everybody_is_in_it_if_nobody_is_named() -> None:
    everybody = tenant([BEN], ["x@corp.example"])
    found = part_of(everybody, Addresses(Choices()), None)
    assert found.tenant is everybody
    assert found.group_of["ben@corp.example"] != found.group_of["x@corp.example"]


def test_groups_hold_those_who_are_joined() -> None:
    people = [MailUser("a@corp.example", "b@corp.example"), MailUser("c@corp.example")]
    found = part_of(tenant([], ["B@corp.example"], people), Addresses(Choices()), None).group_of
    assert found["a@corp.example"] == found["b@corp.example"] != found["c@corp.example"]


def test_an_app_user_of_somebody_who_is_not_in_okta_is_nobody_in_a_part_either() -> None:
    # Where no Okta user has an id, app users are found by what is sent for them.
    ada = OktaUser("ada@corp.example", "ada@corp.example", id="1")
    gone = AppUser(BEN.login, id="2")
    found = part(tenant([ada, BEN], app_users=[gone]), BEN.login).tenant
    assert (list(found.okta), found.app_users) == ([BEN], [])
