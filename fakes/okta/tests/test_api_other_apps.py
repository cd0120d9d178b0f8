"""Apps other than Druva 2.0: records that are listed, changed and deleted."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest

from fakes.okta import FakeOkta
from fakes.okta.model import OktaUser
from fakes.store.saving import dump
from fakes.wire import Wire

from .api import Client, error, links
from .other_apps import BOOKMARK, KINDS, OIDC, SAML, STORE, create, labels


@pytest.mark.parametrize("said", KINDS, ids=lambda said: said["label"])
def test_an_app_of_each_kind_is_created_and_read(client: Client, said: dict[str, Any]) -> None:
    app = create(client, said)
    assert (app["status"], app["label"], app["features"]) == ("ACTIVE", said["label"], [])
    assert app["signOnMode"] == said["signOnMode"]
    for part, values in said["settings"].items():
        assert app["settings"][part] == values
    assert app["settings"]["notifications"]["vpn"]["network"] == {"connection": "DISABLED"}
    assert app["credentials"]["userNameTemplate"]["template"] == "${source.login}"
    app["credentials"].get("oauthClient", {}).pop("client_secret", None)
    assert client("GET", f"/apps/{app['id']}").json() == app


def test_custom_apps_have_keys_of_their_own(client: Client) -> None:
    names = [create(client, SAML)["name"] for _ in range(2)]
    assert names == ["corp_salesforce_1", "corp_salesforce_2"]


@pytest.mark.parametrize("name", ["bookmark", "template_swa3field"])
def test_a_key_tells_the_mode(client: Client, name: str) -> None:
    said = next(each for each in KINDS if each.get("name") == name)
    app = create(client, said, signOnMode=None)
    assert (app["name"], app["signOnMode"]) == (name, said["signOnMode"])


def test_a_mode_tells_the_key(client: Client) -> None:
    said = next(each for each in KINDS if each.get("name") == "template_swa")
    assert create(client, said, name=None)["name"] == "template_swa"


@pytest.mark.parametrize(
    ("said", "code", "cause"),
    [
        ({**BOOKMARK, "label": " "}, "E0000001", "label: The field cannot be left blank"),
        ({**BOOKMARK, "label": "x" * 101}, "E0000001", "label: The field is too long"),
        ({**BOOKMARK, "settings": {}}, "E0000001", "url: The field cannot be left blank"),
        ({**OIDC, "settings": {}}, "E0000001", "grant_types: The field cannot be left blank"),
        ({"label": "x"}, "E0000001", "signOnMode: The field cannot be left blank"),
        (
            {**BOOKMARK, "signOnMode": "AUTO_LOGIN"},
            "E0000001",
            "signOnMode: AUTO_LOGIN is not the mode of bookmark",
        ),
        ({**BOOKMARK, "name": "google"}, "E0000060", "The app 'google' of the catalog is not"),
        ({**BOOKMARK, "name": "druva_v2"}, "E0000060", "The app 'druva_v2' of the catalog is not"),
        ({**SAML, "signOnMode": "SAML_1_1"}, "E0000060", "The sign-on mode 'SAML_1_1' is not"),
        ({**BOOKMARK, "universalLogout": {}}, "E0000060", "The field 'universalLogout' is not"),
        (
            {**BOOKMARK, "credentials": {"userNameTemplate": {"template": "x"}}},
            "E0000060",
            "The username 'x' is not",
        ),
    ],
)
def test_an_app_that_cannot_be_is_not_created(
    client: Client, okta: FakeOkta, said: dict[str, Any], code: str, cause: str
) -> None:
    before = dump(okta.state)
    _, found, _, (first, *_) = error(client("POST", "/apps", said))
    assert (found, first.removesuffix(" modeled here")) == (code, cause)
    assert dump(okta.state) == before


def test_the_secret_of_a_client_is_shown_once(client: Client, okta: FakeOkta) -> None:
    app = create(client, OIDC)
    secret = app["credentials"]["oauthClient"]["client_secret"]
    assert len(secret) == 40
    assert app["credentials"]["oauthClient"]["client_id"] == app["id"]
    assert secret not in client("GET", f"/apps/{app['id']}").body.decode()
    assert secret not in json.dumps(dump(okta.state))


def test_a_client_without_secret_has_none(client: Client) -> None:
    given = {"oauthClient": {"token_endpoint_auth_method": "none", "client_id": "c1"}}
    app = create(client, OIDC, credentials=given)
    assert app["credentials"]["oauthClient"] == {
        "client_id": "c1",
        "autoKeyRotation": True,
        "token_endpoint_auth_method": "none",
    }


def test_secrets_of_an_app_are_kept_nowhere(client: Client, okta: FakeOkta, wire: Wire) -> None:
    given = {
        "scheme": "SHARED_USERNAME_AND_PASSWORD",
        "userName": "shared",
        "password": {"value": "S3cretShared"},
        "oauthClient": {"client_secret": "S3cretClient"},
    }
    app = create(client, STORE, credentials=given)
    assert app["credentials"]["password"] == {}
    assert app["credentials"]["userName"] == "shared"
    kept = json.dumps(dump(okta.state)) + str(list(wire.journal))
    assert "S3cret" not in kept + json.dumps(app)


def test_apps_are_listed_by_pages(client: Client) -> None:
    apps = [create(client, label=f"App {number}") for number in range(3)]
    first = client("GET", "/apps?limit=2")
    assert labels(first) == ["Druva 2.0", "App 0"]
    second = client("GET", links(first)[1].split(";")[0].strip("<>").partition("/api/v1")[2])
    assert labels(second) == ["App 1", "App 2"]
    assert len(links(second)) == 1
    assert labels(client("GET", f"/apps?after={apps[2]['id']}")) == []
    assert error(client("GET", "/apps?after=0oa1"))[1] == "E0000001"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=in", ["Intranet"]),
        ("q=BOOK", ["Intranet", "Wiki"]),
        ("q=dru", ["Druva 2.0"]),
        ('filter=name eq "bookmark"', ["Intranet", "Wiki"]),
        ('filter=name eq "Bookmark"', []),
        ('filter=status eq "INACTIVE"', ["Wiki"]),
        ('filter=status eq "ACTIVE" and name sw "book"', ["Intranet"]),
    ],
)
def test_apps_are_found(client: Client, query: str, found: list[str]) -> None:
    create(client)
    create(client, label="Wiki", query="?activate=false")
    assert labels(client("GET", f"/apps?{quote(query, safe='=&')}")) == found


def test_apps_are_found_by_whom_they_are_assigned_to(
    client: Client, okta: FakeOkta, ada: OktaUser
) -> None:
    sales = okta.directory.add_group("Sales")
    intranet, wiki = create(client), create(client, label="Wiki")
    client("POST", f"/apps/{wiki['id']}/users", {"id": ada.id})
    client("PUT", f"/apps/{intranet['id']}/groups/{sales.id}")
    okta.assignments.assign(ada.id)
    of_ada = quote(f'user.id eq "{ada.id}"')
    assert labels(client("GET", f"/apps?filter={of_ada}")) == ["Druva 2.0", "Wiki"]
    first = client("GET", f"/apps?filter={of_ada}&limit=1")
    assert labels(first) == ["Druva 2.0"]
    second = client("GET", links(first)[1].split(";")[0].strip("<>").partition("/api/v1")[2])
    assert (labels(second), len(links(second))) == (["Wiki"], 1)
    beside = client("GET", f"/apps?filter={of_ada}&after={intranet['id']}")
    assert error(beside)[1] == "E0000001"
    either = quote(f'user.id eq "{ada.id}" or group.id eq "{sales.id}"')
    assert labels(client("GET", f"/apps?filter={either}")) == ["Druva 2.0", "Intranet", "Wiki"]
    assert labels(client("GET", f"/groups/{sales.id}/apps")) == ["Intranet"]
    okta.assignments.assign_group(sales.id)
    assert labels(client("GET", f"/groups/{sales.id}/apps")) == ["Druva 2.0", "Intranet"]
    assert labels(client("GET", f"/groups/{sales.id}/apps?limit=1")) == ["Druva 2.0"]
    assert error(client("GET", "/groups/00g1/apps"))[:2] == (404, "E0000007")


def test_an_app_is_replaced_as_a_whole(client: Client) -> None:
    visible = {"hide": {"iOS": True, "web": True}}
    app = create(client, visibility=visible)
    assert app["visibility"]["hide"] == {"iOS": True, "web": True}
    url = {"app": {"url": "https://new.example"}}
    shown = {"hide": None, "autoLaunch": True}
    change = {**app, "label": "New", "settings": url, "visibility": shown, "status": "INACTIVE"}
    changed = client("PUT", f"/apps/{app['id']}", change).json()
    assert (changed["label"], changed["settings"]["app"]) == ("New", url["app"])
    assert changed["visibility"] == {
        "autoLaunch": True,
        "autoSubmitToolbar": False,
        "hide": {"iOS": False, "web": False},
    }
    assert (changed["status"], changed["name"]) == ("ACTIVE", "bookmark")
    other = client("PUT", f"/apps/{app['id']}", {**app, "signOnMode": "AUTO_LOGIN"})
    assert error(other)[1] == "E0000060"
    assert error(client("PUT", "/apps/0oa1", change))[:2] == (404, "E0000007")
    assert client("GET", f"/apps/{app['id']}").json() == changed


def test_only_an_inactive_app_is_deleted(client: Client, okta: FakeOkta, ada: OktaUser) -> None:
    app = create(client)
    path = f"/apps/{app['id']}"
    client("POST", f"{path}/users", {"id": ada.id})
    assert error(client("DELETE", path)) == (
        403,
        "E0000056",
        "Delete application forbidden.",
        ["The application must be deactivated before deletion."],
    )
    assert client("POST", f"{path}/lifecycle/deactivate").json() == {}
    assert client("GET", path).json()["status"] == "INACTIVE"
    assert client("DELETE", path).status == 204
    assert error(client("GET", path))[:2] == (404, "E0000007")
    assert labels(client("GET", "/apps")) == ["Druva 2.0"]
    assert len(okta.state.other_app_users) == 0


def test_an_app_may_begin_inactive_and_be_activated(client: Client) -> None:
    app = create(client, query="?activate=false")
    assert app["status"] == "INACTIVE"
    assert "activate" in app["_links"]
    assert client("POST", f"/apps/{app['id']}/lifecycle/activate").json() == {}
    assert client("GET", f"/apps/{app['id']}").json()["status"] == "ACTIVE"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", ""),
        ("DELETE", ""),
        ("POST", "/lifecycle/activate"),
        ("POST", "/lifecycle/deactivate"),
    ],
)
def test_druva_is_changed_in_the_console_only(
    client: Client, okta: FakeOkta, method: str, path: str
) -> None:
    assert error(client(method, f"/apps/{okta.app.id()}{path}"))[:2] == (501, "E0000060")


@pytest.mark.parametrize(
    "path",
    [
        "/meta/schemas/apps/{}/default",
        "/apps/{}/credentials/keys",
        "/apps/{}/grants",
    ],
)
def test_whatever_else_okta_has_of_an_app_is_not_modeled(client: Client, path: str) -> None:
    route = path.format(create(client)["id"])
    status, code, _, causes = error(client("GET", route))
    assert (status, code) == (501, "E0000060")
    assert causes == [f"GET /api/v1{route} is not modeled here"]


def test_the_connection_of_an_app_that_provisions_nobody_is_unknown(client: Client) -> None:
    path = f"/apps/{create(client)['id']}/connections/default"
    unknown = {"profile": {"authScheme": "UNKNOWN"}, "status": "UNKNOWN"}
    assert client("GET", path).json() == unknown
    for gone in ("/apps/0oa0/connections/default", "/meta/schemas/apps/0oa0/default"):
        assert error(client("GET", gone))[:2] == (404, "E0000007")
