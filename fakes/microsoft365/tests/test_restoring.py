"""Restoring a deleted user whose names others have taken."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.model import License, User
from fakes.wire import Address, Response

from .client import Client, error_of

E3 = (License.OFFICE_365_E3,)
UPN, NEW = "sam@corp.onmicrosoft.example", "soto@corp.example"
HELLO = Address("hello@corp.example")


def restored(client: Client, sam: User, body: object = None, name: str = "restore") -> Response:
    text = b"" if body is None else json.dumps(body).encode()
    path = f"/directory/deletedItems/{sam.id}/{name}"
    return client.graph(path, "POST", text, "application/json")


def conflict(answer: Response) -> tuple[str, str]:
    """Return the property and the object that a conflict is about."""
    first, second = answer.json()["error"]["details"]
    text = f"Another object with the same value for property {first['target']} already exists."
    assert error_of(answer) == (400, "Request_BadRequest", text)
    assert (first["code"], second["code"]) == ("ObjectConflict", "ConflictingObjects")
    assert first["message"] == second["message"] == text
    return first["target"], second["target"]


@pytest.mark.parametrize(
    "body", [None, {}, {"newUserPrincipalName": None, "autoReconcileProxyConflict": None}]
)
@pytest.mark.parametrize("name", ["restore", "microsoft.graph.restore", "graph.restore"])
def test_nothing_is_asked_for(
    fake: FakeMicrosoft365, client: Client, sam: User, body: Any, name: str
) -> None:
    fake.directory.delete_user(sam.id)
    answer = restored(client, sam, body, name).json()
    assert (answer["@odata.type"], answer["userPrincipalName"]) == ("#microsoft.graph.user", UPN)
    assert fake.directory.list_users() == (sam,)


def test_the_upn_is_somebody_elses(fake: FakeMicrosoft365, client: Client, sam: User) -> None:
    fake.directory.delete_user(sam.id)
    other = fake.directory.add_user(Address(UPN))
    reconciling = {"autoReconcileProxyConflict": True}
    for body in (None, reconciling):
        assert conflict(restored(client, sam, body)) == ("userPrincipalName", f"User_{other.id}")
    assert conflict(restored(client, sam, {"newUserPrincipalName": UPN.upper()})) == (
        "userPrincipalName",
        f"User_{other.id}",
    )
    assert [each.id for each in fake.directory.list_deleted_users()] == [sam.id]
    answer = restored(client, sam, {"newUserPrincipalName": NEW}).json()
    assert (answer["id"], answer["userPrincipalName"]) == (sam.id, NEW)
    assert fake.directory.list_deleted_users() == ()
    back = fake.directory.get_user(sam.id)
    assert back
    assert (back.mail, back.licenses) == (sam.mail, sam.licenses)
    assert {Address(NEW), HELLO} <= {*back.aliases}


def test_the_upn_and_the_address_are_somebody_elses(
    fake: FakeMicrosoft365, client: Client, sam: User
) -> None:
    fake.directory.delete_user(sam.id)
    other = fake.directory.add_user(Address(UPN), licenses=E3)
    new = {"newUserPrincipalName": NEW}
    assert conflict(restored(client, sam, new)) == ("proxyAddresses", f"User_{other.id}")
    assert restored(client, sam, {**new, "autoReconcileProxyConflict": True}).ok
    back = fake.directory.get_user(sam.id)
    assert back
    assert Address(UPN) not in back.aliases
    assert (back.mail, str(back.user_principal_name)) == (sam.mail, NEW)
    assert fake.directory.get_user(other.id) == other


def test_an_alias_is_somebody_elses(fake: FakeMicrosoft365, client: Client, sam: User) -> None:
    fake.directory.delete_user(sam.id)
    other = fake.directory.add_user(HELLO, licenses=E3)
    for body in (None, {"autoReconcileProxyConflict": False}, {"newUserPrincipalName": NEW}):
        assert conflict(restored(client, sam, body)) == ("proxyAddresses", f"User_{other.id}")
    back = fake.directory.restore_user(sam.id, auto_reconcile_proxy_conflict=True)
    assert (back.user_principal_name, back.mail) == (sam.user_principal_name, sam.mail)
    assert {*back.aliases} == {*sam.aliases} - {HELLO}


def test_the_primary_address_is_somebody_elses(fake: FakeMicrosoft365, sam: User) -> None:
    assert sam.mail
    fake.directory.delete_user(sam.id)
    fake.directory.add_user(sam.mail, licenses=E3)
    back = fake.directory.restore_user(sam.id, auto_reconcile_proxy_conflict=True)
    assert (back.mail, back.aliases) == (Address(UPN), (HELLO,))
    assert back.mail_nickname != sam.mail_nickname
    assert fake.exchange.list_messages(back.id) == ()


def test_every_address_is_somebody_elses(fake: FakeMicrosoft365, sam: User) -> None:
    assert sam.mail
    fake.directory.delete_user(sam.id)
    other = fake.directory.add_user(sam.mail, licenses=E3)
    for each in (UPN, "hello@corp.example"):
        fake.directory.add_alias(other.id, Address(each))
    back = fake.directory.restore_user(sam.id, auto_reconcile_proxy_conflict=True)
    assert back.mail == Address(f"{back.mail_nickname}@contoso.onmicrosoft.example")
    assert back.aliases == ()


def test_a_guest_whose_address_is_somebody_elses_has_none(fake: FakeMicrosoft365) -> None:
    home = Address("eve@home.example")
    eve = fake.directory.add_guest(home)
    fake.directory.delete_user(eve.id)
    fake.directory.add_user(Address("ada@corp.example"), mail=home)
    with pytest.raises(ValueError, match="another user is known as eve@home"):
        fake.directory.restore_user(eve.id)
    assert fake.directory.restore_user(eve.id, auto_reconcile_proxy_conflict=True).mail is None


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"newUserPrincipalName": 5}, 400, "BadRequest"),
        ({"autoReconcileProxyConflict": "yes"}, 400, "BadRequest"),
        (["newUserPrincipalName"], 400, "BadRequest"),
        ({"newUserPrincipalName": "soto+x@corp.example"}, 400, "Request_BadRequest"),
        ({"newUserPrincipalName": "soto"}, 400, "Request_BadRequest"),
        ({"newMail": NEW}, 501, "NotImplemented"),
    ],
)
def test_bodies_that_are_refused(
    fake: FakeMicrosoft365, client: Client, sam: User, body: Any, status: int, code: str
) -> None:
    fake.directory.delete_user(sam.id)
    assert error_of(restored(client, sam, body))[:2] == (status, code)
    assert [each.id for each in fake.directory.list_deleted_users()] == [sam.id]
