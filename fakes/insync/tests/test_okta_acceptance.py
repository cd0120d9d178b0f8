"""Okta's SCIM 2.0 SPEC test: its requests and its assertions, in tenants of every kind.

It begins with the first user that the provider lists. An empty tenant has none until the test has
created its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import msgspec
import pytest

from fakes.insync import FakeInSync
from fakes.wire import Address, Request, Response, Wire

from .identity_provider import CORE, IdentityProvider
from .rest_client import USERS, RestClient
from .test_rest_users import NEW

ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"
LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
CONFIG = "urn:ietf:params:scim:schemas:core:2.0"
SCIM = "https://apis.druva.example/insync/scim"
EMAIL = "Runscope300Hfluaklab151@corp.example"
USER: dict[str, Any] = {
    "schemas": [CORE],
    "userName": EMAIL,
    "name": {"givenName": "Runscope300", "familyName": "Hfluaklab151"},
    "emails": [{"primary": True, "value": EMAIL, "type": "work"}],
    "displayName": "Runscope300 Hfluaklab151",
    "active": True,
}
LIA = Address("lia.lund@corp.example")
CSV = b"Username, Email\nLia Lund, lia.lund@corp.example\n"


class Suite:
    """Sends what the test sends, with its headers."""

    def __init__(self, wire: Wire, token: str) -> None:
        self._wire = wire
        self._auth = f"Bearer {token}"

    def send(self, path: str, method: str = "GET", body: bytes = b"", auth: str = "") -> Response:
        headers = (
            ("Accept-Charset", "utf-8"),
            ("Content-Type", "application/scim+json; charset=utf-8"),
            ("Authorization", auth or self._auth),
            ("Accept", "application/scim+json"),
            ("User-Agent", "OKTA SCIM Integration"),
        )
        return self._wire.send("okta", Request(method, SCIM + path, headers, body))

    def named(self, user_name: str, auth: str = "") -> Response:
        wanted = f'userName eq "{user_name}"'
        return self.send(f"/Users?filter={quote(wanted)}", auth=auth)

    def create(self) -> Response:
        headers = (
            ("Content-Type", "application/json"),
            ("Authorization", self._auth),
            ("Accept", "application/scim+json; charset=utf-8"),
        )
        return self._wire.send(
            "okta", Request("POST", f"{SCIM}/Users", headers, msgspec.json.encode(USER))
        )


@pytest.fixture
def suite(wire: Wire, provider: IdentityProvider) -> Suite:
    return Suite(wire, provider.token)


Fill = Callable[[FakeInSync, RestClient], object]
KINDS: dict[str, Fill] = {
    "by hand": lambda insync, _: insync.accounts.add(email_id=LIA, display_name="Lia Lund"),
    "of one word": lambda insync, _: insync.accounts.add(email_id=LIA, display_name="Lia"),
    "from a CSV file": lambda insync, _: insync.accounts.import_csv(CSV),
    "over REST": lambda _, client: client.post(USERS, NEW),
    "from AD/LDAP": lambda insync, _: insync.accounts.add_from_ad(
        email_id=LIA, display_name="Lia Lund", user_name="CORP\\lia"
    ),
}


@pytest.fixture(params=["created by the test", *KINDS])
def first(
    request: pytest.FixtureRequest, insync: FakeInSync, client: RestClient, suite: Suite
) -> None:
    """Give the tenant its first user, or none."""
    if request.param in KINDS:
        KINDS[request.param](insync, client)
    elif request.param != "none":
        assert suite.create().status == 201


def listed(answer: Response) -> Any:
    assert answer.status == 200, answer.body
    found = answer.json()
    assert LIST in found["schemas"]
    return found


def described(user: Any) -> bool:
    """Tell whether a user has all that Okta needs of one."""
    names, emails = user["name"], user["emails"]
    told = (user["id"], user["userName"], names["familyName"], names["givenName"])
    return all((*told, emails[0]["value"])) and isinstance(user["active"], bool)


def failed(answer: Response, status: int) -> None:
    said = answer.json()
    assert (answer.status, said["status"]) == (status, str(status))
    assert said["detail"]
    assert ERROR in said["schemas"]


@pytest.mark.usefixtures("first")
def test_users_endpoint(suite: Suite) -> None:
    found = listed(suite.send("/Users?count=1&startIndex=1"))

    assert {type(found[name]) for name in ("itemsPerPage", "startIndex", "totalResults")} == {int}
    assert described(found["Resources"][0])


@pytest.mark.usefixtures("first")
def test_get_users_by_id(suite: Suite) -> None:
    scim_id = listed(suite.send("/Users?count=1&startIndex=1"))["Resources"][0]["id"]

    answer = suite.send(f"/Users/{scim_id}")

    assert answer.status == 200
    assert answer.json()["id"] == scim_id
    assert described(answer.json())


@pytest.mark.parametrize("user_name", ["abcdefgh@corp.example", "runscope1@corp.example"])
@pytest.mark.usefixtures("first")
def test_invalid_user_by_username(suite: Suite, user_name: str) -> None:
    assert listed(suite.named(user_name))["totalResults"] == 0


@pytest.mark.parametrize("scim_id", ["010101001010101011001010101011", "00919288221112222"])
@pytest.mark.usefixtures("first")
def test_invalid_user_by_id(suite: Suite, scim_id: str) -> None:
    failed(suite.send(f"/Users/{scim_id}"), 404)


@pytest.mark.parametrize("first", [*KINDS, "none"], indirect=True)
@pytest.mark.usefixtures("first")
def test_create_okta_user_and_verify_that_user_was_created(suite: Suite) -> None:
    assert listed(suite.named(EMAIL))["totalResults"] == 0

    created = suite.create()

    assert created.status == 201
    assert CORE in created.json()["schemas"]
    assert created.json()["active"] is True
    found = suite.send(f"/Users/{created.json()['id']}")
    assert found.status == 200
    for user in (created.json(), found.json()):
        assert (user["userName"], user["name"]) == (EMAIL, USER["name"])


@pytest.mark.parametrize("first", [*KINDS, "none"], indirect=True)
@pytest.mark.usefixtures("first")
def test_expect_failure_when_recreating_user(suite: Suite) -> None:
    created = suite.create().json()

    assert suite.create().status == 409
    assert [each["id"] for each in listed(suite.named(EMAIL.upper()))["Resources"]] == [
        created["id"]
    ]


@pytest.mark.usefixtures("first")
def test_check_status_401(suite: Suite) -> None:
    failed(suite.named(EMAIL.upper(), auth="non-token"), 401)


def test_groups_endpoint(suite: Suite) -> None:
    assert suite.send("/Groups").json()["totalResults"] == 0

    group = msgspec.json.encode({"displayName": "Engines"})
    assert suite.send("/Groups", "POST", group).status == 201

    found = suite.send("/Groups").json()
    assert (found["totalResults"], len(found["Resources"])) == (1, 1)


# What the edition of 2016 has besides.


def test_service_provider_config(suite: Suite) -> None:
    said = suite.send("/ServiceProviderConfig").json()

    assert f"{CONFIG}:ServiceProviderConfig" in said["schemas"]
    for name in ("patch", "bulk", "filter", "changePassword", "sort", "etag"):
        assert isinstance(said[name]["supported"], bool)
    assert isinstance(said["filter"]["maxResults"], int)
    assert {type(said["bulk"][name]) for name in ("maxOperations", "maxPayloadSize")} == {int}
    assert all(said["authenticationSchemes"][0][name] for name in ("type", "description"))


@pytest.mark.parametrize(
    ("path", "told"),
    [("/ResourceTypes", ("name", "endpoint", "schema")), ("/Schemas", ("id", "attributes"))],
)
def test_resource_types_and_schemas(suite: Suite, path: str, told: tuple[str, ...]) -> None:
    first = listed(suite.send(path))["Resources"][0]

    assert all(first[name] for name in told)


@pytest.mark.parametrize("path", ["/ServiceProviderConfig", "/ResourceTypes", "/Schemas"])
def test_what_the_endpoint_says_of_itself_is_read_only(suite: Suite, path: str) -> None:
    assert suite.send(path, "POST", b"test").status == 405


def test_a_filter_without_attribute_and_operator_is_refused(suite: Suite) -> None:
    assert suite.send(f"/Users?filter={EMAIL.upper()}").status == 400
