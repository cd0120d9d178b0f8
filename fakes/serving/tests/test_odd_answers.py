"""An odd answer that is asked for at the control surface costs one job, and the lab is kept."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from fakes.insync.model import EVERYONE
from fakes.lab import Lab
from fakes.store.sqlite_store import SqliteStore

from .surface import Surface

HOST = "apis.druva.example"
FAILED = (
    "Automatic provisioning of user A Ames to app Druva 2.0 failed: "
    "Error while {doing} user ada@corp.example{exists}: "
)
CREATING = FAILED.format(doing="creating", exists="")
VERIFYING = FAILED.format(doing="verifying if", exists=" exists")
UNUSABLE = "The answer of the remote server cannot be used: "
ADMIN = "/admin/okta"


class Kept(Surface):
    """The control surface of a lab that is kept in a file, with somebody to provision."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        provisioning = self.lab.insync.provisioning
        provisioning.save_mappings((EVERYONE,))
        self.lab.okta.app.connect(base_url=provisioning.base_url(), token=provisioning.new_token())
        self.store = SqliteStore(path, self.lab.lasting())

    def person(self, name: str) -> str:
        login = f"{name}@corp.example"
        named = {"first_name": "A", "last_name": "Ames"}
        said = {"login": login, "email": login, **named}
        added = self.told("POST", f"{ADMIN}/directory/add", said)
        return str(added["id"])

    def answers(self, method: str, status: int, body: bytes, *headers: tuple[str, str]) -> None:
        answer = {"status": status, "reason": "", "headers": headers}
        answer["body"] = b64encode(body).decode()
        self.told("POST", "/faults", {"host": HOST, "method": method, "answer": answer})

    def run(self, name: str) -> Any:
        self.told("POST", f"{ADMIN}/assignments/assign", {"user_id": self.person(name)})
        return self.told("POST", f"{ADMIN}/jobs/run", {})

    def tasks(self) -> list[str]:
        return [task["text"] for task in self.told("POST", f"{ADMIN}/jobs/tasks", {})]

    def saved_and_read_again(self) -> None:
        self.store.save()
        self.store.close()
        again = Lab()
        with closing(SqliteStore(self.path, again.lasting())) as store:
            store.restore()
        assert again.dump() == self.told("GET", "/state")


@pytest.fixture
def surface(tmp_path: Path) -> Iterator[Kept]:
    kept = Kept(tmp_path / "state.sqlite")
    yield kept
    kept.store.close()


@pytest.mark.parametrize(
    ("method", "status", "body", "text"),
    [
        ("POST", 201, rb'{"id":"\ud83d"}', CREATING + r'Invalid JSON: {"id":"\ud83d"}'),
        ("POST", 201, rb'{"id":"a\u0000"}', CREATING + r'Invalid JSON: {"id":"a\u0000"}'),
        ("POST", 201, b'{"id":1e400}', CREATING + 'Invalid JSON: {"id":1e400}'),
        ("POST", 201, b'{"id":7}', CREATING + UNUSABLE + "id: expected `str | null`, got `int`"),
        ("GET", 200, b"[" * 100_000, VERIFYING + "Invalid JSON: " + "[" * 1000 + "…"),
        (
            "GET",
            200,
            b'{"totalResults":1,"Resources":[null]}',
            VERIFYING + UNUSABLE + "Resources[0]: expected `object`, got `null`",
        ),
        (
            "GET",
            500,
            rb'{"detail":"\ud83d"}',
            VERIFYING + "Internal Server Error. Errors reported by remote server: "
            r'Invalid JSON: {"detail":"\ud83d"}',
        ),
    ],
)
def test_an_odd_answer_becomes_a_task_that_says_what_came(
    surface: Kept, method: str, status: int, body: bytes, text: str
) -> None:
    surface.answers(method, status, body)
    assert surface.run("ada")["failed"] == 1
    assert surface.tasks() == [text]
    assert surface.run("bob")["created"] == 1
    surface.saved_and_read_again()


@pytest.mark.parametrize("retry_after", ["99999999999999999", "9" * 5000, "9999999999", "-1"])
def test_a_wait_that_makes_no_sense_is_one_of_five_minutes(surface: Kept, retry_after: str) -> None:
    surface.told("POST", "/clock", {"frozen": "2026-03-02T08:00:00Z"})
    surface.answers("GET", 429, b"", ("Retry-After", retry_after))
    assert surface.run("ada")["waiting"] == 1
    assert surface.run("bob")["created"] == 1
    surface.told("POST", "/clock", {"advance": 300})
    assert surface.told("POST", f"{ADMIN}/jobs/run", {})["created"] == 1
    surface.saved_and_read_again()


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b'{"totalResults":1e400}', 'Invalid JSON: {"totalResults":1e400}'),
        (
            b'{"totalResults":1,"Resources":[null]}',
            UNUSABLE + "Resources[0]: expected `object`, got `null`",
        ),
        (
            b'{"totalResults":1,"Resources":[{"id":"x"}]}',
            UNUSABLE + "Resources[0]: object missing required field `userName`",
        ),
    ],
)
def test_an_odd_list_of_users_is_an_import_that_failed(
    surface: Kept, body: bytes, error: str
) -> None:
    assert surface.run("ada")["created"] == 1
    surface.answers("GET", 200, body)
    failed = surface.told("POST", f"{ADMIN}/imports/import_now", {})
    assert (failed["error"], failed["scanned"], failed["rows"]) == (error, 0, [])
    again = surface.told("POST", f"{ADMIN}/imports/import_now", {})
    assert (again["error"], again["scanned"]) == ("", 1)
    surface.saved_and_read_again()
