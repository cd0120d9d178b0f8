"""Groups are kept for those who push them, and change nothing."""

from __future__ import annotations

from typing import Any

import pytest

from fakes.insync import FakeInSync

from .identity_provider import PATCH_OP, IdentityProvider

GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"


@pytest.fixture
def group(provider: IdentityProvider) -> dict[str, Any]:
    body = {"schemas": [GROUP], "displayName": "Engines", "externalId": "g1"}
    response = provider.send("POST", "/Groups", body)
    assert response.status == 201
    return dict(response.json())


def test_a_group_is_found_again(provider: IdentityProvider, group: dict[str, Any]) -> None:
    for wanted in ('displayName eq "engines"', 'externalId eq "g1"', 'displayName sw "Eng"'):
        found = provider.send("GET", f"/Groups?filter={wanted.replace(' ', '+')}").json()
        assert [each["id"] for each in found["Resources"]] == [group["id"]]
    for wanted in ('displayName eq "x"', 'displayName sw "x"', 'externalId eq "G1"'):
        found = provider.send("GET", f"/Groups?filter={wanted.replace(' ', '+')}").json()
        assert found["totalResults"] == 0


def test_a_group_is_where_its_location_says(
    provider: IdentityProvider, group: dict[str, Any]
) -> None:
    location = f"https://apis.druva.example/insync/scim/Groups/{group['id']}"

    assert group["meta"]["location"] == location
    assert provider.send("GET", f"/Groups/{group['id']}").json() == group


def test_members_come_and_go(
    insync: FakeInSync, provider: IdentityProvider, group: dict[str, Any]
) -> None:
    ada = provider.created("ada@corp.example")["id"]
    bob = provider.created("bob@corp.example", externalId="00u2")["id"]
    before = insync.accounts.all()

    def members(*operations: dict[str, Any]) -> list[str]:
        body = {"schemas": [PATCH_OP], "Operations": operations}
        assert provider.send("PATCH", f"/Groups/{group['id']}", body).ok
        now = provider.send("GET", f"/Groups/{group['id']}").json()
        return [each["value"] for each in now.get("members", [])]

    both = [{"value": ada}, {"value": bob}]
    assert members({"op": "Add", "path": "members", "value": both}) == [ada, bob]
    assert members({"op": "Remove", "path": "members", "value": [{"value": ada}]}) == [bob]
    assert members({"op": "remove", "path": f'members[value eq "{bob}"]'}) == []
    assert insync.accounts.all() == before


def test_a_group_is_replaced_and_deleted(provider: IdentityProvider, group: dict[str, Any]) -> None:
    path = f"/Groups/{group['id']}"

    replaced = provider.send("PUT", path, {"schemas": [GROUP], "displayName": "Looms"})

    assert (replaced.status, replaced.json()["displayName"]) == (200, "Looms")
    assert provider.send("DELETE", path).status == 204
    assert [provider.send(method, path).status for method in ("GET", "DELETE")] == [404, 404]
    gone = provider.send("PUT", path, {"schemas": [GROUP], "displayName": "Looms"})
    assert gone.status == 404


def test_users_and_groups_are_searched_together(
    provider: IdentityProvider, group: dict[str, Any]
) -> None:
    ada = provider.created("ada@corp.example")["id"]
    schema = "urn:ietf:params:scim:api:messages:2.0:SearchRequest"

    page = provider.send("POST", "/.search", {"schemas": [schema], "startIndex": 2, "count": 1})

    assert page.json()["totalResults"] == 2
    assert [each["id"] for each in page.json()["Resources"]] == [group["id"]]
    assert ada != group["id"]
