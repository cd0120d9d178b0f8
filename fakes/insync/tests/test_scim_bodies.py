"""What a body may say, what an answer holds, and conditions on a version."""

from __future__ import annotations

from typing import Any

import pytest

from fakes.insync import FakeInSync
from fakes.wire import Request, Wire

from .identity_provider import ADA, CORE, EMAILS, ENTERPRISE, IdentityProvider, user


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("attributes=title", {"title"}),
        ("attributes=TITLE,name.givenName", {"title", "name"}),
        (f"attributes={CORE}:title", {"title"}),
        (f"attributes={ENTERPRISE}:department", {ENTERPRISE}),
        ("attributes=shoeSize", set()),
        (
            "excludedAttributes=id,name,emails,meta,displayName,locale,active,externalId",
            {"title", "userName", ENTERPRISE},
        ),
    ],
)
def test_an_answer_holds_what_is_asked_for(
    provider: IdentityProvider, ada: str, query: str, left: set[str]
) -> None:
    one = provider.send("GET", f"/Users/{ada}?{query}").json()
    page = provider.send("GET", f"/Users?count=1&{query}").json()

    assert one.keys() == left | {"schemas", "id"}
    assert page["Resources"] == [one]
    assert (ENTERPRISE in one["schemas"]) is (ENTERPRISE in left)


def test_parts_are_chosen_too(provider: IdentityProvider, ada: str) -> None:
    wanted = provider.send("GET", f"/Users/{ada}?attributes=name.givenName,emails.value").json()
    spared = provider.send("GET", f"/Users/{ada}?excludedAttributes=name.givenName").json()

    assert wanted["name"] == {"givenName": "Ada"}
    assert wanted["emails"] == [{"value": each["value"]} for each in EMAILS]
    assert spared["name"] == {"familyName": "Byron"}


@pytest.mark.parametrize("query", ["attributes=a b", "attributes=title&excludedAttributes=name"])
def test_a_choice_that_makes_no_sense_is_refused(provider: IdentityProvider, query: str) -> None:
    assert provider.send("GET", f"/Users?{query.replace(' ', '+')}").status == 400


def test_a_patch_answers_what_is_asked_for(provider: IdentityProvider, ada: str) -> None:
    body = {"Operations": [{"op": "replace", "path": "title", "value": "Lady"}]}

    answer = provider.send("PATCH", f"/Users/{ada}?attributes=title", body)

    assert (answer.status, answer.json()["title"]) == (200, "Lady")


@pytest.mark.parametrize(
    ("attributes", "scim_type"),
    [
        ({"title": 5}, "invalidValue"),
        ({"active": "maybe"}, "invalidValue"),
        ({"name": "Ada"}, "invalidValue"),
        ({"emails": {"value": "x"}}, "invalidValue"),
        ({"emails": ["x"]}, "invalidValue"),
        ({"emails": [{"value": "a", "primary": True}] * 2}, "invalidValue"),
        ({"x509Certificates": [{"value": "no Base64"}]}, "invalidValue"),
        ({"profileUrl": "no URL"}, "invalidValue"),
        ({"schemas": ["urn:acme"]}, "invalidSyntax"),
        ({ENTERPRISE: "x"}, "invalidValue"),
        ({"userName": None}, "invalidValue"),
    ],
)
def test_a_body_against_the_schema_is_refused(
    insync: FakeInSync, provider: IdentityProvider, attributes: dict[str, Any], scim_type: str
) -> None:
    answer = provider.send("POST", "/Users", user(ADA) | attributes)

    assert (answer.status, answer.json()["scimType"]) == (400, scim_type)
    assert insync.accounts.all() == ()


def test_names_are_read_in_any_case_and_nothing_says_nothing(provider: IdentityProvider) -> None:
    body: dict[str, Any] = {
        "SCHEMAS": [],
        "username": ADA,
        "DISPLAYNAME": "Ada",
        "Title": None,
        "emails": [],
        "NAME": {"GIVENNAME": "A"},
    }

    created = provider.send("POST", "/Users", body).json()

    assert created["name"] == {"givenName": "A"}
    assert {"title", "emails"} & created.keys() == set()


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"userName": "\xff"}', "application/json", 400),
        (b"{}", "text/plain", 415),
    ],
)
def test_a_body_that_is_no_object_of_json_is_refused(
    wire: Wire, provider: IdentityProvider, content: bytes, kind: str, status: int
) -> None:
    headers = (("Authorization", f"Bearer {provider.token}"), ("Content-Type", kind))
    url = "https://apis.druva.example/insync/scim/Users"

    assert wire.send("x", Request("POST", url, headers, content)).status == status


@pytest.mark.parametrize(
    ("header", "value", "method", "status"),
    [
        ("If-Match", "*", "GET", 200),
        ("If-Match", 'W/"1"', "GET", 412),
        ("If-Match", 'W/"1"', "DELETE", 412),
        ("If-None-Match", "*", "GET", 304),
        ("If-None-Match", "*", "DELETE", 412),
        ("If-None-Match", 'W/"1"', "GET", 200),
    ],
)
def test_a_condition_on_a_version_that_is_not_announced(
    wire: Wire,
    provider: IdentityProvider,
    ada: str,
    header: str,
    value: str,
    method: str,
    status: int,
) -> None:
    headers = (("Authorization", f"Bearer {provider.token}"), (header, value))
    url = f"https://apis.druva.example/insync/scim/Users/{ada}"

    assert wire.send("x", Request(method, url, headers)).status == status
