"""The control surface, route by route."""

from __future__ import annotations

import pytest

from fakes.lab import Lab
from fakes.serving.hosted_lab import Credentials, HostedLab, version
from fakes.wire import NoAnswer, Request

from .surface import Surface, add_ada

HOST = "apis.druva.example"
ASK = Request("GET", f"https://{HOST}/insync/scim/Users?token=s3cret")
START = "2026-03-02T08:00:00Z"


def test_health_tells_the_version_and_where_each_system_is(surface: Surface) -> None:
    health = surface.told("GET", "/health")
    assert (health["status"], health["version"]) == ("ok", version())
    assert health["systems"]["okta"] == {
        "status": "ok",
        "url": "http://okta:1",
        "hosts": ["corp.okta.example"],
        "jobs": "manual",
    }
    assert list(health["systems"]) == ["okta", "insync", "microsoft365"]


@pytest.mark.parametrize(
    ("method", "path", "content", "status", "said"),
    [
        ("GET", "/nowhere", None, 404, "there is nothing at GET /_crosswalk/nowhere"),
        ("DELETE", "/health", None, 405, "DELETE /_crosswalk/health"),
        ("POST", "/clock", {"frozen": "yesterday"}, 400, "frozen: invalid RFC3339 encoded"),
        ("POST", "/clock", {}, 422, "expected either"),
        ("POST", "/clock", {"frozen": None, "advance": 1}, 422, "expected either"),
        ("POST", "/clock", {"frozen": "2026-03-02T08:00:00"}, 422, "has no zone"),
        ("POST", "/clock", {"advance": 1e12}, 422, "no time is 1000000000000.0 seconds away"),
        ("POST", "/clock", {"advances": 1}, 400, "unknown field `advances`"),
        ("POST", "/reset?what=all", None, 422, "cannot reset 'all': expected one of state,"),
        ("POST", "/seed", {"name": "bob"}, 422, "no seed 'bob': expected one of ada"),
        ("POST", "/seed", {}, 400, "missing required field `name`"),
        ("PUT", "/state", {}, 422, "expected an object with insync, microsoft365, okta, version"),
        ("PUT", "/state", None, 400, "truncated"),
        ("GET", "/journal?since=x", None, 400, "since"),
        ("GET", "/journal?limit=-1", None, 400, "limit"),
        ("POST", "/journal/step", {"step": 1, "acts": True}, 400, "step: expected `str`"),
        ("POST", "/faults", {"host": "x", "answer": None, "tims": 1}, 400, "no field 'tims'"),
        ("GET", "/journal?sytem=okta", None, 400, "unknown parameter 'sytem': expected since, "),
        ("GET", "/journal?status=1&status=2", None, 400, "status: expected `int`"),
        ("POST", "/reset?waht=state", None, 400, "unknown parameter 'waht': expected what"),
        ("POST", "/reset", {"what": "state"}, 400, "takes no body"),
        ("DELETE", "/faults", {"host": "x"}, 400, "takes no body"),
        ("POST", "/faults", {"host": "x"}, 400, "missing required field `answer`"),
        ("POST", "/faults", {"host": "x", "answer": None}, 422, "there is no host 'x': expected"),
        ("POST", "/faults", {"host": HOST, "answer": None, "times": 0}, 422, "expected 1 or more"),
        (
            "POST",
            "/faults",
            {"host": HOST, "answer": None, "seconds": -1},
            422,
            "expected 0 or more",
        ),
        ("POST", "/admin/okta/x/y", {}, 404, "'x'"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_sentence(
    surface: Surface, method: str, path: str, content: object, status: int, said: str
) -> None:
    answer = surface.ask(method, path, content)
    assert (answer.status, list(answer.json())) == (status, ["error"])
    assert said in answer.json()["error"]
    assert answer.header("X-Crosswalk-Version") == version()


def test_the_clock_is_frozen_advanced_and_released(surface: Surface) -> None:
    frozen = surface.told("POST", "/clock", {"frozen": "2026-03-02T09:00:00+01:00"})
    assert frozen == surface.told("GET", "/clock") == {"now": START, "frozen": START}
    later = surface.told("POST", "/clock", {"advance": 90})
    assert later["now"] == later["frozen"] == "2026-03-02T08:01:30Z"
    assert surface.told("POST", "/clock", {"frozen": None})["frozen"] is None


def test_a_state_that_is_put_is_the_state_that_was_given(surface: Surface) -> None:
    add_ada(surface.lab)
    given = surface.ask("GET", "/state").body
    surface.told("POST", "/reset?what=state")
    assert surface.ask("GET", "/state").body != given
    surface.send("PUT", "/_crosswalk/state", given)
    assert surface.ask("GET", "/state").body == given


def test_a_seed_fills_an_emptied_lab(surface: Surface) -> None:
    for _ in range(2):
        surface.told("POST", "/seed", {"name": "ada"})
    accounts = surface.lab.insync.accounts.all()
    assert [account.display_name for account in accounts] == ["Ada Ames"]


def test_a_seed_does_not_meet_the_faults_that_wait(surface: Surface) -> None:
    answers: list[int] = []
    surface.hosted.seeds = {"asks": lambda lab: answers.append(lab.send("okta", ASK).status)}
    waiting = surface.told("POST", "/faults", {"host": HOST, "answer": {"status": 503}})
    surface.told("POST", "/seed", {"name": "asks"})
    assert answers == [401]
    assert surface.told("GET", "/faults") == waiting


def fill(surface: Surface) -> None:
    add_ada(surface.lab)
    surface.told("POST", "/clock", {"frozen": START})
    surface.told("POST", "/faults", {"host": HOST, "answer": None, "path": "/never"})
    surface.lab.wire.send("okta", ASK)


def test_a_moment_brings_back_the_state_the_time_the_journal_and_the_faults(
    surface: Surface,
) -> None:
    fill(surface)
    surface.told("POST", "/journal/step", {"step": "Ada acts", "acts": True})
    surface.lab.wire.send("okta", ASK)
    given = surface.told("GET", "/snapshot")
    another = Surface()
    another.told("PUT", "/state", given)
    assert another.told("GET", "/snapshot") == given
    for path in ("/state", "/journal", "/journal/latest", "/faults", "/clock"):
        assert another.told("GET", path) == surface.told("GET", path)
    assert len(another.told("GET", "/journal/latest")["exchanges"]) == 1


def test_clients_are_let_in_as_if_nothing_crossed_the_wire(surface: Surface) -> None:
    fill(surface)
    surface.told("POST", "/faults", {"host": HOST, "answer": None})
    given = surface.told("GET", "/snapshot")
    asked: list[int] = []

    def admit(lab: Lab, _systems: object, _held: object) -> Credentials:
        asked.append(lab.send("client", ASK).status)
        return {"insync": {"token": "t"}}

    another = HostedLab(Lab(), admit=admit)
    another.open(given)
    assert asked == [401]
    assert another.credentials == {"insync": {"token": "t"}}
    assert another.lab.snapshot() == given


def test_a_journal_that_was_brought_back_goes_on(surface: Surface) -> None:
    surface.lab.wire.journal.max_bytes = 3000
    for _ in range(5):
        surface.lab.wire.send("okta", ASK)
    first = surface.told("GET", "/journal")["exchanges"][0]["number"]
    another = Surface()
    another.told("PUT", "/state", surface.told("GET", "/snapshot"))
    another.lab.wire.send("okta", ASK)
    numbers = [each["number"] for each in another.told("GET", "/journal")["exchanges"]]
    assert first > 0
    assert numbers == list(range(first, 6))
    assert another.told("GET", "/journal?since=5")["exchanges"][0]["number"] == 5


@pytest.mark.parametrize(
    ("wire", "said"),
    [
        ({}, "missing required field `now`"),
        ({"now": "2026-03-02T08:00:00"}, "has no zone"),
        ({"now": START, "exchanges": [{}]}, "wire.exchanges[0]: "),
        ({"now": START, "later": 1}, "wire.later: expected nothing of this name"),
        (None, "wire: expected `object`, got `null`"),
    ],
)
def test_a_moment_that_cannot_be_read_changes_nothing(
    surface: Surface, wire: object, said: str
) -> None:
    add_ada(surface.lab)
    before = surface.told("GET", "/state")
    empty = Surface().told("GET", "/state")
    answer = surface.ask("PUT", "/state", {**empty, "wire": wire})
    assert answer.status == 422
    assert said in answer.json()["error"]
    assert surface.told("GET", "/state") == before


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("", []),
        ("?what=state", ["journal", "faults", "clock"]),
        ("?what=journal", ["state", "faults", "clock"]),
        ("?what=faults", ["state", "journal", "clock"]),
        ("?what=clock", ["state", "journal", "faults"]),
        ("?what=state&what=clock", ["journal", "faults"]),
    ],
)
def test_reset_empties_what_it_names(surface: Surface, query: str, left: list[str]) -> None:
    fill(surface)
    surface.told("POST", f"/reset{query}")
    there = {
        "state": bool(surface.lab.insync.accounts.all()),
        "journal": bool(surface.told("GET", "/journal")["exchanges"]),
        "faults": bool(surface.told("GET", "/faults")["faults"]),
        "clock": bool(surface.told("GET", "/clock")["frozen"]),
    }
    assert [name for name, is_there in there.items() if is_there] == left


def test_a_fault_strikes_as_often_as_it_says(surface: Surface) -> None:
    answer = {"status": 503, "reason": "Busy", "headers": [["Retry-After", "1"]], "body": "eA=="}
    surface.told("POST", "/faults", {"host": HOST, "answer": answer})
    surface.told("POST", "/faults", {"host": HOST, "answer": None, "method": "GET"})
    assert len(surface.told("GET", "/faults")["faults"]) == 2
    struck = surface.lab.wire.send("okta", ASK)
    assert (struck.status, struck.header("retry-after"), struck.body) == (503, "1", b"x")
    with pytest.raises(NoAnswer):
        surface.lab.wire.send("okta", ASK)
    assert surface.lab.wire.send("okta", ASK).status == 401


def test_faults_that_wait_can_be_forgotten(surface: Surface) -> None:
    surface.told("POST", "/faults", {"host": HOST, "answer": None})
    assert surface.told("DELETE", "/faults") == {"faults": []}
    assert surface.lab.wire.send("okta", ASK).status == 401
