from __future__ import annotations

import json
from typing import Any

import pytest

from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.model import User
from fakes.store.saving import dump, load
from fakes.wire import Address, Request, Response, Wire

from .client import EVENTUAL, Client, HeldClock, asked, error_of, user


@pytest.fixture
def ada(fake: FakeMicrosoft365) -> User:
    return fake.directory.add_user(Address("ada@other.example"), display_name="Ada")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("startswith(displayName,'s')", ["Sam Soto"]),
        ("userPrincipalName ge 'b' and accountEnabled eq true", ["Sam Soto"]),
        ("mail eq 'sam.soto@corp.example' or displayName eq 'ada'", ["Sam Soto", "Ada"]),
        ("displayName in ('Ada','Bob')", ["Ada"]),
        ("userType eq 'member'", ["Sam Soto", "Ada"]),
        ("proxyAddresses/any(p:startswith(p,'smtp:hello'))", ["Sam Soto"]),
    ],
)
@pytest.mark.usefixtures("sam", "ada")
def test_simple_filters(client: Client, text: str, names: list[str]) -> None:
    listed = asked(client, f"/users?$filter={text}").json()["value"]
    assert [each["displayName"] for each in listed] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("endswith(mail,'@corp.example')", ["Sam Soto"]),
        ("userType ne 'Guest'", ["Sam Soto", "Ada"]),
        ("not startswith(mail,'sam')", ["Ada"]),
        ("proxyAddresses/$count eq 0", ["Ada"]),
        ("mail eq null", ["Ada"]),
        ("onPremisesSyncEnabled eq true OR userType ne 'Guest'", ["Sam Soto", "Ada"]),
    ],
)
@pytest.mark.usefixtures("sam", "ada")
def test_advanced_filters_must_be_asked_for(client: Client, text: str, names: list[str]) -> None:
    for query, headers in (("", ()), ("&$count=true", ()), ("", EVENTUAL)):
        refused = asked(client, f"/users?$filter={text}{query}", *headers)
        assert error_of(refused)[:2] == (400, "Request_UnsupportedQuery")
    found = asked(client, f"/users?$filter={text}&$count=true", *EVENTUAL).json()
    assert [each["displayName"] for each in found["value"]] == names
    assert found["@odata.count"] == len(names)


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [
        ("startswith(id,'x')", 400, "Request_UnsupportedQuery"),
        ("displayName gt 'x'", 400, "Request_UnsupportedQuery"),
        ("endswith(displayName,'x')", 400, "Request_UnsupportedQuery"),
        ("mail eq", 400, "BadRequest"),
        ("ageGroup eq 'x'", 501, "NotImplemented"),
    ],
)
def test_filters_that_are_refused(client: Client, text: str, status: int, code: str) -> None:
    assert error_of(asked(client, f"/users?$filter={text}"))[:2] == (status, code)


def test_search_is_not_modeled(client: Client) -> None:
    refused = asked(client, '/users?$search="displayName:x"', *EVENTUAL)
    assert error_of(refused)[:2] == (501, "NotImplemented")


def test_counting(fake: FakeMicrosoft365, client: Client) -> None:
    for n in range(3):
        fake.directory.add_user(Address(f"p{n}@corp.example"))
    text = "$count is not currently supported."
    assert error_of(client.graph("/users/$count")) == (400, "Request_BadRequest", text)
    assert "@odata.count" not in asked(client, "/users?$count=true").json()
    counted = asked(client, "/users/$count", *EVENTUAL)
    assert (counted.body, counted.header("content-type")) == (b"3", "text/plain")
    page = asked(client, "/users?$count=true&$top=2", *EVENTUAL).json()
    assert page["@odata.count"] == 3
    following = client.send(Request("GET", page["@odata.nextLink"], EVENTUAL)).json()
    assert "@odata.count" not in following
    assert len(following["value"]) == 1


@pytest.mark.usefixtures("sam", "ada")
def test_order(client: Client) -> None:
    listed = asked(client, "/users?$orderby=displayName desc").json()["value"]
    assert [each["displayName"] for each in listed] == ["Sam Soto", "Ada"]
    text = "/users?$filter=startswith(displayName,'a')&$orderby=displayName"
    refused = error_of(asked(client, text))
    assert refused[1:] == ("Request_UnsupportedQuery", "Sorting not supported for current query.")


@pytest.mark.parametrize("key", ["sam@corp.onmicrosoft.example", "$o''hara@corp.example"])
@pytest.mark.usefixtures("sam")
def test_the_key_in_parentheses(fake: FakeMicrosoft365, client: Client, key: str) -> None:
    fake.directory.add_user(Address("$o'hara@corp.example"))
    found = client.graph(f"/users('{key}')").json()
    assert found["userPrincipalName"] == key.replace("''", "'")
    assert client.graph("/users('nobody@corp.example')/messages").status == 404


def test_changes_of_users(fake: FakeMicrosoft365, client: Client, clock: HeldClock) -> None:
    added = [fake.directory.add_user(Address(f"p{n}@corp.example")) for n in range(3)]
    prefer = ("Prefer", "odata.maxpagesize=2")
    first = asked(client, "/users/delta?$select=userPrincipalName", prefer).json()
    assert "@odata.deltaLink" not in first
    second = client.send(Request("GET", first["@odata.nextLink"], (prefer,))).json()
    seen = first["value"] + second["value"]
    assert [each["id"] for each in seen] == [each.id for each in added]
    assert seen[0].keys() == {"id", "userPrincipalName"}
    link = second["@odata.deltaLink"]
    assert client.graph(link).json()["value"] == []
    fake.directory.change_username(added[1].id, Address("new@corp.example"))
    fake.directory.delete_user(added[0].id)
    changed, gone = client.graph(link).json()["value"]
    assert changed == {"userPrincipalName": "new@corp.example", "id": added[1].id}
    assert gone == {"id": added[0].id, "@removed": {"reason": "changed"}}
    fresh = client.graph("/users/delta").json()["value"]
    assert [each["id"] for each in fresh] == [added[2].id, added[1].id]
    clock.pass_by(days=7)
    client.token = client.sign_in().json()["access_token"]
    assert error_of(client.graph(link))[:2] == (410, "SyncStateNotFound")
    latest = client.graph("/users/delta?$deltatoken=latest").json()
    assert latest["value"] == []
    clock.pass_by(days=23)
    client.token = client.sign_in().json()["access_token"]
    latest = client.graph("/users/delta?$deltaToken=latest").json()
    assert fake.directory.list_deleted_users() == ()
    assert latest["value"] == []


def test_a_user_who_is_gone_for_good(
    fake: FakeMicrosoft365, client: Client, clock: HeldClock, sam: User
) -> None:
    fake.directory.delete_user(sam.id)
    clock.pass_by(days=29)
    client.token = client.sign_in().json()["access_token"]
    link = client.graph("/users/delta").json()["@odata.deltaLink"]
    clock.pass_by(days=1)
    client.token = client.sign_in().json()["access_token"]
    (gone,) = client.graph(link).json()["value"]
    assert gone == {"id": sam.id, "@removed": {"reason": "deleted"}}


@pytest.mark.parametrize("token", ["x", "then-9999-1772442000", "then--1"])
def test_tokens_that_nobody_was_given(client: Client, token: str) -> None:
    refused = client.graph(f"/users/delta?$deltatoken={token}")
    assert error_of(refused)[:2] == (410, "SyncStateNotFound")


def test_a_deleted_user_is_restored(fake: FakeMicrosoft365, client: Client, sam: User) -> None:
    fake.directory.delete_user(sam.id)
    path = f"/directory/deletedItems/{sam.id}"
    assert client.graph(path).json()["deletedDateTime"] == "2026-03-02T09:00:00Z"
    other = fake.directory.add_user(sam.user_principal_name)
    assert error_of(client.graph(f"{path}/restore", "POST"))[:2] == (400, "Request_BadRequest")
    fake.directory.change_username(other.id, Address("else@corp.example"))
    assert client.graph(f"{path}/restore", "POST").json()["id"] == sam.id
    assert error_of(client.graph(path))[:2] == (404, "Request_ResourceNotFound")
    assert client.graph(user(sam.id)).ok


def test_an_app_is_throttled(fake: FakeMicrosoft365, client: Client, clock: HeldClock) -> None:
    fake.throttling.limit(calls=2, seconds=10)
    assert [client.graph("/users").status for _ in range(3)] == [200, 200, 429]
    clock.pass_by(seconds=4)
    refused = client.graph("/users")
    assert error_of(refused)[:2] == (429, "TooManyRequests")
    assert refused.header("Retry-After") == "6"
    scope, limit, app, tenant = (refused.header("x-ms-throttle-scope") or "").split("/")
    assert (scope, limit) == ("Tenant_Application", "ReadWrite")
    assert (app, tenant) == (client.credentials.client_id, client.credentials.tenant_id)
    assert refused.header("x-ms-throttle-information") == "ResourceUnitLimitExceeded"
    assert refused.header("x-ms-throttle-limit-percentage") is None
    other = Client(client.wire, fake)
    assert other.graph("/users").ok
    clock.pass_by(seconds=6)
    assert client.graph("/users").ok
    fake.throttling.lift()
    assert all(client.graph("/users").ok for _ in range(5))
    with pytest.raises(ValueError, match="expected at least"):
        fake.throttling.limit(calls=1, seconds=0)


def test_an_app_is_warned_before_it_is_throttled(fake: FakeMicrosoft365, client: Client) -> None:
    fake.throttling.limit(calls=10, seconds=10)
    name = "x-ms-throttle-limit-percentage"
    shares = [client.graph("/users").header(name) for _ in range(10)]
    assert shares == [None] * 8 + ["0.9", "1.0"]


def batch(client: Client, *steps: dict[str, Any]) -> Response:
    body = json.dumps({"requests": list(steps)}).encode()
    return client.graph("/$batch", "POST", body, "application/json")


def test_a_batch(fake: FakeMicrosoft365, client: Client, sam: User) -> None:
    fake.onedrive.provision(sam.id)
    fake.onedrive.write_file(sam.id, path="a.txt", content=b"x")
    mail = f"{user(sam.id)}/mailFolders/inbox"
    json_kind = {"Content-Type": "application/json"}
    answers = batch(
        client,
        {"id": "1", "method": "GET", "url": user(sam.id)},
        {"id": "2", "method": "GET", "url": "/users/nobody@corp.example"},
        {"id": "3", "method": "GET", "url": "/users", "dependsOn": ["2"]},
        {"id": "4", "method": "GET", "url": "/users", "dependsOn": ["1"]},
        {
            "id": "5",
            "method": "POST",
            "url": f"{mail}/childFolders",
            "headers": json_kind,
            "body": {"displayName": "Bills"},
        },
        {"id": "6", "method": "GET", "url": f"{user(sam.id)}/drive/root:/a.txt:/content"},
    ).json()["responses"]
    statuses = {each["id"]: each["status"] for each in answers}
    assert statuses == {"1": 200, "2": 404, "3": 424, "4": 200, "5": 201, "6": 302}
    assert answers[0]["body"]["id"] == sam.id
    assert answers[1]["body"]["error"]["code"] == "Request_ResourceNotFound"
    assert answers[5]["headers"]["location"].startswith("https://contoso-my.sharepoint.example/")


@pytest.mark.parametrize(
    "steps",
    [
        [{"id": str(n), "method": "GET", "url": "/users"} for n in range(21)],
        [{"id": "a", "method": "GET", "url": "/u"}, {"id": "A", "method": "GET", "url": "/u"}],
        [{"method": "GET", "url": "/users"}],
        [{"id": "1", "method": "GET", "url": "https://elsewhere.example/users"}],
        [{"id": "1", "method": "BREW", "url": "/users"}],
        [{"id": "1", "method": "GET", "url": "/users", "dependsOn": ["2"]}],
        [{"id": "1", "method": "POST", "url": "/users", "body": {}}],
    ],
)
def test_batches_that_are_none(client: Client, steps: list[dict[str, Any]]) -> None:
    assert error_of(batch(client, *steps))[:2] == (400, "BadRequest")


def test_the_parts_of_a_batch_are_throttled_one_by_one(
    fake: FakeMicrosoft365, client: Client
) -> None:
    fake.throttling.limit(calls=1, seconds=10)
    steps = [{"id": str(n), "method": "GET", "url": "/users"} for n in range(2)]
    answers = batch(client, *steps).json()["responses"]
    assert [each["status"] for each in answers] == [200, 429]
    assert answers[1]["headers"]["retry-after"] == "10"


def test_the_ids_of_requests_are_those_of_the_tenant_that_is_there(
    fake: FakeMicrosoft365, client: Client
) -> None:
    before = client.graph("/users").header("request-id") or ""
    other_wire = Wire()
    other = FakeMicrosoft365(other_wire, seed="another")
    others = Client(other_wire, other)
    load(fake.state, dump(other.state))
    client.token = others.token
    after = client.graph("/users").header("request-id") or ""

    assert before[:24] != after[:24]
    assert after[:24] == (others.graph("/users").header("request-id") or "")[:24]
