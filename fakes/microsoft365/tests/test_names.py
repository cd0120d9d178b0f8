"""Which names a user can have, whoever asks for them."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.model import License, User
from fakes.store.saving import dump, load
from fakes.wire import Address, Response

from .client import Client, error_of, user

E3 = (License.OFFICE_365_E3,)
LOCAL, DOMAIN = "a" * 64, f"{'b' * 40}.example"
REFUSED_UPNS = (
    "zoe+hr@corp.example",
    "zoé@corp.example",
    "zoe&max@corp.example",
    "zoe(hr)@corp.example",
    "zoe/hr@corp.example",
    "zoe%hr@corp.example",
    "zoe,hr@corp.example",
    "zoe:hr@corp.example",
    "zoe`hr@corp.example",
    "zoe$hr@corp.example",
    ".zoe@corp.example",
    "zoe..z@corp.example",
    "zoe.@corp.example",
    f"a{LOCAL}@corp.example",
    f"zoe@b{DOMAIN}",
    "zoe@körp.example",
)
ACCEPTED_UPNS = (
    "o'hara@corp.example",
    "$zoe@corp.example",
    "z#o!e^~_-.z9@corp.example",
    "zoe_home.example#EXT#@corp.example",
    f"{LOCAL}@{DOMAIN}",
)
REFUSED_ADDRESSES = (
    "zoé@corp.example",
    "zoe(hr)@corp.example",
    "zoe,hr@corp.example",
    "zoe;hr@corp.example",
    "zoe:hr@corp.example",
    "zoe[hr]@corp.example",
    'zoe"hr@corp.example',
    "zoe\\hr@corp.example",
    ".zoe@corp.example",
    "zoe..z@corp.example",
    "zoe.@corp.example",
    f"a{LOCAL}@corp.example",
    f"zoe@{'b' * 250}.example",
    "zoe@körp.example",
)
ACCEPTED_ADDRESSES = ("zoe+hr@corp.example", "zoe&max@corp.example", "o'hara/x@corp.example")
REFUSED_NICKNAMES = (
    "naveen,mills",
    "mills.jr.",
    ".mills",
    "m..n",
    "a b",
    "zoé",
    "a@b",
    f"a{LOCAL}",
)
UPN_INVALID = "Property userPrincipalName is invalid."
INVALID = "Invalid value specified for property '{}' of resource 'User'."
TAKEN = "Another object with the same value for property {} already exists."


def created(client: Client, **changed: object) -> Response:
    body = {
        "accountEnabled": True,
        "displayName": "Zoe Zink",
        "mailNickname": "zoe",
        "userPrincipalName": "zoe@corp.example",
        "passwordProfile": {"password": "Spring-2026!", "forceChangePasswordNextSignIn": True},
        **changed,
    }
    return client.graph("/users", "POST", json.dumps(body).encode(), "application/json")


def patched(client: Client, key: str, **changed: object) -> Response:
    return client.graph(user(key), "PATCH", json.dumps(changed).encode(), "application/json")


def expect_refused(change: Callable[[], object], text: str) -> None:
    with pytest.raises(ValueError, match=r"expected|a dot") as refused:
        change()
    assert str(refused.value).startswith(text)


@pytest.mark.parametrize("upn", REFUSED_UPNS)
def test_no_admin_gives_a_upn_that_is_refused(fake: FakeMicrosoft365, sam: User, upn: str) -> None:
    fake.directory.delete_user(fake.directory.add_user(Address("max@corp.example")).id)
    (deleted,) = fake.directory.list_deleted_users()
    name = Address(upn)
    expect_refused(lambda: fake.directory.add_user(name, licenses=E3), UPN_INVALID)
    expect_refused(lambda: fake.directory.change_username(sam.id, name), UPN_INVALID)
    expect_refused(
        lambda: fake.directory.restore_user(deleted.id, new_user_principal_name=name), UPN_INVALID
    )
    assert fake.directory.list_users() == (sam,)
    assert fake.directory.list_deleted_users() == (deleted,)


@pytest.mark.parametrize("upn", [*REFUSED_UPNS, "zoe", "z oe@corp.example", "@corp.example"])
def test_no_client_gives_a_upn_that_is_refused(
    fake: FakeMicrosoft365, client: Client, sam: User, upn: str
) -> None:
    answers = (
        created(client, userPrincipalName=upn),
        patched(client, sam.id, userPrincipalName=upn, displayName="Another"),
    )
    for answer in answers:
        assert error_of(answer) == (400, "Request_BadRequest", UPN_INVALID)
        assert answer.json()["error"]["details"] == [
            {"code": "InvalidValue", "message": UPN_INVALID, "target": "userPrincipalName"}
        ]
    assert fake.directory.list_users() == (sam,)


@pytest.mark.parametrize(
    ("name", "most"), [("displayName", 256), ("givenName", 64), ("surname", 64)]
)
def test_what_a_person_is_called_has_a_longest_length(
    fake: FakeMicrosoft365, client: Client, sam: User, name: str, most: int
) -> None:
    called: dict[str, object] = {"userPrincipalName": "max@corp.example", name: "é" * (most + 1)}
    for answer in (created(client, **called), patched(client, sam.id, **{name: called[name]})):
        assert error_of(answer) == (400, "Request_BadRequest", INVALID.format(name))
    assert fake.directory.list_users() == (sam,)
    assert created(client, **{**called, name: "é" * most}).status == 201
    assert patched(client, sam.id, **{name: "x" * most}).status == 204


@pytest.mark.parametrize("upn", ACCEPTED_UPNS)
def test_a_upn_that_is_accepted(fake: FakeMicrosoft365, client: Client, upn: str) -> None:
    assert created(client, userPrincipalName=upn).json()["userPrincipalName"] == upn
    quoted = upn.replace("'", "''")
    (found,) = client.graph(
        f"/users?$filter=userPrincipalName eq '{quoted}'".replace("#", "%23").replace(" ", "%20")
    ).json()["value"]
    assert found["userPrincipalName"] == upn
    assert client.graph(f"/users('{quoted}')".replace("#", "%23")).json() == found | {
        "@odata.context": "https://graph.microsoft.example/v1.0/$metadata#users/$entity"
    }
    fake.directory.delete_user(found["id"])
    assert fake.directory.add_user(Address(upn), licenses=E3).mail == Address(upn)


@pytest.mark.parametrize("text", REFUSED_ADDRESSES)
def test_no_address_that_is_refused(
    fake: FakeMicrosoft365, client: Client, sam: User, text: str
) -> None:
    address, of_mail = Address(text), INVALID.format("mail")
    zoe = Address("zoe@corp.example")
    expect_refused(lambda: fake.directory.add_user(zoe, mail=address, mail_nickname="zoe"), of_mail)
    expect_refused(lambda: fake.directory.set_primary_address(sam.id, address), of_mail)
    expect_refused(
        lambda: fake.directory.add_alias(sam.id, address), INVALID.format("proxyAddresses")
    )
    for answer in (created(client, mail=text), patched(client, sam.id, mail=text)):
        assert error_of(answer) == (400, "Request_BadRequest", of_mail)
        assert answer.json()["error"]["details"][0]["target"] == "mail"
    assert fake.directory.list_users() == (sam,)


@pytest.mark.parametrize("text", ACCEPTED_ADDRESSES)
def test_an_address_that_is_accepted(fake: FakeMicrosoft365, sam: User, text: str) -> None:
    assert Address(text) in fake.directory.add_alias(sam.id, Address(text)).aliases
    assert fake.directory.set_primary_address(sam.id, Address(text)).mail == Address(text)


@pytest.mark.parametrize("text", REFUSED_NICKNAMES)
def test_no_nickname_that_is_refused(
    fake: FakeMicrosoft365, client: Client, sam: User, text: str
) -> None:
    refused = INVALID.format("mailNickname")
    zoe = Address("zoe@corp.example")
    expect_refused(lambda: fake.directory.add_user(zoe, mail_nickname=text, licenses=E3), refused)
    for answer in (created(client, mailNickname=text), patched(client, sam.id, mailNickname=text)):
        assert error_of(answer) == (400, "Request_BadRequest", refused)
        assert answer.json()["error"]["details"] == [
            {"code": "InvalidValue", "message": refused, "target": "mailNickname"}
        ]
    assert fake.directory.list_users() == (sam,)


def test_no_shared_mailbox_has_a_name_that_is_refused(fake: FakeMicrosoft365) -> None:
    address = Address("sales+de@corp.example")
    expect_refused(lambda: fake.exchange.add_shared_mailbox(address), UPN_INVALID)
    assert fake.directory.list_users() == ()


def test_digits_behind_the_longest_nickname_make_it_no_longer(fake: FakeMicrosoft365) -> None:
    for domain in ("one.example", "two.example"):
        added = fake.directory.add_user(Address(f"{LOCAL}@{domain}"), licenses=E3)
        assert len(added.mail_nickname) == len(LOCAL)


def test_names_of_somebody_else(fake: FakeMicrosoft365, client: Client, sam: User) -> None:
    max_ = fake.directory.add_user(Address("max@corp.example"), licenses=E3)
    asked = (
        (created(client, userPrincipalName="MAX@corp.example"), "userPrincipalName", max_),
        (patched(client, sam.id, userPrincipalName="max@corp.example"), "userPrincipalName", max_),
        (created(client, mail="hello@corp.example"), "proxyAddresses", sam),
        (patched(client, max_.id, mail="Hello@corp.example"), "proxyAddresses", sam),
    )
    for answer, name, holder in asked:
        text = TAKEN.format(name)
        assert error_of(answer) == (400, "Request_BadRequest", text)
        assert answer.json()["error"]["details"] == [
            {"code": "ObjectConflict", "message": text, "target": name},
            {"code": "ConflictingObjects", "message": text, "target": f"User_{holder.id}"},
        ]
    assert fake.directory.list_users() == (sam, max_)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('"sam@corp.onmicrosoft.example"', '"s+m@corp.onmicrosoft.example"', "userPrincipalName"),
        ('"hello@corp.example"', '"he,llo@corp.example"', "proxyAddresses"),
        ('"sam.soto@corp.example"', '"sam..soto@corp.example"', "mail"),
        ('"mail_nickname": "sam.soto"', '"mail_nickname": "sam.soto."', "mailNickname"),
    ],
)
@pytest.mark.usefixtures("sam")
def test_no_state_holds_a_name_that_is_refused(
    fake: FakeMicrosoft365, before: str, after: str, said: str
) -> None:
    text = json.dumps(dump(fake.state))
    assert before in text
    with pytest.raises(ValueError, match=f"users: .*, {said}: "):
        load(fake.state, json.loads(text.replace(before, after)))


def test_a_state_from_before_there_were_guests(fake: FakeMicrosoft365, sam: User) -> None:
    state = dump(fake.state)
    for each in state["users"]:
        del each["user_type"]
    load(fake.state, state)
    assert fake.directory.list_users() == (sam,)


def test_a_password_is_not_kept(fake: FakeMicrosoft365, client: Client) -> None:
    assert created(client).status == 201
    assert patched(client, "zoe@corp.example", passwordProfile={"password": "Autumn-2026!"}).ok
    told = json.dumps(dump(fake.state)) + str(tuple(client.wire.journal))
    assert told.count("Zoe Zink") > 2
    assert "2026!" not in told


@pytest.mark.parametrize(
    "name",
    ["accountEnabled", "displayName", "mailNickname", "passwordProfile", "userPrincipalName"],
)
def test_what_a_new_user_needs(fake: FakeMicrosoft365, client: Client, name: str) -> None:
    text = f"Property {name} value is required but is empty or missing."
    assert error_of(created(client, **{name: None})) == (400, "Request_BadRequest", text)
    assert fake.directory.list_users() == ()


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"displayName": 5}, 400, "BadRequest"),
        ({"accountEnabled": "true"}, 400, "BadRequest"),
        ({"passwordProfile": "secret"}, 400, "BadRequest"),
        ({"mail": ["zoe@corp.example"]}, 400, "BadRequest"),
        ({"userType": "Visitor"}, 400, "Request_BadRequest"),
        ({"ageGroup": "Adult"}, 501, "NotImplemented"),
    ],
)
def test_bodies_that_are_refused(
    fake: FakeMicrosoft365,
    client: Client,
    sam: User,
    changed: dict[str, object],
    status: int,
    code: str,
) -> None:
    for answer in (created(client, **changed), patched(client, sam.id, surname="New", **changed)):
        assert error_of(answer)[:2] == (status, code)
    assert fake.directory.list_users() == (sam,)


def test_a_user_is_created_and_changed(fake: FakeMicrosoft365, client: Client) -> None:
    answer = created(client, accountEnabled=False, surname="Zink", userType="guest")
    found = answer.json()
    assert (answer.status, found["displayName"], found["surname"]) == (201, "Zoe Zink", "Zink")
    changed = patched(client, "zoe@corp.example", userPrincipalName="z@corp.example", surname=None)
    assert (changed.status, changed.body) == (204, b"")
    (zoe,) = fake.directory.list_users()
    assert (zoe.id, str(zoe.user_principal_name), zoe.surname) == (
        found["id"],
        "z@corp.example",
        "",
    )
    assert (zoe.account_enabled, zoe.user_type.value, zoe.licenses) == (False, "Guest", ())
    assert patched(client, "nobody@corp.example", surname="x").status == 404
