"""PATCH as Entra ID and Okta write it, and the errors of a strict provider."""

from __future__ import annotations

from typing import Any

import pytest

from fakes.insync import FakeInSync
from fakes.insync.model import AccountStatus
from fakes.wire import Response

from .identity_provider import ENTERPRISE, PATCH_OP, IdentityProvider

ADA = "ada@corp.example"
WORK = [{"primary": True, "type": "work", "value": ADA}]
Operation = dict[str, Any]


def patch(provider: IdentityProvider, path: str, *operations: Operation) -> Response:
    body = {"schemas": [PATCH_OP], "Operations": list(operations)}
    return provider.send("PATCH", path, body)


@pytest.mark.parametrize(
    ("operation", "name", "expected"),
    [
        ({"op": "Replace", "path": "displayName", "value": "Ada L"}, "displayName", "Ada L"),
        ({"op": "replace", "value": {"displayName": "Ada L"}}, "displayName", "Ada L"),
        (
            {"op": "Add", "path": "name.givenName", "value": "Augusta"},
            "name",
            {"givenName": "Augusta", "familyName": "Byron"},
        ),
        (
            {"op": "Add", "value": {"name.givenName": "Augusta"}},
            "name",
            {"givenName": "Augusta", "familyName": "Byron"},
        ),
        (
            {"op": "Replace", "path": 'emails[type eq "work"].value', "value": "a@corp.example"},
            "emails",
            [{"primary": True, "type": "work", "value": "a@corp.example"}],
        ),
        (
            {"op": "Add", "path": 'emails[type eq "work"].value', "value": "a@corp.example"},
            "emails",
            [{"primary": True, "type": "work", "value": "a@corp.example"}],
        ),
        (
            {"op": "Add", "path": 'phoneNumbers[type eq "work"].value', "value": "+44"},
            "phoneNumbers",
            [{"type": "work", "value": "+44"}],
        ),
        (
            {"op": "Add", "path": f"{ENTERPRISE}:department", "value": "Analysis"},
            ENTERPRISE,
            {"department": "Analysis"},
        ),
        (
            {"op": "Add", "value": {f"{ENTERPRISE}:department": "Analysis"}},
            ENTERPRISE,
            {"department": "Analysis"},
        ),
        (
            {"op": "Add", "path": f"{ENTERPRISE}:manager", "value": "7"},
            ENTERPRISE,
            {"manager": {"value": "7"}},
        ),
        (
            {"op": "Add", "path": f"{ENTERPRISE}:manager", "value": [{"value": "7"}]},
            ENTERPRISE,
            {"manager": {"value": "7"}},
        ),
        (
            {"op": "Replace", "path": "userPrincipalName", "value": "u@corp.example"},
            "userPrincipalName",
            "u@corp.example",
        ),
        (
            {"op": "Replace", "path": "userName", "value": "b@corp.example"},
            "userName",
            "b@corp.example",
        ),
        ({"op": "Remove", "path": "title"}, "title", None),
        ({"op": "Remove", "path": "userPrincipalName"}, "userPrincipalName", None),
    ],
)
def test_what_entra_patches(
    provider: IdentityProvider, operation: Operation, name: str, expected: object
) -> None:
    created = provider.created(ADA, title="Countess", userPrincipalName="old", emails=WORK)

    response = patch(provider, f"/Users/{created['id']}", operation)

    assert response.status in (200, 204), response.body
    assert provider.get(created["id"]).get(name) == expected


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "Replace", "path": "active", "value": "False"},
        {"op": "Replace", "path": "active", "value": False},
        {"op": "replace", "path": "active", "value": "false"},
        {"op": "replace", "value": {"active": False}},
        {"op": "Replace", "value": {"active": "False"}},
    ],
)
def test_every_way_to_deactivate_preserves(
    insync: FakeInSync, provider: IdentityProvider, operation: Operation
) -> None:
    created = provider.created(ADA)

    assert patch(provider, f"/Users/{created['id']}", operation).ok

    (account,) = insync.accounts.all()
    assert account.status is AccountStatus.PRESERVED
    assert patch(
        provider, f"/Users/{created['id']}", {"op": "Add", "path": "active", "value": "True"}
    ).ok
    assert insync.accounts.all()[0].status is AccountStatus.ACTIVE


def test_several_operations_are_done_in_their_order(provider: IdentityProvider) -> None:
    created = provider.created(ADA, emails=WORK)

    patch(
        provider,
        f"/Users/{created['id']}",
        {"op": "Add", "path": 'emails[type eq "home"].value', "value": "h@corp.example"},
        {"op": "Add", "path": 'emails[type eq "home"].display', "value": "Home"},
        {"op": "Remove", "path": 'emails[type eq "work"]'},
    )

    assert provider.get(created["id"])["emails"] == [
        {"type": "home", "value": "h@corp.example", "display": "Home"}
    ]


@pytest.mark.parametrize(
    ("operation", "scim_type"),
    [
        ({"op": "Replace", "path": "id", "value": "1"}, "mutability"),
        ({"op": "Remove"}, "noTarget"),
        ({"op": "Replace", "path": 'emails[type eq "home"].value', "value": "x"}, "noTarget"),
        ({"op": "Replace", "path": "emails[", "value": "x"}, "invalidPath"),
        ({"op": "Nope", "path": "title", "value": "x"}, "invalidValue"),
        ({"op": "Replace", "path": "active", "value": "maybe"}, "invalidValue"),
        ({"op": "Replace", "path": "userName", "value": "ada"}, "invalidValue"),
    ],
)
def test_a_patch_that_cannot_be_done_changes_nothing(
    insync: FakeInSync, provider: IdentityProvider, operation: Operation, scim_type: str
) -> None:
    created = provider.created(ADA, emails=WORK)
    before = insync.accounts.all()
    first = {"op": "Replace", "path": "displayName", "value": "Changed"}

    response = patch(provider, f"/Users/{created['id']}", first, operation)

    assert (response.status, response.json()["scimType"]) == (400, scim_type)
    assert insync.accounts.all() == before


@pytest.mark.parametrize(
    ("path", "status", "scim_type"),
    [
        ("/Users?filter=userName+zz+%22a%22", 400, "invalidFilter"),
        ("/Users?filter=shoeSize+eq+%22a%22", 400, "invalidFilter"),
        ("/Users?count=many", 400, "invalidValue"),
        ("/Users?sortBy=userName", 501, None),
        ("/Schemas?filter=id+eq+%22a%22", 403, None),
    ],
)
def test_a_question_that_is_none_is_an_error(
    provider: IdentityProvider, path: str, status: int, scim_type: str | None
) -> None:
    response = provider.send("GET", path)

    assert (response.status, response.json().get("scimType")) == (status, scim_type)


@pytest.mark.parametrize("path", ["/ServiceProviderConfig", "/ResourceTypes", "/Schemas"])
def test_discovery_is_read_only(provider: IdentityProvider, path: str) -> None:
    assert provider.send("GET", path).status == 200
    assert provider.send("POST", path, {}).status == 405


def test_schemas_are_described_as_the_standard_describes_them(provider: IdentityProvider) -> None:
    described = provider.send("GET", "/Schemas").json()["Resources"]

    told = [each["description"] for each in described]
    assert told == ["User Account", "Enterprise User", "Group"]


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_a_search_is_posted(provider: IdentityProvider, method: str) -> None:
    assert provider.send(method, "/Users/.search", {}).status == 405


def test_no_version_is_announced(provider: IdentityProvider) -> None:
    created = provider.create(ADA)

    assert created.header("ETag") is None
    assert "version" not in created.json()["meta"]
