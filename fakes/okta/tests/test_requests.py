"""Headers and bodies of what the SCIM client sends."""

from __future__ import annotations

import pytest

from fakes.okta.model import CORE_USER_NAMESPACE as CORE
from fakes.okta.model import OnClearedValue, ScimStyle
from fakes.okta.resources import Selection, path_of

from .org import Org

ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"


def test_headers_of_a_get(org: Org) -> None:
    org.client.test()
    assert org.sent() == ["GET /Users?startIndex=1&count=2"]
    assert org.provider.headers == {
        "HOST": "apis.druva.example",
        "USER_AGENT": "Okta SCIM Client 1.0.0",
        "ACCEPT": "application/scim+json",
        "ACCEPT_CHARSET": "utf-8",
        "ACCEPT_ENCODING": "gzip,deflate",
        "AUTHORIZATION": "Bearer t0",
    }


def test_a_body_has_a_content_type(org: Org) -> None:
    org.linked()
    assert org.provider.headers["CONTENT_TYPE"] == "application/scim+json; charset=utf-8"


def test_a_new_token_is_sent(org: Org) -> None:
    org.client.test()
    org.app.connect(base_url="https://apis.druva.example/scim/", token="t1")
    assert org.provider.headers["AUTHORIZATION"] == "Bearer t1"
    assert org.sent()[-1] == "GET /Users?startIndex=1&count=2"


def test_a_filter_is_quoted_and_encoded(org: Org) -> None:
    org.client.find('a"b+c@corp.example')
    path = next(iter(org.wire.journal)).path
    assert path == (
        "/scim/Users?filter=userName%20eq%20%22a%5C%22b%2Bc%40corp.example%22&startIndex=1&count=100"
    )


def test_body_of_a_post(org: Org) -> None:
    user = org.linked()
    stored = org.provider.users["s1"]
    assert len(stored.pop("password")) == 8
    assert org.body("POST")["password"] == "***"
    assert stored == {
        "id": "s1",
        "schemas": [CORE],
        "userName": "ada@corp.example",
        "name": {"givenName": "Ada", "familyName": "Hill"},
        "emails": [{"primary": True, "value": "ada@mail.example", "type": "work"}],
        "displayName": "Ada Hill",
        "externalId": user.id,
        "groups": [],
        "active": True,
    }


def test_unmapped_attributes_are_left_out(org: Org) -> None:
    org.app.remove_mapping("displayName")
    org.app.remove_mapping("emailType")
    org.linked()
    assert "displayName" not in org.body("POST")
    assert org.body("POST")["emails"] == [{"primary": True, "value": "ada@mail.example"}]


def test_a_core_attribute_stands_at_the_root(org: Org) -> None:
    org.add_attribute("userPrincipalName", "user.login")
    org.linked()
    assert org.body("POST")["userPrincipalName"] == "ada@corp.example"
    assert org.body("POST")["schemas"] == [CORE]


def test_an_attribute_without_namespace_is_never_sent(org: Org) -> None:
    org.add_attribute("userPrincipalName", "user.login", namespace="")
    user = org.linked()
    assert "userPrincipalName" not in org.body("POST")
    assert ("userPrincipalName", "ada@corp.example") in org.of(user).profile


@pytest.mark.parametrize(("department", "sent"), [("Sales", {"department": "Sales"}), ("", None)])
def test_an_extension_is_named_only_with_a_value(
    org: Org, department: str, sent: dict[str, str] | None
) -> None:
    org.add_attribute("department", "user.department", ENTERPRISE)
    user = org.person()
    org.directory.update(user.id, ("department", department))
    org.assignments.assign(user.id)
    org.jobs.run()
    assert org.body("POST").get(ENTERPRISE) == sent
    assert (ENTERPRISE in org.body("POST")["schemas"]) is bool(sent)


@pytest.mark.parametrize("style", [ScimStyle.WIZARD, ScimStyle.CATALOG])
def test_a_put_keeps_what_the_server_sent(org: Org, style: ScimStyle) -> None:
    org.provision_with(style)
    user = org.linked()
    stored = org.provider.users["s1"]
    del stored["groups"]
    stored.update(meta={"version": "7"}, nickName="A", externalId="other")
    stored["name"]["formatted"] = "Ada Hill"
    stored["emails"].insert(0, {"value": "old@mail.example", "type": "home"})
    org.directory.update(user.id, ("firstName", "Eva"))
    org.jobs.run()
    put = org.body("PUT")
    assert put["name"] == {"givenName": "Eva", "familyName": "Hill", "formatted": "Ada Hill"}
    assert [email["value"] for email in put["emails"]] == ["old@mail.example", "ada@mail.example"]
    assert (put["id"], put["meta"], put["nickName"]) == ("s1", {"version": "7"}, "A")
    assert (put["externalId"], put["groups"]) == (user.id, [])


def test_a_patch_of_activity_has_no_path(org: Org) -> None:
    user = org.linked()
    org.assignments.unassign(user.id)
    org.jobs.run()
    assert org.body("PATCH") == {
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "replace", "value": {"active": False}}],
    }


def test_a_wizard_deactivation_changes_only_activity(org: Org) -> None:
    org.provision_with(ScimStyle.WIZARD)
    user = org.linked()
    before = dict(org.provider.users["s1"])
    org.assignments.unassign(user.id)
    org.jobs.run()
    assert org.provider.users["s1"] == {**before, "active": False, "password": "***"} | {
        "password": before["password"]
    }


def test_a_push_by_patch_replaces_the_whole_profile(org: Org) -> None:
    org.provision_with(ScimStyle.CATALOG_PATCH)
    user = org.linked()
    org.directory.update(user.id, ("firstName", "Eva"))
    assert org.run() == ["GET /Users/s1", "PATCH /Users/s1"]
    assert org.body("PATCH")["Operations"] == [
        {
            "op": "replace",
            "value": {
                "userName": "ada@corp.example",
                "name": {"givenName": "Eva", "familyName": "Hill"},
                "displayName": "Eva Hill",
                "emails": [{"primary": True, "value": "ada@mail.example", "type": "work"}],
            },
        }
    ]


@pytest.mark.parametrize(
    ("external_name", "path"),
    [
        ("userName", ("userName",)),
        ("name.givenName", ("name", "givenName")),
        ("emails.^[primary==true].value", ("emails", Selection("primary", True), "value")),
        ("roles.^[type=='base'].value", ("roles", Selection("type", "base"), "value")),
    ],
)
def test_external_names(external_name: str, path: tuple[object, ...]) -> None:
    assert path_of(external_name) == path


@pytest.mark.parametrize("style", [ScimStyle.CATALOG, ScimStyle.CATALOG_PATCH])
@pytest.mark.parametrize(
    ("reading", "left"), [(OnClearedValue.KEEP, "R2"), (OnClearedValue.CLEAR, None)]
)
def test_a_cleared_value_is_left_alone_or_sent_as_null(
    org: Org, style: ScimStyle, reading: OnClearedValue, left: str | None
) -> None:
    org.provision_with(style)
    org.readings.choose("A12", reading.value)
    org.add_attribute("title", "user.title")
    org.add_attribute("room", "user.title", ENTERPRISE)
    user = org.linked()
    org.directory.update(user.id, ("title", "R2"))
    org.run()
    org.directory.update(user.id, ("title", ""))
    org.run()
    stored = org.provider.users["s1"]
    assert (stored["title"], stored[ENTERPRISE]["room"]) == (left, left)
    assert stored["userName"] == "ada@corp.example"
