"""The Management API: the app, its users and the groups that have it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from freezegun import freeze_time

from fakes.okta import FakeOkta
from fakes.okta.model import (
    Apply,
    AttributeMapping,
    DataType,
    Group,
    OktaUser,
    Provisioning,
    SignOn,
    UsernameFormat,
)
from fakes.wire import Wire

from .api import Client, error, links
from .provider import Provider

HOST = "apis.druva.example"


@pytest.fixture
def connected(okta: FakeOkta, wire: Wire) -> FakeOkta:
    wire.connect(HOST, "insync", Provider())
    okta.app.configure(Provisioning(base_url=f"https://{HOST}/scim", token="t0", enabled=True))
    return okta


@pytest.fixture
def app(client: Client) -> str:
    """Return the path of the app."""
    return f"/apps/{client('GET', '/apps').json()[0]['id']}"


@pytest.fixture
def sales(okta: FakeOkta, ada: OktaUser) -> Group:
    group = okta.directory.add_group("Sales")
    return okta.directory.join(group.id, ada.id)


def assign(client: Client, app: str, ada: OktaUser, **given: Any) -> Any:
    return client("POST", f"{app}/users", {"id": ada.id, **given})


def test_the_app_has_the_shape_of_okta(client: Client, okta: FakeOkta, app: str) -> None:
    body = client("GET", app).json()
    app_id = okta.app.id()
    assert (body["id"], len(app_id), app_id[:3]) == (app_id, 20, "0oa")
    assert (body["name"], body["label"], body["status"]) == ("druva_v2", "Druva 2.0", "ACTIVE")
    assert (body["features"], body["signOnMode"]) == ([], "SAML_2_0")
    assert body["credentials"]["userNameTemplate"] == {
        "template": "${source.login}",
        "type": "BUILT_IN",
        "pushStatus": "PUSH",
    }
    assert body["_links"]["users"]["href"] == f"https://corp.okta.example/api/v1{app}/users"


def test_the_switches_are_features(client: Client, connected: FakeOkta, app: str) -> None:
    page = connected.app.provisioning()
    assert client("GET", app).json()["features"] == [
        "PUSH_NEW_USERS",
        "PUSH_PROFILE_UPDATES",
        "PUSH_USER_DEACTIVATION",
        "REACTIVATE_USERS",
        "IMPORT_NEW_USERS",
    ]
    without = Provisioning(page.base_url, page.token, enabled=True, create_users=False)
    connected.app.configure(without)
    assert "PUSH_NEW_USERS" not in client("GET", app).json()["features"]


@pytest.mark.parametrize(
    ("sign_on", "template"),
    [
        (
            SignOn(UsernameFormat.EMAIL),
            {"template": "${source.email}", "type": "BUILT_IN", "pushStatus": "PUSH"},
        ),
        (
            SignOn(UsernameFormat.CUSTOM, "user.nickName", Apply.CREATE_ONLY),
            {"template": "user.nickName", "type": "CUSTOM", "pushStatus": "DONT_PUSH"},
        ),
    ],
)
def test_the_username_format_is_a_template(
    client: Client, okta: FakeOkta, app: str, sign_on: SignOn, template: dict[str, str]
) -> None:
    okta.app.save_sign_on(sign_on)
    assert client("GET", app).json()["credentials"]["userNameTemplate"] == template


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("q=druva", 1),
        ("q=Druva 2", 1),
        ("q=2.0", 0),
        ('filter=name eq "druva_v2"', 1),
        ('filter=status eq "INACTIVE"', 0),
        ('filter=user.id eq "00u1"', 0),
    ],
)
def test_the_app_is_found(client: Client, query: str, count: int) -> None:
    assert len(client("GET", f"/apps?{quote(query, safe='=')}").json()) == count


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_what_the_api_does_not_do_here_is_named(client: Client, app: str, method: str) -> None:
    assert error(client(method, app))[1] == "E0000060"


def test_provisioning_is_for_the_console(client: Client, connected: FakeOkta, app: str) -> None:
    for path in (f"{app}/features", f"{app}/features/USER_PROVISIONING"):
        assert error(client("GET", path))[3] == ["Provisioning is not supported."]
    assert error(client("PUT", path, {"create": {}}))[:2] == (400, "E0000001")
    connection = client("GET", f"{app}/connections/default").json()
    assert connection == {"profile": {"authScheme": "UNKNOWN"}, "status": "UNKNOWN"}
    assert connected.app.provisioning().enabled


@freeze_time("2026-03-01 10:20:30.456")
def test_an_app_user_has_the_shape_of_okta(client: Client, app: str, ada: OktaUser) -> None:
    body = assign(client, app, ada).json()
    assert body == {
        "id": ada.id,
        "externalId": None,
        "created": "2026-03-01T10:20:30.000Z",
        "lastUpdated": "2026-03-01T10:20:30.000Z",
        "scope": "USER",
        "status": "ACTIVE",
        "statusChanged": "2026-03-01T10:20:30.000Z",
        "passwordChanged": None,
        "syncState": "DISABLED",
        "credentials": {"userName": "ada@corp.example"},
        "profile": {
            "givenName": "Ada",
            "familyName": "Ames",
            "displayName": "Ada Ames",
            "email": "ada@corp.example",
            "emailType": "work",
        },
        "_links": {
            "app": {"href": f"https://corp.okta.example/api/v1{app}"},
            "user": {"href": f"https://corp.okta.example/api/v1/users/{ada.id}"},
        },
    }
    assert client("GET", f"{app}/users/{ada.id}").json() == body


def test_a_pushed_assignment_says_when(
    client: Client, connected: FakeOkta, app: str, ada: OktaUser
) -> None:
    with freeze_time("2026-03-01"):
        body = assign(client, app, ada).json()
        assert (body["status"], body["syncState"]) == ("STAGED", "OUT_OF_SYNC")
        assert "lastSync" not in body
    with freeze_time("2026-03-02"):
        connected.jobs.run()
        body = client("GET", f"{app}/users/{ada.id}?expand=user").json()
    assert (body["status"], body["syncState"]) == ("PROVISIONED", "SYNCHRONIZED")
    assert body["created"] == "2026-03-01T00:00:00.000Z"
    assert body["lastSync"] == body["statusChanged"] == "2026-03-02T00:00:00.000Z"
    assert (body["externalId"], body["_embedded"]["user"]["id"]) == ("s1", ada.id)


def test_app_users_are_paged_and_found(client: Client, okta: FakeOkta, app: str) -> None:
    for name in ("ada", "eva", "lia"):
        person = okta.directory.add(
            login=f"{name}@corp.example", email="x@y.example", first_name=name, last_name="Hill"
        )
        assign(client, app, person)
    first = client("GET", f"{app}/users?limit=2")
    assert len(first.json()) == 2
    following = links(first)[1].split("/api/v1")[1].split(">")[0]
    assert [each["profile"]["givenName"] for each in client("GET", following).json()] == ["lia"]
    assert len(client("GET", f"{app}/users?q=EV").json()) == 1
    assert len(client("GET", f"{app}/users?q=hill").json()) == 3


MAPPED: tuple[int, str, str, list[str]] = (
    403,
    "E0000075",
    "Cannot modify the email attribute because it has a field mapping and profile push is enabled.",
    [],
)


@pytest.mark.parametrize("verb", ["assign", "change"])
def test_what_is_mapped_stays_while_profiles_are_pushed(
    client: Client, connected: FakeOkta, app: str, ada: OktaUser, verb: str
) -> None:
    given = {"profile": {"email": "other@corp.example"}}
    if verb == "change":
        assign(client, app, ada)
        answer = client("POST", f"{app}/users/{ada.id}", given)
    else:
        answer = assign(client, app, ada, **given)
    assert error(answer) == MAPPED
    assert bool(connected.assignments.of(ada.id)) is (verb == "change")
    same = {"profile": {"email": "ada@corp.example"}}
    assert assign(client, app, ada, **same).status == 200


def test_what_is_mapped_may_be_set_while_nothing_is_pushed(
    client: Client, app: str, ada: OktaUser
) -> None:
    body = assign(client, app, ada, profile={"email": "other@corp.example"}).json()
    assert body["profile"]["email"] == "other@corp.example"


def test_what_is_not_mapped_is_kept_and_pushed(
    client: Client, connected: FakeOkta, app: str, ada: OktaUser
) -> None:
    connected.app.add_attribute(
        display_name="Rooms",
        variable_name="rooms",
        data_type=DataType.INTEGER,
        external_name="rooms",
    )
    assert assign(client, app, ada, profile={"rooms": 7}).json()["profile"]["rooms"] == 7
    connected.jobs.run()
    path = f"{app}/users/{ada.id}"
    assert client("POST", path, {"profile": {"rooms": 8}}).json()["profile"]["rooms"] == 8
    assert connected.jobs.pending() == 1
    assert client("POST", path, {"profile": {"rooms": None}}).json()["profile"]["rooms"] is None
    assert error(client("POST", path, {"profile": {"rooms": "x"}}))[3] == [
        "rooms: The value is not of type integer"
    ]
    assert error(client("POST", path, {"profile": {"floors": "x"}}))[2:] == (
        "Api validation failed: appUser",
        ["Property name 'floors' is not defined in profile"],
    )


def test_a_username_given_by_hand_is_looked_up_anew(
    client: Client, connected: FakeOkta, app: str, ada: OktaUser
) -> None:
    """P2: it is what Edit Username on the assignment does."""
    assign(client, app, ada)
    connected.jobs.run()
    change = {"credentials": {"userName": "other@corp.example"}}
    body = client("POST", f"{app}/users/{ada.id}", change).json()
    assert (body["credentials"]["userName"], body["status"]) == ("other@corp.example", "STAGED")
    assert connected.jobs.run().created == 1


def test_a_username_that_is_mapped_stays(
    client: Client, connected: FakeOkta, app: str, ada: OktaUser
) -> None:
    connected.app.save_mapping(AttributeMapping("userName", "user.email"))
    answer = assign(client, app, ada, credentials={"userName": "other@corp.example"})
    assert error(answer)[1] == "E0000075"


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"credentials": {"password": {"value": "x"}}}, "E0000041"),
        ({"credentials": {"userName": ""}}, "E0000001"),
        ({"credentials": {"userName": "x" * 101}}, "E0000001"),
        ({"scope": "GROUP"}, "E0000001"),
        ({"scope": "x"}, "E0000003"),
        ({"id": "00u1"}, "E0000007"),
        ({"id": None}, "E0000001"),
        ({"profile": []}, "E0000003"),
        ({"status": "ACTIVE"}, "E0000060"),
    ],
)
def test_an_assignment_that_cannot_be_is_refused(
    client: Client, okta: FakeOkta, app: str, ada: OktaUser, given: dict[str, Any], refusal: str
) -> None:
    assert error(assign(client, app, ada, **given))[1] == refusal
    assert okta.assignments.all() == ()


def test_the_deactivated_get_no_app(
    client: Client, okta: FakeOkta, app: str, ada: OktaUser
) -> None:
    okta.directory.deactivate(ada.id)
    assert error(assign(client, app, ada))[:2] == (403, "E0000038")


def test_unassigning_ends_it(client: Client, app: str, ada: OktaUser) -> None:
    assign(client, app, ada)
    path = f"{app}/users/{ada.id}"
    assert client("DELETE", path).status == 204
    assert error(client("DELETE", path))[1:3] == (
        "E0000007",
        f"Not found: Resource not found: {ada.id} (AppUser)",
    )


def test_what_a_group_gives_only_the_group_takes(
    client: Client, okta: FakeOkta, app: str, ada: OktaUser, sales: Group
) -> None:
    path = f"{app}/groups/{sales.id}"
    with freeze_time("2026-03-01"):
        granted = client("PUT", path).json()
    assert (granted["id"], granted["priority"]) == (sales.id, 0)
    assert granted["lastUpdated"] == "2026-03-01T00:00:00.000Z"
    assert client("PUT", path, {}).json() == granted == client("GET", path).json()
    assert [each["id"] for each in client("GET", f"{app}/groups").json()] == [sales.id]
    for _ in range(2):
        assert error(client("DELETE", f"{app}/users/{ada.id}")) == (
            403,
            "E0000046",
            "Deactivate application for user forbidden.",
            [
                "The application cannot be unassigned from the user while their group memberships "
                "grant them access."
            ],
        )
        assert assign(client, app, ada).json()["scope"] == "USER"
    assert client("DELETE", path).status == 204
    assert error(client("GET", path))[1] == "E0000007"
    assert client("DELETE", f"{app}/users/{ada.id}").status == 204
    assert okta.assignments.all() == ()


def test_a_deleted_group_gives_nothing(
    client: Client, okta: FakeOkta, app: str, sales: Group
) -> None:
    client("PUT", f"{app}/groups/{sales.id}")
    assert len(okta.assignments.all()) == 1
    assert client("DELETE", f"/groups/{sales.id}").status == 204
    assert okta.assignments.all() == ()
    assert client("GET", f"{app}/groups").json() == []
