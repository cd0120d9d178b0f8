"""PATCH as RFC 7644, Okta, Entra ID and scimmy's own tests publish it, and where inSync differs."""

from __future__ import annotations

from typing import Any

import pytest

from fakes.insync import FakeInSync
from fakes.insync.model import Origin
from fakes.wire import Address, Response

from .identity_provider import ADA, ENTERPRISE, PATCH_OP, IdentityProvider

WORK = {"value": "work@x.example", "type": "work"}
HOME = {"value": "home@x.example", "type": "home"}
BABS = {"value": "2819c223", "display": "Babs Jensen"}
JAMES = {"value": "08e1d05d", "display": "James Smith"}
ADDRESS = {"type": "work", "streetAddress": "1 Main St", "locality": "Springfield"}
NAME = {"givenName": "Ada", "familyName": "Byron"}
Operation = dict[str, Any]


def op(verb: str, path: str | None = None, value: Any = None) -> Operation:
    said = {"op": verb, "path": path, "value": value}
    return {name: each for name, each in said.items() if each is not None}


def patched(provider: IdentityProvider, where: str, *operations: Operation) -> Response:
    return provider.send("PATCH", where, {"schemas": [PATCH_OP], "Operations": operations})


@pytest.fixture
def user(provider: IdentityProvider) -> str:
    """The path of a user who has an address and two emails."""
    created = provider.created(
        ADA, title="Countess", emails=[WORK, HOME], addresses=[ADDRESS], roles=[{"value": "admin"}]
    )
    return f"/Users/{created['id']}"


@pytest.fixture
def group(provider: IdentityProvider) -> str:
    """The path of a group with two members."""
    body = {"displayName": "Engines", "members": [BABS, JAMES]}
    return f"/Groups/{provider.send('POST', '/Groups', body).json()['id']}"


@pytest.mark.parametrize(
    ("operations", "name", "after"),
    [
        # RFC 7644, section 3.5.2.1
        ([op("add", value={"emails": [WORK], "nickname": "Babs"})], "nickName", "Babs"),
        ([op("add", value={"emails": [{"value": "n@x.example"}]})], "emails", 3),
        ([op("add", "emails", [WORK])], "emails", [WORK, HOME]),
        ([op("add", "name", {"formatted": "A"})], "name", {**NAME, "formatted": "A"}),
        # RFC 7644, section 3.5.2.2
        ([op("remove", 'emails[type eq "work" and value ew "x.example"]')], "emails", [HOME]),
        ([op("remove", 'emails[value ew "x.example"]')], "emails", None),
        ([op("remove", "emails")], "emails", None),
        ([op("remove", "name")], "name", None),
        ([op("remove", "name.familyName")], "name", {"givenName": "Ada"}),
        ([op("remove", "title")], "title", None),
        ([op("remove", "nickName")], "nickName", None),
        # RFC 7644, section 3.5.2.3
        ([op("replace", value={"emails": [HOME], "nickname": "Babs"})], "emails", [HOME]),
        ([op("replace", "emails", [HOME])], "emails", [HOME]),
        ([op("replace", "emails", HOME)], "emails", [HOME]),
        ([op("replace", "nickName", "Babs")], "nickName", "Babs"),
        ([op("replace", "name", {"formatted": "A"})], "name", {**NAME, "formatted": "A"}),
        (
            [op("replace", 'addresses[type eq "work"]', {**ADDRESS, "locality": "Hollywood"})],
            "addresses",
            [{**ADDRESS, "locality": "Hollywood"}],
        ),
        (
            [op("replace", 'addresses[type eq "work"].streetAddress', "2 Main St")],
            "addresses",
            [{**ADDRESS, "streetAddress": "2 Main St"}],
        ),
        # scimmy
        ([op("remove", "emails", {"type": "home"})], "emails", [WORK]),
        ([op("Remove", 'emails[type eq "work"]')], "emails", [HOME]),
        ([op("add", "password", "1234")], "password", None),
        # Entra ID
        ([op("Add", 'emails[type eq "other"].value', "o@x.example")], "emails", 3),
        ([op("Add", 'emails[type eq "other"]', {"value": "o@x.example"})], "emails", 3),
        (
            [op("Replace", value={'emails[type eq "work"].value': "n@x.example"})],
            "emails",
            [{**WORK, "value": "n@x.example"}, HOME],
        ),
        ([op("Add", value={f"{ENTERPRISE}:division": "D"})], ENTERPRISE, {"division": "D"}),
        ([op("Add", "phoneNumbers.value", "+44")], "phoneNumbers", [{"value": "+44"}]),
        ([op("Remove", f"{ENTERPRISE}:manager.value")], ENTERPRISE, None),
        # What is there already is not there twice (RFC 7643, section 2.4).
        (
            [op("add", "emails", [{**WORK, "display": "W"}])],
            "emails",
            [{**WORK, "display": "W"}, HOME],
        ),
        ([op("add", "emails", [{**WORK, "type": "other"}])], "emails", 3),
        (
            [op("add", "emails", {**HOME, "primary": True})],
            "emails",
            [WORK, {**HOME, "primary": True}],
        ),
    ],
)
def test_a_user_is_patched(
    provider: IdentityProvider, user: str, operations: list[Operation], name: str, after: Any
) -> None:
    assert patched(provider, user, *operations).status == 204

    found = provider.send("GET", user).json().get(name)
    assert (len(found) if isinstance(after, int) else found) == after


@pytest.mark.parametrize(
    ("operations", "members"),
    [
        # RFC 7644
        ([op("add", "members", [{"value": "new", "display": "New"}])], 3),
        ([op("remove", 'members[value eq "2819c223"]')], [JAMES]),
        ([op("remove", "members")], None),
        (
            [op("remove", 'members[value eq "2819c223"]'), op("add", "members", [BABS])],
            [JAMES, BABS],
        ),
        ([op("remove", "members"), op("add", "members", [BABS])], [BABS]),
        ([op("replace", "members", [JAMES])], [JAMES]),
        # Okta
        ([op("replace", "members", [])], None),
        # Entra ID
        ([op("Remove", "members", [{"$ref": None, "value": "2819c223"}])], [JAMES]),
        ([op("Remove", "members", [{"value": "2819c223"}, {"value": "08e1d05d"}])], None),
        ([op("Remove", "members", {"value": "2819c223"})], [JAMES]),
        # A member whose name is another one by now is no second member.
        ([op("add", "members", [{**BABS, "display": "B."}])], [{**BABS, "display": "B."}, JAMES]),
        ([op("add", "members", [{**BABS, "type": "User"}])], [{**BABS, "type": "User"}, JAMES]),
    ],
)
def test_the_members_of_a_group_are_patched(
    provider: IdentityProvider, group: str, operations: list[Operation], members: Any
) -> None:
    assert patched(provider, group, *operations).status == 204

    found = provider.send("GET", group).json().get("members")
    assert (len(found) if isinstance(members, int) else found) == members


def test_okta_names_the_id_of_a_group_that_it_renames(
    provider: IdentityProvider, group: str
) -> None:
    own_id = group.rpartition("/")[2]

    assert patched(provider, group, op("replace", value={"id": own_id, "displayName": "New"})).ok
    assert provider.send("GET", group).json()["displayName"] == "New"
    other = patched(provider, group, op("replace", value={"id": "other", "displayName": "Old"}))
    assert (other.status, other.json()["scimType"]) == (400, "mutability")
    assert provider.send("GET", group).json()["displayName"] == "New"


def test_what_a_client_read_it_may_send_back(provider: IdentityProvider, user: str) -> None:
    read = provider.send("GET", user).json()

    assert patched(provider, user, op("replace", value={**read, "nickName": "Babs"})).ok
    assert provider.send("GET", user).json() == {**read, "nickName": "Babs"}


@pytest.mark.parametrize(
    ("operation", "scim_type"),
    [
        # RFC 7644, section 3.5.2.2: what is required or read-only cannot be removed.
        (op("remove", "userName"), "mutability"),
        (op("remove", "id"), "mutability"),
        (op("remove", "meta"), "mutability"),
        (op("replace", value={"userName": None}), "mutability"),
        (op("remove"), "noTarget"),
        (op("remove", value={"emails": [WORK]}), "noTarget"),
        # Section 3.5.2.3: a filter that selects no value.
        (op("replace", 'emails[type eq "other"]', {"value": "o@x.example"}), "noTarget"),
        (op("replace", 'emails[type eq "other"].value', "o@x.example"), "noTarget"),
        (op("add", "name", "Ada"), "invalidValue"),
        (op("add", "emails", "o@x.example"), "invalidValue"),
        (op("remove", "emails", []), "invalidValue"),
        (op("remove", "emails", [{"shoe": 5}]), "invalidValue"),
        (op("remove", 'emails[type eq "work"]', [WORK]), "invalidValue"),
        (op("remove", "emails[type eq work]"), "invalidPath"),
        # F60: every user has a displayName; a user is active or preserved, and nothing third.
        (op("remove", "displayName"), "mutability"),
        (op("remove", "active"), "mutability"),
        ({"op": "replace", "path": "active", "value": None}, "mutability"),
        # F35: a userName is an address.
        (op("replace", "userName", "ghjk"), "invalidValue"),
    ],
)
def test_a_patch_that_cannot_be_done_is_refused(
    insync: FakeInSync, provider: IdentityProvider, user: str, operation: Operation, scim_type: str
) -> None:
    before = insync.accounts.all()

    answer = patched(provider, user, op("replace", "title", "Lady"), operation)

    assert (answer.status, answer.json()["scimType"]) == (400, scim_type)
    assert insync.accounts.all() == before


def test_a_patch_of_an_account_that_was_never_sent_keeps_its_name_and_email(
    insync: FakeInSync, provider: IdentityProvider
) -> None:
    by_hand = insync.accounts.add(email_id=Address(ADA), display_name="Ada Byron")
    user = f"/Users/{by_hand.scim_id}"
    before = provider.send("GET", user).json()

    assert patched(provider, user, op("replace", "title", "Countess")).ok

    after = provider.send("GET", user).json()
    assert after == {**before, "title": "Countess"}
    assert (after["name"], after["emails"][0]["value"]) == (NAME, ADA)
    assert insync.accounts.account(by_hand.id).origin is Origin.SCIM
