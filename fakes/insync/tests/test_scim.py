"""What an identity provider sends, and what becomes of it, over the wire alone."""

from __future__ import annotations

from typing import Any

import pytest

from fakes.insync import FakeInSync
from fakes.insync.model import AccountStatus, Origin, PreservedBy
from fakes.wire import Address, Request, Wire

from .identity_provider import CORE, ENTERPRISE, IdentityProvider, StillClock, user

ADA = "ada@corp.example"


def test_a_created_user_is_an_account(insync: FakeInSync, provider: IdentityProvider) -> None:
    response = provider.create(ADA, userPrincipalName="abyron@corp.example")

    (account,) = insync.accounts.all()
    assert (response.status, account.ad_attribute) == (201, "abyron@corp.example")
    assert Address(ADA) == account.email_id
    assert (
        account.display_name,
        account.origin,
        account.external_id,
    ) == ("Ada Byron", Origin.SCIM, "00u1")
    assert (
        account.profile,
        account.storage,
        account.status,
    ) == ("Default", "Default", AccountStatus.ACTIVE)


def test_the_answer_is_the_user_and_where_it_is(
    insync: FakeInSync, provider: IdentityProvider
) -> None:
    response = provider.create(ADA)

    body = response.json()
    location = f"https://apis.druva.example/insync/scim/Users/{body['id']}"
    assert insync.accounts.all()[0].scim_id == body["id"]
    assert location == response.header("Location") == body["meta"]["location"]
    assert body["meta"]["resourceType"] == "User"
    assert "password" not in body


def test_what_was_sent_is_given_back(provider: IdentityProvider) -> None:
    sent = user(
        "Ada@Corp.example",
        userPrincipalName="not an address",
        title="Countess",
        companyName="Engines, Ltd",
        emails=[{"primary": True, "value": "Ada@Corp.Example", "type": "work"}],
        phoneNumbers=[{"value": "+44 20", "type": "mobile"}],
        **{ENTERPRISE: {"department": "Analysis", "manager": {"value": "7"}}},
    )
    created = provider.send("POST", "/Users", sent).json()

    got = provider.get(created["id"])
    kept = sent.keys() - {"password", "groups", "schemas"}
    assert {name: sent[name] for name in kept} == {name: got[name] for name in kept}
    assert got["schemas"] == [CORE, ENTERPRISE]


def test_what_insync_has_no_attribute_for_is_dropped(provider: IdentityProvider) -> None:
    created = provider.created(
        ADA, shoeSize="38", **{"urn:acme:2.0:User": {"userPrincipalName": "x"}}
    )

    got = provider.get(created["id"])
    assert set() == {"shoeSize", "urn:acme:2.0:User", "userPrincipalName"} & got.keys()


@pytest.mark.parametrize(
    ("display", "name", "expected"),
    [
        ("Ada", {"givenName": "A", "familyName": "B"}, "Ada"),
        ("", {"givenName": "A", "familyName": "B"}, "Ada Byron"),
        ("A?*/\\<>B", None, "A______B"),
    ],
)
def test_the_display_name_of_a_replacement(
    insync: FakeInSync, provider: IdentityProvider, display: str, name: Any, expected: str
) -> None:
    scim_id = provider.created(ADA)["id"]

    provider.send("PUT", f"/Users/{scim_id}", user(ADA, displayName=display, name=name))

    assert expected == insync.accounts.all()[0].display_name


def test_a_replacement_needs_a_display_name(insync: FakeInSync, provider: IdentityProvider) -> None:
    scim_id = provider.created(ADA)["id"]

    answer = provider.send("PUT", f"/Users/{scim_id}", user(ADA, displayName=None))

    assert (answer.status, answer.json()["detail"]) == (400, "displayName is required")
    assert insync.accounts.all()[0].display_name == "Ada Byron"


@pytest.mark.parametrize(
    "lacking", [{"displayName": None}, {"displayName": ""}, {"userName": None}]
)
def test_a_user_without_a_name_is_refused_like_one_whom_no_mapping_fits(
    insync: FakeInSync, provider: IdentityProvider, lacking: dict[str, str | None]
) -> None:
    nameless = provider.send("POST", "/Users", user(ADA, **lacking))
    insync.provisioning.save_mappings(())
    unfit = provider.create(ADA)

    assert (nameless.status, nameless.json()) == (unfit.status, unfit.json())
    assert nameless.json()["detail"] == "None of the SCIM Mapping matched to create user"
    assert insync.accounts.all() == ()


def test_without_any_mapping_everyone_may_be_created_instead(
    insync: FakeInSync, provider: IdentityProvider
) -> None:
    insync.provisioning.save_mappings(())
    insync.readings.choose("A27", "everyone is created")

    provider.created(ADA)

    assert insync.accounts.all()[0].profile == "Default"


@pytest.mark.parametrize(
    ("filter_", "found"),
    [
        (f'userName eq "{ADA}"', [ADA]),
        (f'userName eq "{ADA.upper()}"', [ADA]),
        (f'{CORE}:userName eq "{ADA}"', [ADA]),
        ('userName eq "ada"', []),
        ('userName eq "bob@corp.example"', []),
        ('externalId eq "00u1"', [ADA]),
        ('externalId eq "00U1"', []),
        ('userName sw "ada"', [ADA]),
        ('title eq "countess" and active eq true', [ADA]),
        ('userPrincipalName eq "ABYRON@corp.example"', [ADA]),
    ],
)
def test_a_user_is_found_by(provider: IdentityProvider, filter_: str, found: list[str]) -> None:
    provider.created("zoe@corp.example", externalId="00u2")
    provider.created(ADA, title="Countess", userPrincipalName="abyron@corp.example")

    assert found == provider.found(filter_)


def test_users_come_in_pages(provider: IdentityProvider) -> None:
    names = [f"u{number}@corp.example" for number in range(5)]
    for name in names:
        provider.created(name)

    pages = [provider.search(startIndex=start, count=2) for start in (1, 3, 5, 7)]

    assert names == [each["userName"] for page in pages for each in page["Resources"]]
    assert [(page["totalResults"], page["startIndex"], page["itemsPerPage"]) for page in pages] == [
        (5, 1, 2),
        (5, 3, 2),
        (5, 5, 1),
        (5, 7, 0),
    ]


def test_what_a_filter_finds_comes_in_pages_too(provider: IdentityProvider) -> None:
    for name in ("old@corp.example", "new@corp.example"):
        provider.created(name, externalId="00u7")

    page = provider.search(filter='externalId eq "00u7"', startIndex=2, count=1)

    assert [each["userName"] for each in page["Resources"]] == ["new@corp.example"]
    assert (page["totalResults"], page["itemsPerPage"]) == (2, 1)


def test_an_empty_answer_lists_nobody(provider: IdentityProvider) -> None:
    answer = provider.search(filter=f'userName eq "{ADA}"', startIndex=1, count=100)

    assert (answer["totalResults"], answer["Resources"]) == (0, [])


@pytest.mark.parametrize("taken", [ADA, ADA.upper()])
@pytest.mark.parametrize("by_hand", [True, False])
def test_an_email_id_is_given_once(
    insync: FakeInSync, provider: IdentityProvider, taken: str, by_hand: bool
) -> None:
    if by_hand:
        insync.accounts.add(email_id=Address(ADA), display_name="Ada")
    else:
        provider.created(ADA)

    response = provider.create(taken)

    assert (response.status, response.json()["scimType"]) == (409, "uniqueness")
    assert len(insync.accounts.all()) == 1


@pytest.mark.parametrize("user_name", ["ada", "", "ada@localhost"])
def test_a_user_name_is_an_address(
    insync: FakeInSync, provider: IdentityProvider, user_name: str
) -> None:
    response = provider.create(user_name)

    assert (response.status, response.json()["scimType"]) == (400, "invalidValue")
    assert insync.accounts.all() == ()


def test_put_renames_in_place(insync: FakeInSync, provider: IdentityProvider) -> None:
    created = provider.created("abyron@corp.example", userPrincipalName="old")

    response = provider.put(
        created["id"], userName=ADA, displayName="Ada L", userPrincipalName="abyron@corp.example"
    )

    (account,) = insync.accounts.all()
    assert (response.status, response.json()["userName"]) == (200, ADA)
    assert (ADA, "Ada L", "abyron@corp.example", created["id"]) == (
        account.email_id.text,
        account.display_name,
        account.ad_attribute,
        account.scim_id,
    )
    assert not account.must_reset_password


def test_put_to_a_taken_email_id_changes_nothing(
    insync: FakeInSync, provider: IdentityProvider
) -> None:
    provider.created(ADA)
    other = provider.created("bob@corp.example")
    before = insync.accounts.all()

    response = provider.put(other["id"], userName=ADA, title="Usurper")

    assert response.status == 409
    assert before == insync.accounts.all()


def test_an_account_added_by_hand_becomes_managed(
    insync: FakeInSync, provider: IdentityProvider
) -> None:
    by_hand = insync.accounts.add(email_id=Address(ADA), display_name="Ada")
    (found,) = provider.search(filter=f'userName eq "{ADA}"')["Resources"]

    provider.put(found["id"], userPrincipalName="abyron@corp.example")

    managed = insync.accounts.account(by_hand.id)
    assert (by_hand.origin, managed.origin) == (Origin.MANUAL, Origin.SCIM)
    assert managed.ad_attribute == "abyron@corp.example"


def test_a_put_that_says_nothing_new_takes_over_too(
    insync: FakeInSync, provider: IdentityProvider
) -> None:
    by_hand = insync.accounts.add(email_id=Address(ADA), display_name="Ada")

    provider.put(by_hand.scim_id)

    assert Origin.SCIM is insync.accounts.account(by_hand.id).origin


def test_the_ad_attribute_goes_when_it_is_no_longer_sent(
    insync: FakeInSync, provider: IdentityProvider
) -> None:
    created = provider.created(ADA, userPrincipalName="abyron@corp.example")
    body = provider.get(created["id"])
    del body["userPrincipalName"]

    provider.send("PUT", f"/Users/{created['id']}", body)

    assert insync.accounts.all()[0].ad_attribute is None


@pytest.mark.parametrize("way", ["patch", "put", "delete"])
def test_the_identity_provider_preserves(
    insync: FakeInSync, provider: IdentityProvider, way: str
) -> None:
    scim_id = provider.created(ADA, userPrincipalName="abyron@corp.example")["id"]

    if way == "patch":
        response = provider.patch_active(scim_id, False)
    elif way == "put":
        response = provider.put(scim_id, active=False)
    else:
        response = provider.send("DELETE", f"/Users/{scim_id}")

    (account,) = insync.accounts.all()
    assert response.ok
    assert AccountStatus.PRESERVED is account.status
    assert PreservedBy.IDENTITY_PROVIDER is account.preserved_by
    assert account.ad_attribute == "abyron@corp.example"
    if way != "delete":
        assert provider.get(scim_id)["active"] is False


def test_what_scim_deleted_is_gone_from_scim(
    insync: FakeInSync, provider: IdentityProvider
) -> None:
    scim_id = provider.created(ADA)["id"]
    provider.created("bob@corp.example", externalId="00u2")

    assert provider.send("DELETE", f"/Users/{scim_id}").status == 204

    assert provider.send("GET", f"/Users/{scim_id}").status == 404
    assert provider.send("DELETE", f"/Users/{scim_id}").status == 404
    assert provider.search()["totalResults"] == 1
    assert provider.found(f'userName eq "{ADA}"') == []
    assert provider.found('externalId eq "00u1"') == []
    assert provider.found('userName sw "a"') == []
    assert len(insync.accounts.all()) == 2


def test_what_scim_deleted_is_given_back_when_created_again(
    insync: FakeInSync, provider: IdentityProvider
) -> None:
    scim_id = provider.created(ADA)["id"]
    provider.send("DELETE", f"/Users/{scim_id}")

    again = provider.created(ADA.upper(), userPrincipalName="new@corp.example")

    (account,) = insync.accounts.all()
    assert again["id"] == account.scim_id != scim_id
    assert account.status is AccountStatus.ACTIVE
    assert account.ad_attribute == "new@corp.example"
    assert provider.found(f'userName eq "{ADA}"') == [ADA]


@pytest.mark.parametrize(("reading", "status"), [("stays preserved", 201), ("refused", 403)])
def test_what_an_administrator_preserved_is_given_back_preserved_or_not_at_all(
    insync: FakeInSync, provider: IdentityProvider, reading: str, status: int
) -> None:
    insync.readings.choose("A26", reading)
    scim_id = provider.created(ADA)["id"]
    insync.accounts.preserve(1)
    provider.send("DELETE", f"/Users/{scim_id}")

    assert provider.create(ADA).status == status
    assert insync.accounts.all()[0].status is AccountStatus.PRESERVED


def test_what_scim_deleted_may_stay_inactive_instead(
    insync: FakeInSync, provider: IdentityProvider
) -> None:
    insync.readings.choose("A55", "stays inactive")
    scim_id = provider.created(ADA)["id"]

    provider.send("DELETE", f"/Users/{scim_id}")

    assert provider.get(scim_id)["active"] is False
    assert provider.create(ADA).status == 409


@pytest.mark.parametrize("way", ["patch", "put"])
def test_what_the_identity_provider_preserved_it_brings_back(
    insync: FakeInSync, provider: IdentityProvider, way: str
) -> None:
    scim_id = provider.created(ADA)["id"]
    provider.patch_active(scim_id, False)

    response = (
        provider.patch_active(scim_id, True)
        if way == "patch"
        else provider.put(scim_id, active=True)
    )

    (account,) = insync.accounts.all()
    assert response.ok
    assert (account.status, account.preserved_by) == (AccountStatus.ACTIVE, None)


@pytest.mark.parametrize(("reading", "status"), [("stays preserved", 200), ("refused", 403)])
def test_what_an_administrator_preserved_stays_preserved(
    insync: FakeInSync, provider: IdentityProvider, reading: str, status: int
) -> None:
    insync.readings.choose("A26", reading)
    scim_id = provider.created(ADA)["id"]
    insync.accounts.preserve(1)

    response = provider.put(scim_id, active=True)

    (account,) = insync.accounts.all()
    assert status == response.status
    assert AccountStatus.PRESERVED is account.status
    assert PreservedBy.ADMINISTRATOR is account.preserved_by


@pytest.mark.parametrize(
    ("reading", "sent", "stored"),
    [
        ("cleared", None, None),
        ("cleared", "new@corp.example", "new@corp.example"),
        ("kept", None, "old@corp.example"),
        ("kept", "new@corp.example", "new@corp.example"),
        ("kept", "", None),
    ],
)
def test_a_replacement_may_leave_the_attribute_out(
    insync: FakeInSync, provider: IdentityProvider, reading: str, sent: str, stored: str
) -> None:
    insync.readings.choose("A33", reading)
    scim_id = provider.created(ADA, userPrincipalName="old@corp.example")["id"]

    provider.send("PUT", f"/Users/{scim_id}", user(ADA, userPrincipalName=sent))

    (account,) = insync.accounts.all()
    assert account.ad_attribute == stored


def test_a_user_that_arrives_inactive_comes_in_active(
    insync: FakeInSync, provider: IdentityProvider
) -> None:
    provider.created(ADA, active=False)

    assert AccountStatus.ACTIVE is insync.accounts.all()[0].status


@pytest.mark.parametrize(
    ("days", "status"), [(0, 200), (364, 200), (365, 200), (366, 401), (1000, 401)]
)
def test_a_token_opens_for_365_days(
    clock: StillClock, provider: IdentityProvider, days: int, status: int
) -> None:
    clock.pass_(days=days)

    assert status == provider.send("GET", "/Users?startIndex=1&count=2").status


def test_a_new_token_replaces_the_one_before(
    insync: FakeInSync, provider: IdentityProvider
) -> None:
    old, provider.token = provider.token, insync.provisioning.new_token()

    assert provider.send("GET", "/Users").status == 200
    provider.token = old
    assert provider.send("GET", "/Users").status == 401


@pytest.mark.parametrize("token", ["", "wrong"])
def test_without_the_token_nothing_is_done(
    insync: FakeInSync, provider: IdentityProvider, token: str
) -> None:
    provider.token = token

    response = provider.create(ADA)

    assert (response.status, response.json()["status"]) == (401, "401")
    assert insync.accounts.all() == ()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/Devices", 404),
        ("POST", "/Devices", 404),
        ("GET", "/Groups/1/2", 404),
        ("GET", "/v2/Users", 404),
        ("GET", "/Nonsense/1/2", 404),
        ("POST", "/Bulk", 501),
    ],
)
def test_scim_paths_that_are_not_served(
    provider: IdentityProvider, method: str, path: str, status: int
) -> None:
    response = provider.send(method, path, {} if method == "POST" else None)

    assert status == response.status
    assert response.json()["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:Error"]
    if status == 404:
        assert f"{method} {path}" in response.json()["detail"]


@pytest.mark.parametrize(
    "path", ["/", "/insync/scimmer", "/insync/usermanagement/v2/users", "/insync/scim2/Users"]
)
def test_other_paths_are_not_implemented(
    wire: Wire,
    insync: FakeInSync,
    path: str,
) -> None:
    response = wire.send("anyone", Request("POST", f"https://apis.druva.example{path}"))

    assert response.status == 501
    assert {
        "code": "InsyncCappmaster-1007",
        "message": f"Method Not implemented: POST {path}",
        "retryable": False,
        "data": None,
    } == response.json()


def test_the_schema_lists_the_user_principal_name(provider: IdentityProvider) -> None:
    schema = provider.send("GET", f"/Schemas/{CORE}").json()

    assert "userPrincipalName" in [attribute["name"] for attribute in schema["attributes"]]


def test_unknown_ids_are_not_found(provider: IdentityProvider) -> None:
    answers = [
        provider.send("GET", "/Users/none"),
        provider.send("PUT", "/Users/none", user(ADA)),
        provider.patch_active("none", False),
        provider.send("DELETE", "/Users/none"),
    ]

    assert [answer.status for answer in answers] == [404] * 4
