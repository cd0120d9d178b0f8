"""The Management API: the System Log, and what every request must have."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from freezegun import freeze_time

from fakes.okta import FakeOkta
from fakes.okta.model import OktaUser
from fakes.wire import Request, Response, Wire
from fakes.wire.network import call, environ_of

from .api import Client, error, links
from .org import Org


@pytest.fixture
def eventful(okta: FakeOkta) -> OktaUser:
    """Return somebody of whom the log tells, on the first days of March."""
    with freeze_time("2026-03-01"):
        ada = okta.directory.add(
            login="ada@corp.example", email="a@corp.example", first_name="Ada", last_name="Ames"
        )
    with freeze_time("2026-03-02"):
        okta.assignments.assign(ada.id)
    with freeze_time("2026-03-03"):
        group = okta.directory.add_group("Sales")
        okta.directory.join(group.id, ada.id)
    return ada


def types(answer: Response) -> list[str]:
    assert answer.status == 200, answer
    return [each["eventType"] for each in answer.json()]


MEMBERSHIP = "application.user_membership.add"
LIFE = ["user.lifecycle.create", "user.lifecycle.activate"]
GROUPS = ["group.lifecycle.create", "group.user_membership.add"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [*LIFE, MEMBERSHIP, *GROUPS, "system.api_token.create"]),
        ("since=2026-03-02T00:00:00.000Z&until=2026-03-03T00:00:00.000Z", [MEMBERSHIP]),
        ("until=2026-03-02T00:00:00Z", LIFE),
        (f'filter=eventType eq "{MEMBERSHIP}"', [MEMBERSHIP]),
        ('filter=eventType sw "group." and target.type eq "User"', GROUPS[1:]),
        ('filter=target.displayName eq "Druva 2.0"', [MEMBERSHIP]),
        ('filter=published lt "2026-03-02T00:00:00.000Z" and severity eq "INFO"', LIFE),
        ('filter=outcome.result eq "FAILURE"', []),
        ('filter=not (actor.type eq "User")', []),
        ("q=sales", GROUPS),
        ("q=ada sales", GROUPS[1:]),
        ("sortOrder=DESCENDING&limit=2&until=2026-03-03T00:00:00Z", [MEMBERSHIP, LIFE[1]]),
    ],
)
@freeze_time("2026-03-04")
@pytest.mark.usefixtures("eventful")
def test_events_are_found(client: Client, query: str, found: list[str]) -> None:
    assert types(client("GET", f"/logs?{quote(query, safe='=&')}")) == found


@freeze_time("2026-03-09 12:00")
@pytest.mark.usefixtures("eventful")
def test_seven_days_are_shown_unless_told_otherwise(client: Client) -> None:
    assert types(client("GET", "/logs")) == [*GROUPS, "system.api_token.create"]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("since=noon", "E0000030"),
        ('filter=published gt "noon"', "E0000030"),
        ('filter=shoe eq "x"', "E0000031"),
        ("filter=eventType", "E0000031"),
        ("sortOrder=UP", "E0000001"),
        ("after=x", "E0000001"),
        ("limit=0", "E0000001"),
    ],
)
def test_a_query_that_makes_no_sense_is_refused(client: Client, query: str, code: str) -> None:
    assert error(client("GET", f"/logs?{quote(query, safe='=&')}"))[:2] == (400, code)


def following(answer: Response) -> str:
    _, *others = links(answer)
    return others[0].split("/api/v1")[1].split(">")[0] if others else ""


@freeze_time("2026-03-04")
@pytest.mark.parametrize("order", ["ASCENDING", "DESCENDING"])
@pytest.mark.usefixtures("eventful")
def test_a_span_is_read_to_its_end(client: Client, order: str) -> None:
    path = f"/logs?until=2026-03-03T12:00:00Z&limit=2&sortOrder={order}"
    seen = []
    while path:
        answer = client("GET", path)
        seen += types(answer)
        path = following(answer)
    expected = [*LIFE, MEMBERSHIP, *GROUPS]
    assert seen == (expected if order == "ASCENDING" else expected[::-1])


@freeze_time("2026-03-04")
@pytest.mark.usefixtures("eventful")
def test_who_polls_reads_on_where_the_log_ended(client: Client, okta: FakeOkta) -> None:
    answer = client("GET", "/logs?limit=4")
    answer = client("GET", following(answer))
    assert types(answer) == [GROUPS[1], "system.api_token.create"]
    answer = client("GET", following(answer))
    assert types(answer) == []
    okta.directory.add_group("Staff")
    answer = client("GET", following(answer))
    assert types(answer) == ["group.lifecycle.create"]


@freeze_time("2026-03-04")
def test_an_event_has_the_shape_of_okta(client: Client, okta: FakeOkta, eventful: OktaUser) -> None:
    wanted = quote(f'eventType eq "{MEMBERSHIP}"')
    (event,) = client("GET", f"/logs?filter={wanted}").json()
    assignment = okta.assignments.of(eventful.id)
    assert assignment
    app_id = client("GET", "/apps").json()[0]["id"]
    assert [(each["type"], each["id"]) for each in event["target"]] == [
        ("AppUser", assignment.id),
        ("User", eventful.id),
        ("AppInstance", app_id),
    ]
    assert event["target"][0]["alternateId"] == "ada@corp.example"
    assert event["target"][0]["displayName"] == "Ada Ames"
    assert event["published"] == "2026-03-02T00:00:00.000Z"
    assert (event["actor"]["type"], event["severity"], event["version"]) == ("User", "INFO", "0")
    assert event["outcome"] == {"result": "SUCCESS", "reason": None}
    assert event["displayMessage"] == "Add user to application membership"
    assert event["debugContext"] == {"debugData": {"appname": "druva_v2"}}


def test_provisioning_knows_whom_it_provisioned(org: Org) -> None:
    user = org.linked()
    assignment = org.of(user)
    pushed = org.log.events("application.provision.user.push")
    assert [(each.user_id, each.app_user_id) for each in pushed] == [(user.id, assignment.id)]
    org.assignments.unassign(user.id)
    org.run()
    (deactivated,) = org.log.events("application.provision.user.deactivate")
    assert (deactivated.user_id, deactivated.app_user_id) == (user.id, "")


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_a_body_must_say_how_long_it_is(client: Client, wire: Wire, method: str) -> None:
    url = "https://corp.okta.example/api/v1/groups/00g1"
    request = Request(method, url, (("Authorization", client.authorization),))
    environ = environ_of(request)
    app = wire._apps["corp.okta.example"][1]
    said: list[str] = []
    environ["CONTENT_LENGTH"] = ""
    b"".join(app(environ, lambda status, *_: said.append(status)))  # type: ignore[arg-type] # no write() is needed
    assert said == ["411 Length Required"]
    assert call(app, request).status != 411
