"""The Management API as a client sees it."""

from __future__ import annotations

from typing import Any

import pytest
from freezegun import freeze_time

from fakes.okta import FakeOkta
from fakes.okta.model import OktaUser, UserStatus
from fakes.wire import Wire

from .api import PROFILE, Client, error, links


def test_a_token_opens_with_and_without_the_space(
    wire: Wire, okta: FakeOkta, client: Client, ada: OktaUser
) -> None:
    token = client.authorization.removeprefix("SSWS ")
    for authorization in (f"SSWS {token}", f"SSWS{token}"):
        assert Client(wire, authorization)("GET", f"/users/{ada.id}").status == 200
    for authorization in (token, f"Bearer {token}"):
        assert Client(wire, authorization)("GET", f"/users/{ada.id}").status == 401
    okta.tokens.revoke("tests")
    assert client("GET", "/users").status == 401


@pytest.mark.parametrize("authorization", ["", "SSWS", "SSWS wrong", "Bearer wrong"])
def test_anything_else_does_not_open(wire: Wire, okta: FakeOkta, authorization: str) -> None:
    okta.tokens.create("tests")
    answer = Client(wire, authorization)("GET", "/users")
    assert error(answer) == (401, "E0000011", "Invalid token provided", [])
    assert answer.header("X-Okta-Request-Id")


def test_a_token_is_named_once(okta: FakeOkta) -> None:
    okta.tokens.create("tests")
    assert okta.tokens.names() == ("tests",)
    with pytest.raises(ValueError, match="'tests' cannot name a token"):
        okta.tokens.create("tests")
    with pytest.raises(ValueError, match="no token 'other': expected one of tests"):
        okta.tokens.revoke("other")


@freeze_time("2026-03-01 10:20:30.456")
def test_a_user_has_the_shape_of_okta(client: Client) -> None:
    body = client("POST", "/users", {"profile": PROFILE}).json()
    user_id, type_id = body.pop("id"), body.pop("type")["id"]
    assert (len(user_id), user_id[:3], len(type_id), type_id[:3]) == (20, "00u", 20, "oty")
    assert body == {
        "status": "PROVISIONED",
        "created": "2026-03-01T10:20:30.000Z",
        "activated": "2026-03-01T10:20:30.000Z",
        "statusChanged": "2026-03-01T10:20:30.000Z",
        "lastLogin": None,
        "lastUpdated": "2026-03-01T10:20:30.000Z",
        "passwordChanged": None,
        "profile": {"mobilePhone": None, "secondEmail": None, **PROFILE},
        "credentials": {"provider": {"type": "OKTA", "name": "OKTA"}},
        "_links": {"self": {"href": f"https://corp.okta.example/api/v1/users/{user_id}"}},
    }


@pytest.mark.parametrize(
    ("query", "password", "status"),
    [
        ("", "Tr0ub4dor", "ACTIVE"),
        ("", "", "PROVISIONED"),
        ("?activate=true", "Tr0ub4dor", "ACTIVE"),
        ("?activate=false", "Tr0ub4dor", "STAGED"),
    ],
)
def test_a_new_user_is_activated_unless_told_otherwise(
    client: Client, query: str, password: str, status: str
) -> None:
    body = {"profile": PROFILE, "credentials": {"password": {"value": password}}}
    assert client("POST", f"/users{query}", body).json()["status"] == status


@pytest.mark.parametrize(
    ("changes", "summary", "causes"),
    [
        (
            {"login": "ADA@corp.example"},
            "login",
            ["login: An object with this field already exists in the current organization"],
        ),
        (
            {"login": "lia@corp.example", "notValid": "x"},
            "newUser",
            ["Property name 'notValid' is not defined in profile"],
        ),
        (
            {"login": "lia@corp.example", "firstName": None},
            "firstName",
            ["firstName: The field cannot be left blank"],
        ),
        ({"login": 7}, "login", ["login: The value is not a string"]),
    ],
)
@pytest.mark.usefixtures("ada")
def test_a_user_that_is_not_valid_is_refused(
    client: Client, changes: dict[str, Any], summary: str, causes: list[str]
) -> None:
    answer = client("POST", "/users", {"profile": {**PROFILE, **changes}})
    assert error(answer) == (400, "E0000001", f"Api validation failed: {summary}", causes)


@pytest.mark.parametrize("body", [None, [], "x", {}, {"profile": []}])
def test_a_body_that_is_none_is_refused(client: Client, body: Any) -> None:
    answer = client("POST", "/users", body)
    assert error(answer)[:3] == (400, "E0000003", "The request body was not well-formed.")


def test_a_user_is_read_by_id_or_login(client: Client, ada: OktaUser) -> None:
    for key in (ada.id, "ada@corp.example", "ADA%40corp.example"):
        assert client("GET", f"/users/{key}").json()["id"] == ada.id
    assert error(client("GET", "/users/00u1")) == (
        404,
        "E0000007",
        "Not found: Resource not found: 00u1 (User)",
        [],
    )


def test_a_post_changes_what_it_names_and_a_put_replaces(client: Client, ada: OktaUser) -> None:
    path = f"/users/{ada.id}"
    changed = client("POST", path, {"profile": {"title": "Countess", "lastName": "Lovelace"}})
    assert changed.json()["profile"]["title"] == "Countess"
    assert changed.json()["profile"]["login"] == "ada@corp.example"
    replaced = client("PUT", path, {"profile": PROFILE}).json()["profile"]
    assert replaced == {"mobilePhone": None, "secondEmail": None, **PROFILE}
    assert client("POST", path, {"profile": {"title": "x"}}).json()["profile"]["title"] == "x"
    assert "title" not in client("POST", path, {"profile": {"title": None}}).json()["profile"]
    assert error(client("PUT", path, {"profile": {"title": "x"}}))[1] == "E0000001"


@pytest.mark.parametrize(
    ("operations", "status"),
    [
        (("suspend",), UserStatus.SUSPENDED),
        (("suspend", "unsuspend"), UserStatus.ACTIVE),
        (("deactivate",), UserStatus.DEPROVISIONED),
        (("deactivate", "activate"), UserStatus.PROVISIONED),
    ],
)
def test_a_life_goes_through_its_operations(
    client: Client,
    okta: FakeOkta,
    ada: OktaUser,
    operations: tuple[str, ...],
    status: UserStatus,
) -> None:
    for operation in operations:
        answer = client("POST", f"/users/{ada.login}/lifecycle/{operation}")
        assert (answer.status, answer.json()) == (200, {})
    assert okta.directory.user(ada.id).status is status


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        (
            "activate",
            (403, "E0000016", "Activation failed because the user is already active", []),
        ),
        (
            "unsuspend",
            (
                400,
                "E0000001",
                "Api validation failed: unsuspendUser",
                ["Cannot unsuspend a user that is not suspended"],
            ),
        ),
        (
            "unlock",
            (
                403,
                "E0000032",
                "Unlock is not allowed for this user.",
                [],
            ),
        ),
    ],
)
def test_an_operation_that_cannot_be_is_refused(
    client: Client, ada: OktaUser, operation: str, expected: tuple[int, str, str, list[str]]
) -> None:
    assert error(client("POST", f"/users/{ada.login}/lifecycle/{operation}")) == expected


def test_an_activation_that_is_not_mailed_is_a_link(client: Client, okta: FakeOkta) -> None:
    person = okta.directory.add(
        login="a@b.example", email="a@b.example", first_name="A", last_name="B", activate=False
    )
    answer = client("POST", f"/users/{person.id}/lifecycle/activate?sendEmail=false").json()
    token = answer["activationToken"]
    assert answer["activationUrl"] == f"https://corp.okta.example/welcome/{token}"


def test_deleting_deactivates_first(client: Client, okta: FakeOkta, ada: OktaUser) -> None:
    assert client("DELETE", f"/users/{ada.id}").status == 204
    assert okta.directory.user(ada.id).status is UserStatus.DEPROVISIONED
    assert client("DELETE", f"/users/{ada.id}").status == 204
    assert client("GET", f"/users/{ada.id}").status == 404


def test_pages_follow_each_other(client: Client, okta: FakeOkta) -> None:
    people = [
        okta.directory.add(
            login=f"p{n}@corp.example", email="p@corp.example", first_name="P", last_name="Q"
        )
        for n in range(5)
    ]
    okta.directory.deactivate(people[1].id)
    seen: list[str] = []
    path = "/users?limit=2"
    for _ in range(2):
        answer = client("GET", path)
        seen += [user["id"] for user in answer.json()]
        first, *others = links(answer)
        assert first == f'<https://corp.okta.example/api/v1{path}>; rel="self"'
        if others:
            assert others[0].endswith('>; rel="next"')
            path = others[0].split("/api/v1")[1].split(">")[0]
    assert others == []
    assert seen == [people[n].id for n in (0, 2, 3, 4)]


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("GET", "/apps/0oa1/users", (404, "E0000007", [])),
        ("GET", "/zones", (501, "E0000060", ["GET /api/v1/zones is not modeled here"])),
        ("DELETE", "/apps/0oa1", (404, "E0000007", [])),
        (
            "GET",
            "/apps/0oa1/sso/saml/metadata",
            (501, "E0000060", ["GET /api/v1/apps/0oa1/sso/saml/metadata is not modeled here"]),
        ),
        (
            "GET",
            "/users/00u1/factors",
            (501, "E0000060", ["GET /api/v1/users/00u1/factors is not modeled here"]),
        ),
        (
            "GET",
            "/users?sortBy=x",
            (501, "E0000060", ["The parameter 'sortBy' is not modeled here"]),
        ),
        (
            "GET",
            "/device-assurances",
            (501, "E0000060", ["GET /api/v1/device-assurances is not modeled here"]),
        ),
        (
            "POST",
            "/meta/schemas/user/linkedObjects",
            (501, "E0000060", ["POST /api/v1/meta/schemas/user/linkedObjects is not modeled here"]),
        ),
        (
            "DELETE",
            "/meta/types/user/oty1",
            (501, "E0000060", ["DELETE /api/v1/meta/types/user/oty1 is not modeled here"]),
        ),
        ("GET", "/people", (404, "E0000008", ["GET /api/v1/people"])),
        ("PATCH", "/users", (405, "E0000022", ["PATCH /api/v1/users"])),
        ("GET", "/users?limit=0", (400, "E0000001", ["limit: The value is not a number above 0"])),
        ("GET", "/users?after=00u1", (400, "E0000001", ["after: The cursor is not valid"])),
    ],
)
def test_what_there_is_not_is_refused_by_name(
    client: Client, method: str, path: str, expected: tuple[int, str, list[str]]
) -> None:
    status, code, _, causes = error(client(method, path))
    assert (status, code, causes) == expected


@pytest.mark.parametrize(
    "body",
    [
        {"profile": PROFILE, "realmId": "x"},
        {"profile": PROFILE, "type": {"id": "oty1"}},
        {"profile": PROFILE, "credentials": {"recovery_question": {"hint": "x"}}},
        {"profile": PROFILE, "credentials": {"certificate": {}}},
        {"profile": PROFILE, "credentials": {"password": {"hash": {}}}},
    ],
)
def test_what_a_body_asks_beyond_the_model_is_refused(
    client: Client, okta: FakeOkta, body: dict[str, Any]
) -> None:
    assert error(client("POST", "/users", body))[1] == "E0000060"
    assert okta.directory.users() == ()
