"""Credentials are new in every lab unless a seed is asked for, and stay over a restart."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from crosswalk.remote.tests.serving import JSON, Served
from fakes.company.seeds import admit, seed_demo
from fakes.lab import Lab
from fakes.okta.model import OktaUser
from fakes.serving.origins import SYSTEMS
from fakes.wire import Request

# What names a client and opens nothing.
NAMES = ("app_id", "client_id", "token_path", "token_url", "url")


def demo(salt: str) -> Lab:
    lab = Lab(salt=salt)
    lab.wire.clock.freeze(datetime(2026, 3, 2, 8, tzinfo=UTC))
    seed_demo(lab)
    return lab


def secrets_of(given: Mapping[str, Mapping[str, str]]) -> set[str]:
    pairs = [pair for each in given.values() for pair in each.items()]
    return {value for name, value in pairs if name not in NAMES}


def drawn(lab: Lab) -> set[str]:
    """Return every secret that a lab gives to clients and people."""
    user: OktaUser = lab.okta.directory.users()[0]
    okta = admit(lab, ["okta"])["okta"]["token"]
    path = f"https://corp.okta.example/api/v1/users/{user.id}/lifecycle/"
    headers = (("Authorization", f"SSWS {okta}"),)
    asked = ("reset_password?sendEmail=false", "deactivate", "activate?sendEmail=false")
    said = [lab.send("client", Request("POST", path + each, headers)).json() for each in asked]
    links = {value for each in said for value in each.values()}
    assert len(links) == 3
    return links | {okta} | secrets_of(admit(lab, SYSTEMS))


def test_a_salt_makes_every_secret_new_and_leaves_the_ids() -> None:
    one, other = demo("one"), demo("other")

    assert len(drawn(one)) >= 10
    assert drawn(demo("one")) == drawn(demo("one"))
    assert not drawn(demo("one")) & drawn(other)
    assert not drawn(demo("")) & drawn(demo("other"))
    assert [each.id for each in one.okta.directory.users()] == [
        each.id for each in other.okta.directory.users()
    ]


def test_what_one_lab_signed_another_does_not_take() -> None:
    one, other = demo("one"), demo("other")
    path = "https://graph.microsoft.example/v1.0/users"
    token = admit(one, SYSTEMS)["graph"]["token"]
    admit(other, SYSTEMS)
    ask = Request("GET", path, (("Authorization", f"Bearer {token}"),))

    assert one.send("client", ask).status == 200
    assert other.send("client", ask).status == 401


def test_a_lab_that_is_served_has_new_secrets_unless_it_is_told_a_seed() -> None:
    ours = Lab()
    seed_demo(ours)
    known = secrets_of(admit(ours, SYSTEMS))
    told = Lab(salt="spring")
    seed_demo(told)
    expected = secrets_of(admit(told, SYSTEMS))

    fresh, again = Served("--seed", "demo"), Served("--seed", "demo", "--token-seed", "spring")
    given, repeated = secrets_of(fresh.interfaces), secrets_of(again.interfaces)
    fresh.stop()
    again.stop()

    assert len(given) == len(known)
    assert not given & known
    # Access tokens say when they end.
    assert {each for each in expected if "." not in each} <= repeated


def test_restarts_add_no_token_no_client_and_no_app(tmp_path: Path) -> None:
    options = ("--seed", "demo", "--state", str(tmp_path / "lab.db"))
    given, sizes = [], []
    for _ in range(3):
        lab = Served(*options)
        state = json.loads(lab.ask("control", "/_crosswalk/state", **JSON).body)
        sizes.append({(name, field): _size(each) for name, field, each in _fields(state)})
        given.append({name: dict(each) for name, each in lab.interfaces.items()})
        assert lab.ask("graph", "/users").ok
        assert lab.ask("okta", "/api/v1/users").ok
        lab.stop()

    assert sizes[0] == sizes[1] == sizes[2]
    for each in given:
        assert each["okta"]["token"] == given[0]["okta"]["token"]
        assert each["insync"]["client_secret"] == given[0]["insync"]["client_secret"]
        assert each["graph"]["client_secret"] == given[0]["graph"]["client_secret"]


def _fields(state: dict[str, dict[str, object]]) -> list[tuple[str, str, object]]:
    return [(name, field, each) for name in SYSTEMS for field, each in state[name].items()]


def _size(value: object) -> int:
    return len(value) if isinstance(value, list | dict) else 1


def test_what_is_revoked_is_given_anew() -> None:
    lab = demo("")
    held = admit(lab, SYSTEMS)
    lab.okta.tokens.revoke(lab.okta.tokens.names()[-1])
    lab.insync.api.revoke(lab.insync.api.names()[-1])
    lab.microsoft365.apps.delete_app(held["graph"]["client_id"])

    given = admit(lab, SYSTEMS, held)

    assert given["okta"]["token"] != held["okta"]["token"]
    assert given["insync"]["client_id"] != held["insync"]["client_id"]
    assert given["graph"]["client_id"] != held["graph"]["client_id"]
    again = admit(lab, SYSTEMS, given)
    assert again["okta"] == given["okta"]
    assert again["insync"] == given["insync"]
