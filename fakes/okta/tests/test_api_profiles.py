"""The Management API: schemas and mappings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from fakes.okta import FakeOkta
from fakes.okta.model import CORE_USER_NAMESPACE, AttributeMapping, Direction, OktaUser

from .api import PROFILE, Client, error

UPN = {
    "title": "UPN",
    "type": "string",
    "externalName": "userPrincipalName",
    "externalNamespace": CORE_USER_NAMESPACE,
}


@pytest.fixture
def schema(client: Client) -> str:
    """Return the path of the schema of the app."""
    return f"/meta/schemas/apps/{client('GET', '/apps').json()[0]['id']}/default"


@pytest.fixture
def mapping(client: Client) -> str:
    """Return the path of the mapping from people to the app."""
    app_id = client("GET", "/apps").json()[0]["id"]
    (found,) = client("GET", f"/mappings?targetId={app_id}").json()
    return f"/mappings/{found['id']}"


def custom(**properties: Any) -> dict[str, Any]:
    return {"definitions": {"custom": {"id": "#custom", "properties": properties}}}


def test_the_schema_of_the_app(client: Client, schema: str) -> None:
    body = client("GET", schema).json()
    assert body["id"] == f"https://corp.okta.example/api/v1{schema}"
    assert (body["name"], body["title"]) == ("druva_v2", "Druva 2.0 User")
    assert body["$schema"] == "http://json-schema.org/draft-04/schema#"
    base = body["definitions"]["base"]
    assert (base["id"], base["required"]) == ("#base", ["userName"])
    assert base["properties"]["userName"]["maxLength"] == 100
    assert base["properties"]["email"]["externalName"] == "emails.^[primary==true].value"
    assert body["definitions"]["custom"]["properties"] == {}
    assert body["properties"]["profile"]["allOf"][0] == {"$ref": "#/definitions/custom"}


def test_a_property_is_added_changed_and_removed(
    client: Client, okta: FakeOkta, schema: str
) -> None:
    body = client("POST", schema, custom(userPrincipalName=UPN)).json()
    added = body["definitions"]["custom"]["properties"]
    assert added["userPrincipalName"] == {
        **UPN,
        "scope": "NONE",
        "permissions": [{"principal": "SELF", "action": "READ_ONLY"}],
        "master": {"type": "PROFILE_MASTER"},
    }
    assert okta.app.attributes()[-1].variable == "druva_v2.userPrincipalName"
    change = {"title": "Principal", "scope": "SELF", "maxLength": 50, "required": False}
    client("POST", schema, custom(userPrincipalName=change, room={**UPN, "type": "integer"}))
    changed = client("GET", schema).json()["definitions"]["custom"]["properties"]
    assert list(changed) == ["userPrincipalName", "room"]
    assert changed["userPrincipalName"]["title"] == "Principal"
    assert changed["userPrincipalName"]["externalName"] == "userPrincipalName"
    assert (changed["userPrincipalName"]["scope"], changed["userPrincipalName"]["maxLength"]) == (
        "SELF",
        50,
    )
    okta.app.save_mapping(AttributeMapping("room", "user.title"))
    removed = client("POST", schema, custom(room=None)).json()
    assert list(removed["definitions"]["custom"]["properties"]) == ["userPrincipalName"]
    assert "room" not in [row.target for row in okta.app.mappings()]


def hrefs(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (href for href in (value.get("href"),) if href)
        for each in value.values():
            yield from hrefs(each)


def test_every_link_of_a_mapping_and_a_schema_leads_on(client: Client) -> None:
    bodies = [
        *client("GET", "/mappings").json(),
        client("GET", "/meta/schemas/user/default").json(),
    ]
    bodies += client("GET", "/meta/types/user").json()
    found = {
        href.removeprefix("https://corp.okta.example/api/v1")
        for href in hrefs(dict(enumerate(bodies)))
    }
    assert len(found) == 7
    assert {path: client("GET", path).status for path in found} == dict.fromkeys(found, 200)


def test_there_is_one_user_type(client: Client) -> None:
    (kind,) = client("GET", "/meta/types/user").json()
    assert (kind["name"], kind["default"]) == ("user", True)
    assert client("GET", "/meta/types/user/default").json() == kind
    assert client("GET", f"/meta/types/user/{kind['id']}").json() == kind
    (mapping,) = client("GET", f"/mappings?sourceId={kind['id']}").json()
    assert mapping["source"]["id"] == kind["id"]
    for path in ("/meta/types/user/oty1", "/meta/schemas/user/osc1"):
        assert error(client("GET", path))[:2] == (404, "E0000007")
    assert error(client("POST", "/meta/types/user", {}))[:2] == (501, "E0000060")


@pytest.mark.parametrize(
    ("properties", "refusal"),
    [
        ({"userName": {"title": "x"}}, "E0000001"),
        ({"email": None}, "E0000001"),
        ({"USERNAME": UPN}, "E0000001"),
        ({"a-b": UPN}, "E0000001"),
        ({"groups": UPN}, "E0000001"),
        ({"x": {"type": "string"}}, "E0000001"),
        ({"x": {"title": "x"}}, "E0000001"),
        ({"x": {**UPN, "type": "object"}}, "E0000001"),
        ({"x": {**UPN, "scope": "ALL"}}, "E0000001"),
        ({"x": {**UPN, "minLength": -1}}, "E0000001"),
        ({"x": {**UPN, "title": 7}}, "E0000001"),
        ({"x": {**UPN, "required": True}}, "E0000060"),
        ({"x": {**UPN, "enum": ["a"]}}, "E0000060"),
        ({"x": {**UPN, "unique": "UNIQUE_VALIDATED"}}, "E0000060"),
        ({"x": {**UPN, "pattern": "a"}}, "E0000060"),
        ({"x": []}, "E0000003"),
    ],
)
def test_a_property_that_cannot_be_is_refused_with_all_others(
    client: Client, okta: FakeOkta, schema: str, properties: dict[str, Any], refusal: str
) -> None:
    before = okta.app.attributes()
    answer = client("POST", schema, custom(fine=UPN, **properties))
    assert error(answer)[1] == refusal
    assert okta.app.attributes() == before


def test_a_type_stays(client: Client, schema: str) -> None:
    client("POST", schema, custom(room=UPN))
    answer = client("POST", schema, custom(room={"type": "integer"}))
    assert error(answer)[3] == ["room: The type of a property cannot be changed"]


def test_people_get_properties_too(client: Client, okta: FakeOkta, ada: OktaUser) -> None:
    path = "/meta/schemas/user/default"
    base = client("GET", path).json()["definitions"]["base"]
    assert base["required"] == ["login", "email", "firstName", "lastName"]
    assert base["properties"]["login"]["title"] == "Username"
    assert base["properties"]["firstName"]["title"] == "First name"
    client("POST", path, custom(upn={"title": "UPN", "type": "string", "maxLength": 9}))
    user = f"/users/{ada.id}"
    changed = client("POST", user, {"profile": {"upn": "a@b.c"}}).json()
    assert changed["profile"]["upn"] == "a@b.c"
    answer = client("POST", user, {"profile": {"upn": "x" * 10}})
    assert error(answer)[3] == ["upn: The field is too long"]
    okta.app.save_mapping(AttributeMapping("displayName", "user.upn"))
    assert okta.assignments.assign(ada.id).profile[2] == ("displayName", "a@b.c")
    assert error(client("POST", path, custom(login={"title": "x"})))[1] == "E0000001"
    client("POST", path, custom(upn=None))
    assert client("GET", path).json()["definitions"]["custom"]["properties"] == {}
    answer = client("POST", "/users", {"profile": {**PROFILE, "login": "e@b.example", "upn": "x"}})
    assert error(answer)[3] == ["Property name 'upn' is not defined in profile"]


def test_there_are_two_mappings(client: Client) -> None:
    listed = client("GET", "/mappings").json()
    assert [each["source"]["type"] for each in listed] == ["appuser", "user"]
    assert [each["target"]["name"] for each in listed] == ["user", "druva_v2"]
    assert all(each["id"].startswith("prm") and "properties" not in each for each in listed)
    (first,) = client("GET", "/mappings?limit=1").json()
    assert client("GET", f"/mappings?limit=1&after={first['id']}").json() == listed[1:]
    assert client("GET", f"/mappings?sourceId={first['source']['id']}").json() == [first]
    assert client("GET", "/mappings?sourceId=x").json() == []


def test_a_mapping_has_the_shape_of_okta(client: Client, mapping: str) -> None:
    body = client("GET", mapping).json()
    assert body["_links"]["self"]["href"] == f"https://corp.okta.example/api/v1{mapping}"
    assert body["source"]["id"].startswith("oty")
    assert body["target"]["id"].startswith("0oa")
    assert body["properties"]["givenName"] == {
        "expression": "user.firstName",
        "pushStatus": "PUSH",
    }
    assert error(client("GET", "/mappings/prm1"))[1] == "E0000007"


def test_rows_are_merged_and_nulls_remove(client: Client, okta: FakeOkta, mapping: str) -> None:
    rows = {
        "userName": {"expression": "user.email", "pushStatus": "DONT_PUSH"},
        "displayName": None,
        "emailType": {"expression": None, "pushStatus": None},
        "familyName": {"expression": "user.nickName", "pushStatus": "PUSH"},
    }
    body = client("POST", mapping, {"properties": rows}).json()
    assert list(body["properties"]) == ["givenName", "familyName", "email", "userName"]
    assert body["properties"]["userName"] == rows["userName"]
    assert body["properties"]["familyName"] == rows["familyName"]
    assert client("POST", mapping, {"properties": {"displayName": None}}).json() == body
    assert [row.target for row in okta.app.mappings()] == list(body["properties"])


def test_saving_pushes_nothing(client: Client, okta: FakeOkta, mapping: str, ada: OktaUser) -> None:
    """F14: who is assigned keeps what was computed."""
    before = okta.assignments.assign(ada.id)
    rows = {"displayName": {"expression": "user.email", "pushStatus": "PUSH"}}
    client("POST", mapping, {"properties": rows})
    assert okta.assignments.of(ada.id) == before
    assert okta.jobs.pending() == 0


@pytest.mark.parametrize(
    ("row", "refusal"),
    [
        ({"expression": "user.", "pushStatus": "PUSH"}, "E0000001"),
        ({"expression": "user.shoeSize", "pushStatus": "PUSH"}, "E0000001"),
        ({"expression": "", "pushStatus": "PUSH"}, "E0000001"),
        ({"expression": "user.email", "pushStatus": "LATER"}, "E0000001"),
        ({"expression": "user.email", "pushStatus": "PUSH", "x": 1}, "E0000060"),
        ("user.email", "E0000003"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_all_others(
    client: Client, okta: FakeOkta, mapping: str, row: object, refusal: str
) -> None:
    before = okta.app.mappings(Direction.TO_APP)
    rows = {"displayName": None, "email": row}
    assert error(client("POST", mapping, {"properties": rows}))[1] == refusal
    unknown = {"shoeSize": {"expression": "user.email", "pushStatus": "PUSH"}}
    answer = client("POST", mapping, {"properties": {"displayName": None, **unknown}})
    assert error(answer)[2] == "Api validation failed: updateMapping"
    assert okta.app.mappings(Direction.TO_APP) == before
