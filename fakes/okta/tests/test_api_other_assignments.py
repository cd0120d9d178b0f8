"""To whom apps other than Druva 2.0 are assigned, and what of it is kept."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest

from fakes.okta import FakeOkta
from fakes.okta.model import OktaUser
from fakes.store.saving import dump, load

from .api import Client, error
from .other_apps import BOOKMARK, OIDC, SAML, STORE, assigned, create, labels


def test_an_assignment_to_a_person_is_a_record(
    client: Client, okta: FakeOkta, ada: OktaUser
) -> None:
    path = f"/apps/{create(client)['id']}/users"
    made = client("POST", path, {"id": ada.id, "scope": "USER"}).json()
    assert (made["status"], made["syncState"], made["scope"]) == ("ACTIVE", "DISABLED", "USER")
    assert (made["externalId"], made["profile"]) == (None, {})
    assert made["credentials"] == {"userName": "ada@corp.example"}
    assert client("GET", f"{path}/{ada.id}").json() == made
    (shown,) = client("GET", f"{path}?expand=user").json()
    assert shown["_embedded"]["user"]["id"] == ada.id
    change = {"credentials": {"userName": "ada"}, "profile": {"role": "x", "password": "S3cret"}}
    changed = client("POST", f"{path}/{ada.id}", {**made, **change}).json()
    assert (changed["credentials"]["userName"], changed["profile"]) == ("ada", {"role": "x"})
    assert client("DELETE", f"{path}/{ada.id}").status == 204
    assert error(client("GET", f"{path}/{ada.id}"))[:2] == (404, "E0000007")
    assert okta.jobs.pending() == 0


def test_a_username_is_made_by_the_template(client: Client, okta: FakeOkta) -> None:
    user = okta.directory.add(
        login="ada@corp.example", email="ada.ames@mail.example", first_name="A", last_name="B"
    )
    template = {"template": '${fn:substringBefore(source.email, "@")}', "type": "BUILT_IN"}
    app = create(client, credentials={"userNameTemplate": template})
    client("POST", f"/apps/{app['id']}/users", {"id": user.id})
    assert assigned(client, app) == [("ada.ames", "USER")]


@pytest.mark.parametrize(
    ("said", "kept"), [(STORE, {"userName": "a", "password": {}}), (BOOKMARK, {"userName": "a"})]
)
def test_a_password_of_an_assignment_is_not_shown(
    client: Client, okta: FakeOkta, ada: OktaUser, said: dict[str, Any], kept: dict[str, Any]
) -> None:
    path = f"/apps/{create(client, said)['id']}/users"
    credentials = {"userName": "a", "password": {"value": "S3cretOfAda"}}
    made = client("POST", path, {"id": ada.id, "credentials": credentials}).json()
    assert made["credentials"] == kept
    assert "S3cret" not in json.dumps(dump(okta.state))


@pytest.mark.parametrize("said", [SAML, OIDC])
def test_who_signs_on_without_password_is_given_none(
    client: Client, ada: OktaUser, said: dict[str, Any]
) -> None:
    credentials = {"userName": "a", "password": {"value": "x"}}
    path = f"/apps/{create(client, said)['id']}/users"
    refused = client("POST", path, {"id": ada.id, "credentials": credentials})
    assert error(refused)[:2] == (400, "E0000041")
    assert client("GET", path).json() == []


def test_a_group_grants_an_app_to_its_members(
    client: Client, okta: FakeOkta, ada: OktaUser
) -> None:
    sales, staff = okta.directory.add_group("Sales"), okta.directory.add_group("Staff")
    okta.directory.join(sales.id, ada.id)
    app = create(client)
    path = f"/apps/{app['id']}/groups"
    assert client("PUT", f"{path}/{sales.id}", {"priority": 3}).json()["priority"] == 3
    assert client("PUT", f"{path}/{staff.id}").json()["priority"] == 1
    listed = client("GET", path).json()
    assert [each["id"] for each in listed] == [staff.id, sales.id]
    assert client("GET", f"{path}?limit=1").json() == listed[:1]
    assert client("GET", f"{path}/{sales.id}").json() == listed[1]
    assert assigned(client, app) == [("ada@corp.example", "GROUP")]
    refused = client("DELETE", f"/apps/{app['id']}/users/{ada.id}")
    assert error(refused)[:2] == (403, "E0000046")
    okta.directory.join(staff.id, ada.id)
    assert client("DELETE", f"{path}/{sales.id}").status == 204
    assert assigned(client, app) == [("ada@corp.example", "GROUP")]
    okta.directory.leave(staff.id, ada.id)
    assert assigned(client, app) == []
    okta.directory.join(staff.id, ada.id)
    assert assigned(client, app) == [("ada@corp.example", "GROUP")]
    okta.directory.remove_group(staff.id)
    assert assigned(client, app) == []
    assert client("GET", path).json() == []
    assert error(client("DELETE", f"{path}/{sales.id}"))[:2] == (404, "E0000007")


def test_what_is_assigned_personally_outlasts_the_group(
    client: Client, okta: FakeOkta, ada: OktaUser
) -> None:
    sales = okta.directory.add_group("Sales")
    okta.directory.join(sales.id, ada.id)
    app = create(client)
    client("PUT", f"/apps/{app['id']}/groups/{sales.id}")
    client("POST", f"/apps/{app['id']}/users", {"id": ada.id, "scope": "USER"})
    okta.directory.leave(sales.id, ada.id)
    assert assigned(client, app) == [("ada@corp.example", "USER")]


def test_who_is_deactivated_has_no_apps_until_they_come_back(
    client: Client, okta: FakeOkta, ada: OktaUser
) -> None:
    sales = okta.directory.add_group("Sales")
    okta.directory.join(sales.id, ada.id)
    granted, own = create(client), create(client, label="Wiki")
    client("PUT", f"/apps/{granted['id']}/groups/{sales.id}")
    client("POST", f"/apps/{own['id']}/users", {"id": ada.id})
    okta.directory.deactivate(ada.id)
    assert assigned(client, granted) == assigned(client, own) == []
    refused = client("POST", f"/apps/{own['id']}/users", {"id": ada.id})
    assert error(refused)[:2] == (403, "E0000038")
    okta.directory.activate(ada.id)
    assert assigned(client, granted) == [("ada@corp.example", "GROUP")]
    assert assigned(client, own) == []
    okta.directory.deactivate(ada.id)
    okta.directory.delete(ada.id)
    assert len(okta.state.other_app_users) == 0


def test_the_log_names_the_app(client: Client, okta: FakeOkta, ada: OktaUser) -> None:
    app = create(client)
    made = client("POST", f"/apps/{app['id']}/users", {"id": ada.id}).json()
    wanted = quote(f'target.id eq "{app["id"]}"')
    events = client("GET", f"/logs?filter={wanted}").json()
    assert [each["eventType"] for each in events] == [
        "application.lifecycle.create",
        "application.user_membership.add",
    ]
    kinds = {each["type"]: each for each in events[1]["target"]}
    assert kinds["AppInstance"]["displayName"] == "Intranet"
    assert kinds["User"]["id"] == made["id"] == ada.id
    assert kinds["AppUser"]["id"].startswith("0ua")


def test_other_apps_outlive_a_dump(client: Client, okta: FakeOkta, ada: OktaUser) -> None:
    sales = okta.directory.add_group("Sales")
    app = create(client)
    client("POST", f"/apps/{app['id']}/users", {"id": ada.id})
    client("PUT", f"/apps/{app['id']}/groups/{sales.id}")
    paths = [f"/apps/{app['id']}{part}" for part in ("", "/users", "/groups")]
    before = [client("GET", path).json() for path in paths]
    data = json.loads(json.dumps(dump(okta.state)))
    okta.reset()
    load(okta.state, data)
    assert [client("GET", path).json() for path in paths] == before


@pytest.mark.parametrize(
    ("table", "field", "kind"),
    [
        ("other_app_users", "app_id", "an app"),
        ("other_app_users", "user_id", "a user"),
        ("other_app_groups", "app_id", "an app"),
        ("other_app_groups", "group_id", "a group"),
    ],
)
def test_an_assignment_of_what_is_not_there_is_no_state(
    client: Client, okta: FakeOkta, ada: OktaUser, table: str, field: str, kind: str
) -> None:
    sales = okta.directory.add_group("Sales")
    app = create(client)
    client("POST", f"/apps/{app['id']}/users", {"id": ada.id})
    client("PUT", f"/apps/{app['id']}/groups/{sales.id}")
    data = json.loads(json.dumps(dump(okta.state)))
    data[table][0][field] = "x1"
    with pytest.raises(ValueError, match=f"^{table}: x1 is not there: expected the id of {kind}$"):
        load(okta.state, data)


def test_a_state_without_other_apps_still_opens(client: Client, okta: FakeOkta) -> None:
    create(client)
    data = json.loads(json.dumps(dump(okta.state)))
    for name in ("other_apps", "other_app_users", "other_app_groups"):
        del data[name]
    for event in data["events"]:
        del event["app_id"], event["app_label"]
    load(okta.state, data)
    assert labels(client("GET", "/apps")) == ["Druva 2.0"]
