"""Whom a key of the Users API finds, and what an admin added to their profiles."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest

from fakes.okta import FakeOkta
from fakes.okta.model import OktaUser
from fakes.store.saving import dump, load

from .api import PROFILE, Client, error

SCHEMA = "/meta/schemas/user/default"
ATTRIBUTES = {
    "badge": "integer",
    "height": "number",
    "remote": "boolean",
    "tags": "array",
}
VALUES = {"badge": 12, "height": 1.5, "remote": True, "tags": ["a", "B"]}


def add_attributes(client: Client) -> None:
    properties = {
        name: {
            "title": name,
            "type": kind,
            **({"items": {"type": "string"}} if name == "tags" else {}),
        }
        for name, kind in ATTRIBUTES.items()
    }
    custom = {"id": "#custom", "type": "object", "properties": properties}
    assert client("POST", SCHEMA, {"definitions": {"custom": custom}}).status == 200


def test_me_is_whose_token_it_is(client: Client, okta: FakeOkta) -> None:
    me = client("GET", "/users/me").json()
    assert me["profile"]["login"] == "admin@corp.example"
    assert client("GET", f"/users/{me['id']}").json() == me
    (event,) = client("GET", "/logs").json()
    assert (event["actor"]["id"], event["actor"]["alternateId"]) == (
        me["id"],
        me["profile"]["login"],
    )


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/users/me"), ("PUT", "/users/me"), ("POST", "/users/me/lifecycle/suspend")],
)
def test_me_is_not_changed(client: Client, method: str, path: str) -> None:
    assert error(client(method, path, {"profile": {}}))[:2] == (501, "E0000060")


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_a_login_with_a_slash_is_found_by_its_id_only(client: Client, method: str) -> None:
    profile = {**PROFILE, "login": "sales/ada@corp.example"}
    user = client("POST", "/users", {"profile": profile}).json()
    path = "/users/" + quote("sales/ada@corp.example", safe="@")
    assert error(client(method, path, {"profile": {}}))[:2] == (405, "E0000022")
    assert client("GET", f"/users/{user['id']}").json()["profile"]["login"] == profile["login"]
    wanted = quote('profile.login eq "sales/ada@corp.example"')
    assert [each["id"] for each in client("GET", f"/users?filter={wanted}").json()] == [user["id"]]


@pytest.mark.parametrize("path", ["/users/ada/factors", "/users/ada/appLinks"])
def test_what_else_okta_has_of_a_user_is_not_modeled(client: Client, path: str) -> None:
    assert error(client("GET", path))[:2] == (501, "E0000060")


def test_attributes_of_every_type_are_set_and_read(client: Client, okta: FakeOkta) -> None:
    add_attributes(client)
    shown = client("GET", SCHEMA).json()["definitions"]["custom"]["properties"]
    assert {name: each["type"] for name, each in shown.items()} == ATTRIBUTES
    assert shown["tags"]["items"] == {"type": "string"}
    created = client("POST", "/users", {"profile": {**PROFILE, **VALUES}}).json()
    assert {name: created["profile"][name] for name in VALUES} == VALUES
    data = json.loads(json.dumps(dump(okta.state)))
    okta.reset()
    load(okta.state, data)
    profile = client("GET", "/users/ada").json()["profile"]
    assert {name: profile[name] for name in VALUES} == VALUES


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("badge", "12"),
        ("badge", True),
        ("height", "x"),
        ("remote", 1),
        ("tags", "a"),
        ("tags", [1]),
    ],
)
def test_a_value_of_another_type_is_refused(
    client: Client, ada: OktaUser, name: str, value: Any
) -> None:
    add_attributes(client)
    answer = client("POST", f"/users/{ada.id}", {"profile": {name: value}})
    assert error(answer)[:3] == (400, "E0000001", f"Api validation failed: {name}")
    assert name not in client("GET", f"/users/{ada.id}").json()["profile"]


def test_the_type_of_an_attribute_stays(client: Client) -> None:
    add_attributes(client)
    before = client("GET", SCHEMA).json()
    custom = {"badge": {"type": "string"}, "height": {"title": "Height"}}
    answer = client("POST", SCHEMA, {"definitions": {"custom": {"properties": custom}}})
    assert error(answer)[3] == ["badge: The type of a property cannot be changed"]
    assert client("GET", SCHEMA).json() == before


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("profile.badge gt 9", True),
        ("profile.badge gt 100", False),
        ("profile.height eq 1.50", True),
        ("profile.remote eq true", True),
        ("profile.remote eq false", False),
        ('profile.tags eq "b"', True),
        ('profile.tags eq "a,b"', False),
        ('profile.tags sw "c"', False),
        ("type.id pr", True),
    ],
)
def test_attributes_are_searched_by_their_types(
    client: Client, condition: str, found: bool
) -> None:
    add_attributes(client)
    client("POST", "/users", {"profile": {**PROFILE, **VALUES}})
    assert len(client("GET", f"/users?search={quote(condition)}").json()) == found
