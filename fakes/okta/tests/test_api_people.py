"""The Management API: finding people, the rest of their lifecycle, groups."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from freezegun import freeze_time

from fakes.okta import FakeOkta
from fakes.okta.model import OktaUser, UserStatus
from fakes.wire import Response

from .api import PROFILE, Client, error, links


def add(okta: FakeOkta, name: str, **further: str) -> OktaUser:
    return okta.directory.add(
        login=f"{name}@corp.example",
        email=f"{name}.hill@corp.example",
        first_name=name.capitalize(),
        last_name="Hill",
        further=tuple(further.items()),
    )


def logins(answer: Response) -> list[str]:
    assert answer.status == 200, answer
    return [each["profile"]["login"].partition("@")[0] for each in answer.json()]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=LI", ["lia"]),
        ("q=hill&limit=2", ["ada", "eva"]),
        ('search=profile.title eq "r2"', ["eva"]),
        ('search=profile.firstName co "I" and not (profile.title pr)', ["lia", "mia"]),
        ('search=status eq "DEPROVISIONED"', ["mia"]),
        ('search=lastUpdated gt "2026-03-01T00:00:00.000Z"', ["mia"]),
        ('filter=status eq "ACTIVE" or status eq "SUSPENDED"', ["ada", "eva", "lia"]),
        ('filter=profile.login eq "EVA@corp.example"', []),
        ('filter=profile.login EQ "eva@corp.example"', ["eva"]),
        ('filter=status eq "active"', []),
        ('search=profile.login eq "EVA@corp.example"', ["eva"]),
        ('search=profile.login eq "Éva@corp.example"', []),
        ('search=status lt "active" or status gt "ACTIVE"', ["lia", "mia"]),
        ('search=not (status eq "active")', ["lia", "mia"]),
        ('filter=profile.login eq "eva@corp.example" and status eq "STAGED"', []),
        ('filter=id eq "00u1"', []),
        ('filter=profile.lastName eq "Hill" and lastUpdated le "2026-02-28T00:00:00.000Z"',
         ["ada", "eva", "lia"]),
    ],
)  # fmt: skip
def test_people_are_found(client: Client, okta: FakeOkta, query: str, found: list[str]) -> None:
    with freeze_time("2026-02-01"):
        people = [add(okta, name) for name in ("ada", "eva", "lia", "mia")]
        okta.directory.update(people[1].id, ("title", "R2"))
        okta.directory.suspend(people[2].id)
    with freeze_time("2026-04-01"):
        okta.directory.deactivate(people[3].id)
        assert logins(client("GET", f"/users?{quote(query, safe='=&')}")) == found


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ('filter=profile.title eq "x"', "E0000031"),
        ('filter=profile.login co "x"', "E0000031"),
        ('filter=profile.login sw "x"', "E0000031"),
        ('filter=profile.login gt "x"', "E0000031"),
        ("filter=profile.login pr", "E0000031"),
        ('filter=not (profile.login eq "x")', "E0000031"),
        ('filter=id eq "x" or not (lastUpdated gt "2026-03-01T00:00:00.000Z")', "E0000031"),
        ("filter=status", "E0000031"),
        ('search=lastUpdated gt "noon"', "E0000030"),
        ('search=id pr&filter=id eq "x"', "E0000033"),
    ],
)
@pytest.mark.usefixtures("ada")
def test_a_condition_that_makes_no_sense_is_refused(client: Client, query: str, code: str) -> None:
    assert error(client("GET", f"/users?{quote(query, safe='=&')}"))[:2] == (400, code)


def test_the_next_page_asks_the_same(client: Client, okta: FakeOkta) -> None:
    for name in ("ada", "eva", "lia"):
        add(okta, name)
    path, seen = "/users?search=profile.lastName%20eq%20%22hill%22&limit=1", []
    while path:
        answer = client("GET", path)
        seen += logins(answer)
        following = links(answer)[1:]
        path = following[0].split("/api/v1")[1].split(">")[0] if following else ""
    assert seen == ["ada", "eva", "lia"]


def test_a_query_shows_ten_unless_told_otherwise(client: Client, okta: FakeOkta) -> None:
    for number in range(12):
        add(okta, f"p{number}")
    assert len(logins(client("GET", "/users?q=p"))) == 10
    assert len(logins(client("GET", "/users?q=p&limit=20"))) == 12


def test_a_short_name_is_good_while_it_is_one_persons(client: Client, okta: FakeOkta) -> None:
    ada = add(okta, "ada")
    assert client("GET", "/users/ADA").json()["id"] == ada.id
    okta.directory.update(add(okta, "eva").id, ("login", "ada@mail.example"))
    assert client("GET", "/users/ada").status == 404


@pytest.mark.parametrize(
    ("verb", "status"),
    [
        ("reset_password", UserStatus.RECOVERY),
        ("expire_password", UserStatus.PASSWORD_EXPIRED),
    ],
)
def test_passwords_are_reset_and_expire(
    client: Client, okta: FakeOkta, ada: OktaUser, verb: str, status: UserStatus
) -> None:
    assert client("POST", f"/users/{ada.id}/lifecycle/{verb}").status == 200
    assert okta.directory.user(ada.id).status is status


def test_a_reset_that_is_not_mailed_is_a_link(client: Client, ada: OktaUser) -> None:
    answer = client("POST", f"/users/{ada.id}/lifecycle/reset_password?sendEmail=false").json()
    assert answer["resetPasswordUrl"].startswith("https://corp.okta.example/reset_password/")


def test_only_the_provisioned_are_reactivated(client: Client, ada: OktaUser) -> None:
    new = client("POST", "/users", {"profile": {**PROFILE, "login": "eva@corp.example"}}).json()
    path = f"/users/{new['id']}/lifecycle/reactivate"
    assert client("POST", path).json() == {}
    assert set(client("POST", f"{path}?sendEmail=false").json()) == {
        "activationUrl",
        "activationToken",
    }
    assert error(client("POST", f"/users/{ada.id}/lifecycle/reactivate"))[:2] == (403, "E0000038")


@pytest.mark.parametrize(
    ("verb", "refusal"),
    [("reset_password", "E0000017"), ("expire_password", "E0000038"), ("unlock", "E0000032")],
)
def test_the_deactivated_have_no_password(
    client: Client, okta: FakeOkta, ada: OktaUser, verb: str, refusal: str
) -> None:
    okta.directory.deactivate(ada.id)
    assert error(client("POST", f"/users/{ada.id}/lifecycle/{verb}"))[:2] == (403, refusal)


def group(client: Client, name: str = "Sales") -> dict[str, Any]:
    created: dict[str, Any] = client("POST", "/groups", {"profile": {"name": name}}).json()
    return created


@freeze_time("2026-03-01 10:20:30.456")
def test_a_group_has_the_shape_of_okta(client: Client) -> None:
    profile = {"name": "Sales", "description": "Those who sell"}
    body = client("POST", "/groups", {"profile": profile}).json()
    group_id = body.pop("id")
    assert (len(group_id), group_id[:3]) == (20, "00g")
    assert body == {
        "created": "2026-03-01T10:20:30.000Z",
        "lastUpdated": "2026-03-01T10:20:30.000Z",
        "lastMembershipUpdated": "2026-03-01T10:20:30.000Z",
        "objectClass": ["okta:user_group"],
        "type": "OKTA_GROUP",
        "profile": profile,
        "_links": {"users": {"href": f"https://corp.okta.example/api/v1/groups/{group_id}/users"}},
    }


def test_groups_are_found_renamed_and_deleted(client: Client) -> None:
    sales, staff = group(client), group(client, "Staff")
    path = f"/groups/{sales['id']}"
    assert [each["id"] for each in client("GET", "/groups?q=sT").json()] == [staff["id"]]
    found = client("GET", "/groups?search=profile.name%20eq%20%22sales%22").json()
    assert [each["id"] for each in found] == [sales["id"]]
    renamed = client("PUT", path, {"profile": {"name": "Sellers", "description": "x"}}).json()
    assert renamed["profile"] == {"name": "Sellers", "description": "x"}
    assert error(client("PUT", path, {"profile": {"name": "Staff"}}))[:2] == (400, "E0000001")
    assert client("DELETE", path).status == 204
    assert error(client("GET", path))[1:3] == (
        "E0000007",
        f"Not found: Resource not found: {sales['id']} (UserGroup)",
    )


@pytest.mark.parametrize("profile", [{}, {"name": " "}, {"name": "x" * 256}])
def test_a_group_needs_a_name(client: Client, profile: dict[str, str]) -> None:
    assert error(client("POST", "/groups", {"profile": profile}))[2].endswith(": name")


def test_membership_comes_and_goes(client: Client, okta: FakeOkta) -> None:
    people = [add(okta, name) for name in ("ada", "eva", "lia")]
    with freeze_time("2026-03-01"):
        sales = group(client)
    path = f"/groups/{sales['id']}/users"
    with freeze_time("2026-03-02"):
        for person in people:
            assert client("PUT", f"{path}/{person.id}").status == 204
        first = client("GET", f"{path}?limit=2")
        assert logins(first) == ["ada", "eva"]
        assert logins(client("GET", f"{path}?limit=2&after={people[1].id}")) == ["lia"]
        assert len(links(first)) == 2
        assert client("DELETE", f"{path}/{people[0].id}").status == 204
    assert logins(client("GET", path)) == ["eva", "lia"]
    seen = client("GET", f"/groups/{sales['id']}").json()
    assert seen["lastMembershipUpdated"] == "2026-03-02T00:00:00.000Z"
    assert seen["lastUpdated"] == "2026-03-01T00:00:00.000Z"
    assert error(client("PUT", f"{path}/00u1"))[1] == "E0000007"


def test_a_person_tells_of_their_groups(client: Client, okta: FakeOkta) -> None:
    ada = add(okta, "ada")
    sales, staff, _ = (group(client, name) for name in ("Sales", "Staff", "Others"))
    assert client("GET", f"/users/{ada.id}/groups").json() == []
    for each in (sales, staff):
        client("PUT", f"/groups/{each['id']}/users/{ada.id}")
    for key in (ada.id, "ADA@corp.example", "ada"):
        found = client("GET", f"/users/{key}/groups").json()
        assert [each["profile"]["name"] for each in found] == ["Sales", "Staff"]
    assert error(client("GET", "/users/00u1/groups"))[:2] == (404, "E0000007")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_rules_are_no_group(client: Client, method: str) -> None:
    refused = error(client(method, "/groups/rules"))
    assert refused[:2] == (501, "E0000060")
    assert refused[3] == [f"{method} /api/v1/groups/rules is not modeled here"]


@pytest.mark.parametrize(
    ("method", "path", "parameter"),
    [
        ("GET", "/users/{ada}", "expand"),
        ("POST", "/users/{ada}", "strict"),
        ("POST", "/users/{ada}/lifecycle/suspend", "sendEmail"),
        ("GET", "/groups/{sales}", "expand"),
        ("DELETE", "/groups/{sales}", "x"),
        ("PUT", "/groups/{sales}/users/{ada}", "x"),
    ],
)
def test_a_parameter_that_is_not_read_is_refused_and_nothing_is_done(
    client: Client, okta: FakeOkta, ada: OktaUser, method: str, path: str, parameter: str
) -> None:
    sales = group(client)["id"]
    where = path.format(ada=ada.id, sales=sales)
    refused = error(client(method, f"{where}?{parameter}=true", {"profile": {"title": "R2"}}))
    assert refused[:2] == (501, "E0000060")
    assert refused[3] == [f"The parameter {parameter!r} is not modeled here"]
    assert okta.directory.user(ada.id) == ada
    assert okta.directory.group(sales).members == ()


def test_the_limit_is_what_a_minute_takes(client: Client, okta: FakeOkta) -> None:
    okta.limits.set_limit(2)
    with freeze_time("2026-03-01 10:00:00.500") as frozen:
        left = [client("GET", "/users") for _ in range(3)]
        assert [each.status for each in left] == [200, 200, 429]
        assert [each.header("X-Rate-Limit-Remaining") for each in left] == ["1", "0", "0"]
        assert {each.header("X-Rate-Limit-Limit") for each in left} == {"2"}
        assert {each.header("X-Rate-Limit-Reset") for each in left} == {"1772359261"}
        assert left[2].header("Date") == "Sun, 01 Mar 2026 10:00:00 GMT"
        assert error(left[2]) == (
            429,
            "E0000047",
            "API call exceeded rate limit due to too many requests.",
            [],
        )
        frozen.tick(timedelta(seconds=60))
        assert client("GET", "/users").status == 200
    okta.limits.set_limit(0)
    with freeze_time("2026-03-01 10:00:00"):
        answers = [client("GET", "/users") for _ in range(5)]
    assert {each.status for each in answers} == {200}
    assert {each.header("X-Rate-Limit-Limit") for each in answers} == {"600"}
    with pytest.raises(ValueError, match="a limit of -1 a minute: expected 0"):
        okta.limits.set_limit(-1)


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_an_object_that_was_read_can_be_sent_back_with_a_change(
    client: Client, okta: FakeOkta, ada: OktaUser, method: str
) -> None:
    path = f"/users/{ada.id}"
    body = client("GET", path).json()
    body["profile"]["title"] = "R2"
    changed = client(method, path, {**body, "status": "SUSPENDED"})
    assert (changed.status, changed.json()["profile"]["title"]) == (200, "R2")
    assert okta.directory.user(ada.id).status is UserStatus.ACTIVE
    sales = group(client)
    renamed = {**client("GET", f"/groups/{sales['id']}").json(), "profile": {"name": "Sellers"}}
    assert client("PUT", f"/groups/{sales['id']}", renamed).json()["profile"]["name"] == "Sellers"


@pytest.mark.parametrize(
    "change",
    [{"credentials": {"password": {"hash": {}}}}, {"type": {"id": "oty1"}}, {"realmId": "x"}],
)
def test_what_else_of_a_person_is_changed_is_refused(
    client: Client, okta: FakeOkta, ada: OktaUser, change: dict[str, Any]
) -> None:
    answer = client("POST", f"/users/{ada.id}", {"profile": {"title": "R2"}, **change})
    assert error(answer)[:2] == (501, "E0000060")
    assert okta.directory.user(ada.id) == ada
