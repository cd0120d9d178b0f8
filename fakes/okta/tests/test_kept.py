"""What came to the state later is kept in a file, and files without it still open."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from fakes.okta import FakeOkta
from fakes.store.sqlite_store import SqliteStore
from fakes.wire import Wire

from .api import PROFILE, Client
from .other_apps import assigned, create

OLD, NEW = "Tr0ub4dorAnd3", "C0rrectHorse"
LATER = {"credentials", "other_apps", "other_app_users", "other_app_groups"}


@contextmanager
def opened(path: Path) -> Iterator[Client]:
    """Open a file as a process does, and save to it what was done at the end."""
    wire = Wire()
    okta = FakeOkta(wire)
    with closing(SqliteStore(path, {"okta": okta.state})) as store:
        store.restore()
        yield Client(wire, f"SSWS {okta.tokens.create(f'client {len(okta.tokens.names())}')}")
        store.save()


def fill(client: Client) -> Any:
    credentials = {
        "password": {"value": OLD},
        "recovery_question": {"question": "Which street?", "answer": "Elm"},
    }
    user = client("POST", "/users", {"profile": PROFILE, "credentials": credentials}).json()
    app = create(client)
    client("POST", f"/apps/{app['id']}/users", {"id": user["id"]})
    return app


def test_credentials_and_other_apps_outlive_the_process(tmp_path: Path) -> None:
    path = tmp_path / "lab.sqlite"
    with opened(path) as client:
        app = fill(client)
        user = client("GET", "/users/ada").json()
    with opened(path) as client:
        assert client("GET", "/users/ada").json() == user
        assert client("GET", f"/apps/{app['id']}").json() == app
        assert assigned(client, app) == [("ada@corp.example", "USER")]
        change = {"oldPassword": {"value": OLD}, "newPassword": {"value": NEW}}
        answer = client("POST", "/users/ada/credentials/change_password", change)
        assert answer.status == 200


def test_no_secret_stands_in_the_file(tmp_path: Path) -> None:
    with opened(tmp_path / "lab.sqlite") as client:
        fill(client)
    kept = b"".join(each.read_bytes() for each in tmp_path.iterdir())
    assert b"Which street?" in kept
    assert OLD.encode() not in kept
    assert b"Elm" not in kept


def test_a_file_that_says_nothing_of_what_came_later_still_opens(tmp_path: Path) -> None:
    path = tmp_path / "lab.sqlite"
    with opened(path) as client:
        user = client("POST", "/users", {"profile": PROFILE}).json()
    with closing(sqlite3.connect(path)) as file:
        asked = "SELECT field FROM fields UNION SELECT field FROM records"
        named = {name for (name,) in file.execute(asked)}
    assert "users" in named
    assert not named & LATER
    with opened(path) as client:
        assert client("GET", "/users/ada").json() == user
        assert [each["label"] for each in client("GET", "/apps").json()] == ["Druva 2.0"]
