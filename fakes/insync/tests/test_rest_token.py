"""API credentials, tokens, and what is answered without them."""

from __future__ import annotations

import json

import pytest

from fakes.insync import FakeInSync
from fakes.insync.credentials import ApiCredentials
from fakes.store.saving import dump, load
from fakes.wire import Wire

from .identity_provider import IdentityProvider, StillClock
from .rest_client import USERS, RestClient


def test_credentials_buy_a_token_for_half_an_hour(client: RestClient) -> None:
    response = client.sign_in()

    assert response.json() == {
        "access_token": client.token,
        "token_type": "bearer",
        "expires_in": 1800,
    }
    assert client.get(USERS)["totalSize"] == 0


@pytest.mark.parametrize(
    ("seconds", "status", "code"),
    [
        (0, 200, None),
        (1799, 200, None),
        (1800, 403, "InsyncCappmaster-1009"),
        (90_000, 403, "InsyncCappmaster-1009"),
    ],
)
def test_a_token_expires(
    clock: StillClock, client: RestClient, seconds: int, status: int, code: str | None
) -> None:
    clock.pass_(seconds=seconds)

    response = client.send("GET", USERS)

    assert (response.status, response.json().get("code")) == (status, code)


def forged(token: str) -> str:
    client_id, ends, rest = token.split(".", 2)
    return f"{client_id}.{int(ends) + 3600}.{rest}"


@pytest.mark.parametrize("change", ["none", "nonsense", "forged", "cut", "not ASCII"])
def test_another_token_opens_nothing(client: RestClient, change: str) -> None:
    changed = {
        "none": "",
        "nonsense": "x",
        "forged": forged(client.token),
        "cut": client.token[:-1],
        "not ASCII": f"{client.token[:-1]}\xe9",
    }
    client.token = changed[change]

    response = client.send("GET", USERS)

    assert (response.status, response.json()) == (
        401,
        {
            "code": "InsyncCappmaster-1002",
            "message": "Invalid API credentials.",
            "retryable": False,
            "data": None,
        },
    )


def test_a_scim_token_is_no_api_token(insync: FakeInSync, client: RestClient) -> None:
    client.token = insync.provisioning.new_token()

    assert client.send("GET", USERS).status == 401


def test_two_tokens_work_beside_one_another(client: RestClient) -> None:
    first = client.token
    client.sign_in()

    assert client.token != first
    assert client.send("GET", USERS).status == 200
    client.token = first
    assert client.send("GET", USERS).status == 200


@pytest.mark.parametrize(
    ("grant", "header", "error"),
    [
        ("client_credentials", "", "invalid_grant"),
        ("client_credentials", "Basic !!!", "invalid_grant"),
        ("client_credentials", "Basic YTpi", "invalid_grant"),
        ("password", None, "unsupported_grant_type"),
    ],
)
def test_other_credentials_buy_nothing(
    client: RestClient, grant: str, header: str | None, error: str
) -> None:
    response = client.sign_in(grant, header)

    assert (response.status, response.json()) == (400, {"error": error})


def test_a_wrong_secret_buys_nothing(wire: Wire, client: RestClient) -> None:
    wrong = ApiCredentials(client.credentials.client_id, "guess")

    assert RestClient(wire, wrong).sign_in().status == 400


def test_revoked_credentials_end_their_tokens(insync: FakeInSync, client: RestClient) -> None:
    insync.api.revoke("script")

    assert client.send("GET", USERS).status == 401
    assert client.sign_in().status == 400
    assert insync.api.names() == ()


def test_the_secret_is_shown_once(insync: FakeInSync) -> None:
    credentials = insync.api.create("once")

    assert credentials.client_secret not in repr(credentials)
    assert credentials.client_secret not in repr(vars(insync.state))
    assert insync.api.names() == ("once",)


@pytest.mark.parametrize("name", ["", " ", "script"])
def test_credentials_have_a_name_of_their_own(
    insync: FakeInSync,
    client: RestClient,
    name: str,
) -> None:
    with pytest.raises(ValueError, match="cannot name credentials"):
        insync.api.create(name)


def test_only_what_there_is_can_be_revoked(insync: FakeInSync) -> None:
    insync.api.create("a")

    with pytest.raises(ValueError, match="expected one of a"):
        insync.api.revoke("b")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/token"),
        ("PUT", USERS),
        ("GET", f"{USERS}/1/download_user_auth_key"),
        ("GET", "/insync/settings/v1/settings"),
        ("GET", "/insync/usermanagement/v1/mappings"),
        ("GET", "/platform/reporting/v1/reports"),
        ("GET", "/"),
    ],
)
def test_a_route_that_is_not_there_is_named(client: RestClient, method: str, path: str) -> None:
    response = client.send(method, path)

    assert (response.status, response.json()) == (
        501,
        {
            "code": "InsyncCappmaster-1007",
            "message": f"Method Not implemented: {method} {path}",
            "retryable": False,
            "data": None,
        },
    )


def test_credentials_numbers_and_groups_survive_a_state_that_is_carried_over(
    clock: StillClock, insync: FakeInSync, client: RestClient, provider: IdentityProvider
) -> None:
    provider.send("POST", "/Groups", {"displayName": "Engines"})
    gone = provider.created("ada@corp.example")["id"]
    provider.send("DELETE", f"/Users/{gone}")
    before = client.get(USERS)
    other_wire = Wire(clock)
    other = FakeInSync(other_wire)

    load(other.state, json.loads(json.dumps(dump(insync.state))))

    elsewhere = RestClient(other_wire, client.credentials)
    elsewhere.token = client.token
    assert elsewhere.get(USERS) == before
    there = IdentityProvider(other_wire, insync.provisioning.base_url(), provider.token)
    assert there.send("GET", "/Groups").json()["totalResults"] == 1
    assert there.send("GET", f"/Users/{gone}").status == 404
