"""Filters and PATCH, as RFC 7644 has them."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from fakes.insync import FakeInSync
from fakes.insync.model import Origin
from fakes.wire import Address, Response

from .identity_provider import ADA, BOB, EMAILS, ENTERPRISE, SEARCH, IdentityProvider


def patched(provider: IdentityProvider, ada: str, **operation: Any) -> Response:
    return provider.send("PATCH", f"/Users/{ada}", {"Operations": [operation]})


@pytest.mark.parametrize(
    ("filter_", "found"),
    [
        *[
            (f'title {operator} "Countess"', [ADA])
            for operator in ("eq", "co", "sw", "ew", "ge", "le")
        ],
        *[(f'title {operator} "countess"', []) for operator in ("gt", "lt")],
        ('title ne "countess"', [BOB]),
        ("title pr", [ADA]),
        ("not (title pr)", [BOB]),
        ("title eq null", [BOB]),
        ("TITLE PR", [ADA]),
        ("active eq true and not (title pr)", [BOB]),
        ('emails.type eq "work"', [ADA]),
        ('emails co "x.example"', [ADA]),
        ('emails[type eq "work" and value sw "w"]', [ADA]),
        ('emails[type eq "work" and value sw "h"]', []),
        ('emails[type eq "work"].value eq "h@x.example"', []),
        ('emails.value ne "w@x.example"', [BOB]),
        (f'{ENTERPRISE}:department eq "analysis"', [ADA]),
        (f'{ENTERPRISE}:manager.value eq "7"', [ADA]),
        ('meta.created ge "2026-03-02T10:00:00+01:00"', [ADA, BOB]),
        ('meta.created gt "2026-03-02T09:00:00Z"', []),
        ('meta.resourceType eq "User"', [ADA, BOB]),
        (f'schemas eq "{ENTERPRISE}"', [ADA]),
        ("password pr", []),
    ],
)
def test_a_filter_finds(
    provider: IdentityProvider, ada: str, filter_: str, found: list[str]
) -> None:
    assert provider.found(filter_) == found


@pytest.mark.parametrize(
    "filter_",
    [
        *("", "active gt true", 'active eq "maybe"', "title eq 5", 'password co "x"', "shoe pr"),
        *(
            'meta.created gt "noon"',
            'title[value eq "x"]',
            'emails[shoe eq "x"]',
            f"{ENTERPRISE} pr",
        ),
        *('title.x eq "1"', 'urn:acme:User:title eq "1"', "title pr and shoe pr"),
    ],
)
def test_a_filter_that_fits_no_attribute_is_refused(
    provider: IdentityProvider, filter_: str
) -> None:
    answer = provider.send("GET", f"/Users?filter={quote(filter_, safe='')}")

    assert (answer.status, answer.json()["scimType"]) == (400, "invalidFilter")


def test_a_filter_may_name_what_only_one_type_has(provider: IdentityProvider, ada: str) -> None:
    body = {"schemas": [SEARCH], "filter": 'title pr or externalId eq "00u2"', "count": 1}

    page = provider.send("POST", "/.search", body).json()

    assert (page["totalResults"], [each["id"] for each in page["Resources"]]) == (2, [ada])


@pytest.mark.parametrize(
    ("operation", "emails"),
    [
        (
            {"op": "add", "path": "emails", "value": [{"value": "n@x.example", "primary": True}]},
            [{**EMAILS[0], "primary": False}, EMAILS[1], {"value": "n@x.example", "primary": True}],
        ),
        ({"op": "add", "path": "emails", "value": EMAILS[1]}, EMAILS),
        ({"op": "replace", "path": "emails", "value": [EMAILS[1]]}, [EMAILS[1]]),
        ({"op": "replace", "path": "emails", "value": []}, None),
        ({"op": "remove", "path": "emails"}, None),
        ({"op": "remove", "path": 'emails[type eq "work"]'}, [EMAILS[1]]),
        ({"op": "remove", "path": 'emails[type eq "other"]'}, EMAILS),
        (
            {"op": "remove", "path": "emails.type"},
            [{"value": "w@x.example", "primary": True}, {"value": "h@x.example"}],
        ),
        (
            {"op": "replace", "path": 'emails[type eq "home"].primary', "value": True},
            [{**EMAILS[0], "primary": False}, {**EMAILS[1], "primary": True}],
        ),
        (
            {"op": "replace", "path": 'emails[type eq "home"]', "value": {"display": "H"}},
            [EMAILS[0], {**EMAILS[1], "display": "H"}],
        ),
    ],
)
def test_a_list_is_patched(
    provider: IdentityProvider, ada: str, operation: dict[str, Any], emails: object
) -> None:
    assert patched(provider, ada, **operation).status == 204
    assert provider.get(ada).get("emails") == emails


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ({"name": {"givenName": "Augusta"}}, {"givenName": "Augusta", "familyName": "Byron"}),
        ({"name": {"givenName": None}}, {"familyName": "Byron"}),
        ({"name": None}, None),
        ({"shoeSize": 38}, {"givenName": "Ada", "familyName": "Byron"}),
    ],
)
def test_what_a_value_leaves_out_is_kept(
    provider: IdentityProvider, ada: str, value: dict[str, Any], name: object
) -> None:
    assert patched(provider, ada, op="replace", value=value).status == 204
    assert provider.get(ada).get("name") == name


@pytest.mark.parametrize(
    ("operation", "scim_type"),
    [
        ({"op": "remove", "path": "userName"}, "mutability"),
        ({"op": "replace", "path": "userName", "value": None}, "mutability"),
        ({"op": "add", "path": "meta.created", "value": "x"}, "mutability"),
        ({"op": "add", "path": "title"}, "invalidValue"),
        ({"op": "replace", "path": "title"}, "invalidValue"),
        ({"op": "replace", "path": "title", "value": 5}, "invalidValue"),
        ({"op": "replace", "path": "name", "value": "Ada"}, "invalidValue"),
        ({"op": "remove", "path": "title", "value": "Countess"}, "invalidValue"),
        ({"op": "remove", "path": "title[value pr]"}, "invalidPath"),
        ({"op": "replace", "path": 'emails[shoe eq "x"].value', "value": "x"}, "invalidFilter"),
    ],
)
def test_a_patch_against_the_schema_is_refused(
    insync: FakeInSync,
    provider: IdentityProvider,
    ada: str,
    operation: dict[str, Any],
    scim_type: str,
) -> None:
    before = insync.accounts.all()

    answer = patched(provider, ada, **operation)

    assert (answer.status, answer.json()["scimType"]) == (400, scim_type)
    assert insync.accounts.all() == before


def test_a_patch_that_changes_nothing_does_not_take_over(
    insync: FakeInSync, provider: IdentityProvider
) -> None:
    by_hand = insync.accounts.add(email_id=Address(ADA), display_name="Ada")

    assert patched(provider, by_hand.scim_id, op="replace", path="displayName", value="Ada").ok

    assert insync.accounts.account(by_hand.id).origin is Origin.MANUAL


def test_members_cannot_become_others(provider: IdentityProvider, ada: str) -> None:
    body = {"displayName": "Engines", "members": [{"value": ada, "$ref": f"Users/{ada}"}]}
    group = provider.send("POST", "/Groups", body).json()
    operation = {"op": "replace", "path": f'members[value eq "{ada}"].value', "value": "other"}

    answer = provider.send("PATCH", f"/Groups/{group['id']}", {"Operations": [operation]})

    assert (answer.status, answer.json()["scimType"]) == (400, "mutability")
    assert group["members"][0]["$ref"] == provider.get(ada)["meta"]["location"]
