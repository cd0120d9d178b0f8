"""What a client writes of a user besides names, and how it deletes one."""

from __future__ import annotations

import json

import pytest

from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.attributes import LONGEST
from fakes.microsoft365.model import User
from fakes.wire import Response

from .client import Client, asked, error_of, user
from .details import SHOWN

ZOE = {
    "accountEnabled": True,
    "displayName": "Zoe Zink",
    "mailNickname": "zoe",
    "userPrincipalName": "zoe@corp.example",
    "passwordProfile": {"password": "Spring-2026!"},
}
INVALID = "Invalid value specified for property '{}' of resource 'User'."
REQUIRED = "A value is required for property '{}' of resource 'User'."
DENIED = (
    403,
    "Authorization_RequestDenied",
    "Insufficient privileges to complete the operation.",
)


def write(client: Client, path: str, method: str, **values: object) -> Response:
    return client.graph(path, method, json.dumps(values).encode(), "application/json")


def patch(client: Client, key: str, **values: object) -> Response:
    return write(client, user(key), "PATCH", **values)


def read(client: Client, key: str, *names: str) -> list[object]:
    found = client.graph(f"{user(key)}?$select={','.join(names)}").json()
    return [found[name] for name in names]


def test_a_user_is_created_with_details(client: Client) -> None:
    assert write(client, "/users", "POST", **ZOE, **SHOWN).status == 201
    assert read(client, "zoe@corp.example", *SHOWN) == list(SHOWN.values())


def test_details_are_changed_one_by_one(client: Client, sam: User) -> None:
    for name, value in SHOWN.items():
        assert patch(client, sam.id, **{name: value}).status == 204
    assert read(client, sam.id, *SHOWN) == list(SHOWN.values())


def test_details_are_found_by_what_was_written(client: Client, sam: User) -> None:
    patch(client, sam.id, department="Research")
    (found,) = asked(client, "/users?$filter=department eq 'research'").json()["value"]
    assert found["id"] == sam.id


def test_null_clears_what_can_be_empty(client: Client, sam: User) -> None:
    patch(client, sam.id, **SHOWN)
    for name in SHOWN.keys() - {"usageLocation", "businessPhones"}:
        assert patch(client, sam.id, **{name: None}).status == 204
        assert read(client, sam.id, name) == [None]
    assert patch(client, sam.id, businessPhones=[]).status == 204
    assert read(client, sam.id, "businessPhones", "usageLocation") == [[], "US"]


@pytest.mark.parametrize("name", ["usageLocation", "displayName", "accountEnabled"])
def test_null_does_not_clear_what_has_to_be_there(client: Client, sam: User, name: str) -> None:
    refused = error_of(patch(client, sam.id, **{name: None}))
    assert refused == (400, "Request_BadRequest", REQUIRED.format(name))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(
            (name, "")
            for name in (*sorted(SHOWN.keys() - {"businessPhones"}), "givenName", "surname")
        ),
        ("businessPhones", [""]),
        ("businessPhones", ["1", "2"]),
        ("usageLocation", "U"),
        ("usageLocation", "U1"),
        ("usageLocation", "USA"),
        ("employeeId", "x" * (LONGEST["employee_id"] + 1)),
        ("department", "x" * (LONGEST["department"] + 1)),
    ],
)
def test_values_that_the_directory_does_not_keep(
    fake: FakeMicrosoft365, client: Client, sam: User, name: str, value: object
) -> None:
    for answer in (
        patch(client, sam.id, accountEnabled=False, **{name: value}),
        write(client, "/users", "POST", **{**ZOE, name: value}),
    ):
        assert error_of(answer) == (400, "Request_BadRequest", INVALID.format(name))
    assert fake.directory.list_users() == (sam,)


@pytest.mark.parametrize("value", [5, ["Research"], {"a": "b"}])
def test_a_detail_of_another_type_is_not_read(client: Client, sam: User, value: object) -> None:
    assert error_of(patch(client, sam.id, department=value))[:2] == (400, "BadRequest")


def test_a_phone_alone_is_no_collection(client: Client, sam: User) -> None:
    assert error_of(patch(client, sam.id, businessPhones="1"))[:2] == (400, "BadRequest")


@pytest.mark.parametrize("key", ["sam@corp.onmicrosoft.example", "{id}"])
def test_a_user_is_deleted_by_upn_or_id(
    fake: FakeMicrosoft365, client: Client, sam: User, key: str
) -> None:
    path = user(key.format(id=sam.id))
    gone = client.graph(path, "DELETE")
    assert (gone.status, gone.body) == (204, b"")
    assert error_of(client.graph(path, "DELETE"))[:2] == (404, "Request_ResourceNotFound")
    (deleted,) = client.graph("/directory/deletedItems/microsoft.graph.user").json()["value"]
    assert deleted["id"] == sam.id
    assert client.graph(f"/directory/deletedItems/{sam.id}/restore", "POST").status == 200
    (back,) = fake.directory.list_users()
    assert back.aliases == sam.aliases


def test_nobody_is_deleted_by_an_alias(client: Client, sam: User) -> None:
    answer = client.graph(user("hello@corp.example"), "DELETE")
    assert error_of(answer)[:2] == (404, "Request_ResourceNotFound")


def test_a_deleted_user_is_told_by_delta(client: Client, sam: User) -> None:
    link = client.graph("/users/delta").json()["@odata.deltaLink"]
    client.graph(user(sam.id), "DELETE")
    (gone,) = client.graph(link).json()["value"]
    assert gone == {"id": sam.id, "@removed": {"reason": "changed"}}


def test_an_app_without_consent_reads_users_and_changes_none(
    fake: FakeMicrosoft365, client: Client, sam: User
) -> None:
    zoe_id = write(client, "/users", "POST", **ZOE).json()["id"]
    client.graph(user(zoe_id), "DELETE")
    fake.apps.withdraw_user_consent(client.credentials.client_id)
    for refused in (
        client.graph(user(sam.id), "DELETE"),
        patch(client, sam.id, department="Research"),
        write(client, "/users", "POST", **{**ZOE, "userPrincipalName": "z@corp.example"}),
        client.graph(f"/directory/deletedItems/{zoe_id}/restore", "POST"),
    ):
        assert error_of(refused) == DENIED
    assert client.graph(user(sam.id)).status == 200
    assert client.graph(f"/directory/deletedItems/{zoe_id}").status == 200
    assert fake.directory.list_users() == (sam,)
