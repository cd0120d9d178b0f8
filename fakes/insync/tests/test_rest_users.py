"""Users over the REST API, where ``userName`` is the name and ``emailID`` the address."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from fakes.insync import FakeInSync
from fakes.insync.api.rest import users as rest_users
from fakes.insync.model import AccountStatus, PreservedBy, Profile, ScimMapping
from fakes.wire import Address

from .identity_provider import IdentityProvider, StillClock
from .rest_client import USERS, RestClient

ADA = "Ada@corp.example"
NEW = {"userName": "Ada Byron", "profileID": 1, "storageID": 1, "emailID": ADA}


def names(listed: Any) -> list[str]:
    return [each["userName"] for each in listed["users"]]


@pytest.fixture
def people(insync: FakeInSync, clock: StillClock) -> None:
    insync.profiles.save(Profile("Second"))
    for name, profile in (("zoe", "Default"), ("Ada", "Second"), ("bob", "Default")):
        address = Address(f"{name}@corp.example")
        insync.accounts.add(email_id=address, display_name=f"{name} x", profile=profile)
        clock.pass_(days=1)
    insync.accounts.preserve(3)


def test_the_names_are_crossed(insync: FakeInSync, client: RestClient) -> None:
    created = client.post(USERS, NEW)

    (account,) = insync.accounts.all()
    assert (account.display_name, account.email_id.text) == ("Ada Byron", ADA)
    assert created == {
        "userID": 1,
        "userName": "Ada Byron",
        "emailID": ADA,
        "status": "active",
        "profileID": 1,
        "storageID": 1,
        "addedOn": "2026-03-02T09:00:00Z",
        "privacySettingsEnabled": False,
        "additionalProperties": {},
    }
    assert client.get(f"{USERS}/1") == created
    assert client.get(USERS) == {"totalSize": 1, "nextPageToken": "", "users": [created]}


def test_scim_and_rest_show_the_same_user(client: RestClient, provider: IdentityProvider) -> None:
    provider.created(ADA, displayName="Ada Byron", userPrincipalName="hidden@corp.example")

    (user,) = client.get(USERS)["users"]
    assert (user["emailID"], user["userName"]) == (ADA, "Ada Byron")
    assert "hidden@corp.example" not in str(user)


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["zoe x", "Ada x", "bob x"]),
        ({"status": "active"}, ["zoe x", "Ada x"]),
        ({"status": "preserved"}, ["bob x"]),
        ({"profileID": 2}, ["Ada x"]),
        ({"profileID": 9}, []),
        ({"storageID": 1}, ["zoe x", "Ada x", "bob x"]),
        ({"storageID": 2}, []),
        ({"cacheID": 1}, []),
        ({"userIDs": "3,1,9"}, ["zoe x", "bob x"]),
        ({"emailID": "ADA@corp.example"}, ["Ada x"]),
        ({"emailID": "nobody@corp.example"}, []),
        ({"searchPrefixEmailID": "aDa@"}, ["Ada x"]),
        ({"searchPrefixUserName": "B"}, ["bob x"]),
        ({"minAddedOn": "2026-03-02T09:00:00Z"}, ["Ada x", "bob x"]),
        ({"maxAddedOn": "2026-03-03T09:00:00Z"}, ["zoe x"]),
        ({"privacySettingsEnabled": "true"}, []),
        ({"privacySettingsEnabled": "false", "status": "preserved"}, ["bob x"]),
        ({"orderBy": "userName"}, ["Ada x", "bob x", "zoe x"]),
        ({"orderBy": "emailID", "order": "desc"}, ["zoe x", "bob x", "Ada x"]),
        ({"order": "desc"}, ["bob x", "Ada x", "zoe x"]),
    ],
)
def test_users_are_filtered(client: RestClient, query: dict[str, Any], expected: list[str]) -> None:
    listed = client.get(USERS, **query)

    assert (names(listed), listed["totalSize"]) == (expected, len(expected))


@pytest.mark.parametrize(
    "query",
    [
        {"profileID": "one"},
        {"userIDs": "1,two"},
        {"status": "Active"},
        {"emailID": "ada"},
        {"minAddedOn": "yesterday"},
        {"orderBy": "shoeSize"},
        {"pageToken": "!"},
        {"pageToken": "YQ=="},
    ],
)
def test_a_filter_that_makes_no_sense_is_refused(client: RestClient, query: dict[str, Any]) -> None:
    response = client.send("GET", USERS, **query)

    assert (response.status, response.json()["code"]) == (400, "InsyncCappmaster-1001")
    assert response.json()["message"].startswith("Invalid API syntax.")


def test_an_order_that_druva_has_and_the_lab_not_is_refused_by_name(client: RestClient) -> None:
    response = client.send("GET", USERS, orderBy="m365Usage")

    assert (response.status, response.json()["code"]) == (501, "InsyncCappmaster-1007")
    assert response.json()["message"].endswith(f"GET {USERS} with orderBy m365Usage")


@pytest.mark.usefixtures("people")
def test_users_come_in_pages(client: RestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rest_users, "PAGE", 2)

    first = client.get(USERS)
    last = client.get(USERS, pageToken=first["nextPageToken"])

    assert [names(first), names(last)] == [["zoe x", "Ada x"], ["bob x"]]
    assert (first["totalSize"], last["totalSize"], last["nextPageToken"]) == (3, 3, "")


def test_a_page_holds_4097_users() -> None:
    assert rest_users.PAGE == 4097


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"userName": None}, 400),
        ({"emailID": None}, 400),
        ({"profileID": None}, 400),
        ({"storageID": None}, 400),
        ({"profileID": "two"}, 400),
        ({"userName": 5}, 400),
        ({"quota": 1024}, 400),
        ({"quotaUnit": "PB"}, 400),
        ({"profileID": 7}, 422),
        ({"storageID": 7}, 422),
        ({"emailID": "ada"}, 422),
        ({"emailID": "BOB@corp.example"}, 422),
        ({"profileID": 2}, 422),
        ({"quota": 10, "quotaUnit": "GB", "sendPasswordByEmail": False}, 200),
    ],
)
def test_who_is_created(
    insync: FakeInSync, client: RestClient, change: dict[str, Any], status: int
) -> None:
    insync.profiles.save(Profile("Full", max_users=1))
    insync.accounts.add(email_id=Address("bob@corp.example"), display_name="Bob", profile="Full")
    body = {name: value for name, value in (NEW | change).items() if value is not None}

    response = client.send("POST", USERS, body)

    assert response.status == status, response.body
    assert len(insync.accounts.all()) == (2 if status == 200 else 1)
    if status != 200:
        assert response.json()["retryable"] is False


def test_name_profile_and_storage_can_be_changed(insync: FakeInSync, client: RestClient) -> None:
    insync.profiles.save(Profile("Second"))
    client.post(USERS, NEW)

    response = client.send("PATCH", f"{USERS}/1", {"userName": "Ada L", "profileID": 2})

    assert response.status == 200
    assert (response.json()["userName"], response.json()["profileID"]) == ("Ada L", 2)
    (account,) = insync.accounts.all()
    assert (account.display_name, account.profile) == ("Ada L", "Second")


@pytest.mark.parametrize(("preserve", "status"), [(False, 422), (True, 200)])
def test_a_full_profile_takes_nobody_active(
    insync: FakeInSync, client: RestClient, preserve: bool, status: int
) -> None:
    insync.profiles.save(Profile("Full", max_users=1))
    insync.accounts.add(email_id=Address("bob@corp.example"), display_name="Bob", profile="Full")
    client.post(USERS, NEW)
    if preserve:
        client.post(f"{USERS}/2/preserve")

    assert client.send("PATCH", f"{USERS}/2", {"profileID": 2}).status == status


def test_a_storage_is_one_that_a_mapping_names(insync: FakeInSync, client: RestClient) -> None:
    mapping = ScimMapping(name="Everyone", profile="Default", storage="Europe")
    insync.provisioning.save_mappings((mapping,))

    created = client.post(USERS, NEW | {"storageID": 2})
    moved = client.send("PATCH", f"{USERS}/1", {"storageID": 1}).json()

    assert (created["storageID"], moved["storageID"]) == (2, 1)
    assert insync.accounts.account(1).storage == "Default"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"emailID": "new@corp.example"}, 400),
        ({"userPrincipalName": "new@corp.example"}, 400),
        ({"userName": "New", "emailID": "new@corp.example"}, 400),
        ({}, 400),
        ({"userName": ""}, 400),
        ({"userName": "New", "profileID": 9}, 422),
    ],
)
def test_nothing_else_can_be_changed(
    insync: FakeInSync, client: RestClient, body: dict[str, Any], status: int
) -> None:
    client.post(USERS, NEW)
    before = insync.accounts.all()

    assert client.send("PATCH", f"{USERS}/1", body).status == status
    assert insync.accounts.all() == before


@pytest.mark.parametrize(("name", "status"), [("emailID", 200), ("department", 400)])
def test_what_is_passed_over_is_the_email_id_alone(
    insync: FakeInSync, client: RestClient, name: str, status: int
) -> None:
    client.post(USERS, NEW)
    insync.readings.choose("A57", "ignored")

    answer = client.send("PATCH", f"{USERS}/1", {"userName": "Ada L", name: "x@corp.example"})

    assert answer.status == status
    (account,) = insync.accounts.all()
    assert (account.display_name == "Ada L") == (status == 200)
    assert str(account.email_id) == NEW["emailID"]


def test_a_user_is_preserved_and_activated(insync: FakeInSync, client: RestClient) -> None:
    client.post(USERS, NEW)

    assert client.post(f"{USERS}/1/preserve") == {}
    (account,) = insync.accounts.all()
    assert (account.status, account.preserved_by) == (
        AccountStatus.PRESERVED,
        PreservedBy.ADMINISTRATOR,
    )
    assert client.send("POST", f"{USERS}/1/preserve").status == 422
    assert client.post(f"{USERS}/1/activate") == {}
    assert client.get(f"{USERS}/1")["status"] == "active"


def test_without_a_free_license_nobody_is_activated(insync: FakeInSync, client: RestClient) -> None:
    client.post(USERS, NEW)
    insync.state.accounts.put(replace(insync.accounts.account(1), licensed=True))
    client.post(f"{USERS}/1/preserve")
    insync.profiles.buy_licenses(0)

    response = client.send("POST", f"{USERS}/1/activate")

    assert response.status == 422
    assert client.get(f"{USERS}/1")["status"] == "preserved"


def test_a_password_is_reset(insync: FakeInSync, client: RestClient) -> None:
    client.post(USERS, NEW)
    insync.accounts.edit(1, email_id=Address("new@corp.example"))

    client.post(f"{USERS}/1/resetPassword")

    assert not insync.accounts.account(1).must_reset_password


@pytest.mark.parametrize(
    ("reason", "status"),
    [(None, 200), ("x" * 10, 200), ("x" * 150, 200), ("x" * 9, 400), ("x" * 151, 400)],
)
def test_a_user_is_deleted(
    insync: FakeInSync, client: RestClient, reason: str | None, status: int
) -> None:
    client.post(USERS, NEW)
    body = None if reason is None else {"deletionReason": reason}

    assert client.send("DELETE", f"{USERS}/1", body).status == status
    assert len(insync.accounts.all()) == (0 if status == 200 else 1)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/9"),
        ("PATCH", "/9"),
        ("DELETE", "/9"),
        ("POST", "/9/preserve"),
        ("POST", "/9/activate"),
        ("POST", "/9/resetPassword"),
    ],
)
def test_nobody_is_there_without_a_word(client: RestClient, method: str, path: str) -> None:
    response = client.send(method, USERS + path, {"userName": "x"})

    assert (response.status, response.json()) == (404, None)


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff"])
def test_a_body_is_a_json_object(client: RestClient, body: bytes) -> None:
    from fakes.wire import Request

    headers = (("Authorization", f"Bearer {client.token}"),)
    request = Request("POST", f"https://apis.druva.example{USERS}", headers, body)

    assert client._wire.send("script", request).status == 400


def test_profiles_have_numbers(insync: FakeInSync, client: RestClient) -> None:
    insync.profiles.save(Profile("Second"))
    path = "/insync/profilemanagement/v1/profiles"

    listed = client.get(path)

    assert [(each["profileID"], each["profileName"]) for each in listed["profiles"]] == [
        (1, "Default"),
        (2, "Second"),
    ]
    assert client.get(f"{path}/2")["profileName"] == "Second"
    assert client.send("GET", f"{path}/3").status == 404
