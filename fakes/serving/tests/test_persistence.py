"""A disk that is full: clients are told in the words of each vendor, and nothing has happened."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from fakes.company.seeds import admit
from fakes.lab import Lab
from fakes.serving.hosted_lab import HostedLab, Jobs
from fakes.serving.logs import LogFormat
from fakes.serving.origins import SYSTEMS
from fakes.serving.persistence import NotPersisted, Persistence
from fakes.serving.wsgi_stack import WsgiStack
from fakes.store.sqlite_store import SqliteStore, Unreadable
from fakes.wire import Address, Request, Response
from fakes.wire.network import call

HERE = "http://127.0.0.1:4000"
WHY = "cannot grow: free some space on its disk; the request is rolled back"


class Disk:
    """A served lab whose file can be kept from growing."""

    def __init__(self, path: Path, store: SqliteStore, lab: Lab) -> None:
        self.path = path
        self.lab = lab
        self._store = store
        hosted = HostedLab(lab, jobs=Jobs.AUTO)
        self._apps = WsgiStack(hosted, Persistence(store), LogFormat.JSON).apps

    def fill(self) -> None:
        """Let the file take no more than it holds now."""
        pages = self._store._connection.execute("PRAGMA page_count").fetchone()[0]
        self._limit(pages)

    def make_room(self) -> None:
        self._limit(2**30)

    def changes(self) -> int:
        """Return how many rows of the file were written so far."""
        return self._store._connection.total_changes

    def _limit(self, pages: int) -> None:
        self._store._connection.execute(f"PRAGMA max_page_count = {pages}").fetchone()

    def ask(self, system: str, method: str, path: str, body: Any = None, **named: str) -> Response:
        headers = tuple((name.replace("_", "-"), value) for name, value in named.items())
        content = b"" if body is None else json.dumps(body).encode()
        return call(self._apps[system], Request(method, HERE + path, headers, content))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    path, lab = tmp_path / "lab.db", Lab()
    with closing(SqliteStore(path, lab.states())) as store:
        store.save()
        yield Disk(path, store, lab)


def test_each_vendor_says_in_its_own_shape_that_it_cannot(disk: Disk) -> None:
    disk.fill()
    # Too much to fit into pages that are there already.
    name = "x" * 20_000
    ways = ("/api/v1/users", "/insync/scim/Users", "/token", "/v1.0/users", "/t/oauth2/v2.0/token")
    okta, scim, rest, graph, login = (change_and_ask(disk, name, path) for path in ways)
    ews = change_and_ask(disk, name, "/EWS/Exchange.asmx")

    assert okta.status == 500
    assert (okta.json()["errorCode"], okta.json()["errorSummary"]) == (
        *("E0000009", "Internal Server Error"),
    )
    assert (scim.status, scim.json()["status"]) == (500, "500")
    assert scim.header("Content-Type") == "application/scim+json"
    assert (rest.status, rest.json()["code"]) == (500, "InsyncCappmaster-1006")
    assert (graph.status, graph.json()["error"]["code"]) == (500, "generalException")
    assert (login.status, login.json()["error_codes"]) == (503, [90033])
    assert ews.status == 500
    fault = ET.fromstring(ews.body)  # noqa: S314 - our own answer
    assert [each.text for each in fault.iter() if each.tag.endswith("}ResponseCode")] == [
        "ErrorInternalServerError"
    ]


def change_and_ask(disk: Disk, name: str, path: str) -> Response:
    """Ask for something in a turn in which more changes than there is room for."""
    system = next(each for part, each in _SYSTEMS.items() if part in path)
    disk.lab.insync.accounts.add(email_id=Address("eve@corp.example"), display_name=name)
    return disk.ask(system, "POST", path, {})


_SYSTEMS = {
    **{"/api/": "okta", "/insync/": "insync", "oauth2": "microsoft365", "/token": "insync"},
    **{"/v1.0/": "microsoft365", "/EWS/": "microsoft365"},
}


def test_what_was_not_kept_has_not_happened(disk: Disk, capsys: pytest.CaptureFixture[str]) -> None:
    before = disk.lab.dump()
    disk.fill()
    path = "/_crosswalk/admin/insync/accounts/add"
    add = partial(disk.ask, "control", "POST", path, Content_Type="application/json")
    ada = {"email_id": "ada@corp.example", "display_name": "A" * 20_000}
    answer = add(ada)

    assert answer.status == 500
    assert answer.json()["error"] == f"{disk.path} {WHY}"
    assert disk.lab.dump() == before
    complaint, line = map(json.loads, capsys.readouterr().err.splitlines())
    assert (complaint["level"], complaint["said"]) == ("ERROR", f"{disk.path} {WHY}")
    assert line["status"] == 500

    disk.make_room()
    assert add(ada).status == 200
    assert len(disk.lab.insync.accounts.all()) == 1


def test_what_no_file_can_hold_is_gone_again(disk: Disk) -> None:
    before = disk.lab.dump()
    disk.lab.insync.accounts.add(email_id=Address("eve@corp.example"), display_name="\ud83d")
    answer = disk.ask("control", "GET", "/_crosswalk/clock")

    assert answer.status == 500
    assert answer.json()["error"].startswith("what changed cannot be written ('utf-8' codec can't")
    assert answer.json()["error"].endswith("; the request is rolled back")
    assert disk.lab.dump() == before
    assert disk.ask("control", "GET", "/_crosswalk/clock").status == 200


READS = {
    "okta": "/api/v1/users?limit=1",
    "insync": "/insync/scim/Users?count=1",
    "microsoft365": "/v1.0/users?$top=1",
    "control": "/_crosswalk/state",
}


@pytest.mark.parametrize("system", READS)
def test_a_read_writes_nothing(disk: Disk, system: str) -> None:
    admitted = admit(disk.lab, SYSTEMS)
    tokens = {
        "okta": f"SSWS {admitted['okta']['token']}",
        "insync": f"Bearer {admitted['insync_scim']['token']}",
        "microsoft365": f"Bearer {admitted['graph']['token']}",
    }
    read = partial(disk.ask, system, "GET", READS[system], Authorization=tokens.get(system, ""))
    for _ in range(2):
        # The first is saved with the credentials, the second draws numbers ahead.
        assert read().status == 200
    before = disk.changes()
    answers = [read() for _ in range(50)]
    assert {each.status for each in answers} == {200}
    assert disk.changes() == before


def test_what_is_kept_afterwards_is_what_is_remembered(disk: Disk) -> None:
    disk.lab.insync.accounts.add(email_id=Address("ada@corp.example"), display_name="Ada")
    assert disk.ask("control", "GET", "/_crosswalk/state").status == 200
    disk.fill()
    assert change_and_ask(disk, "x" * 20_000, "/api/v1/users").status == 500
    disk.make_room()
    disk.lab.insync.accounts.add(email_id=Address("bob@corp.example"), display_name="Bob")
    state = disk.ask("control", "GET", "/_crosswalk/state").json()
    disk._store.close()

    again = Lab()
    with closing(SqliteStore(disk.path, again.states())) as store:
        store.restore()
    assert again.dump() == state
    assert [each.display_name for each in again.insync.accounts.all()] == ["Ada", "Bob"]


def test_where_not_even_reading_works_the_server_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone:
        def save(self) -> None:
            raise Unreadable("lab.db cannot be used: disk I/O error")

        restore = save

    ended: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "kill", lambda *told: ended.append(told))
    with pytest.raises(
        NotPersisted, match=r"disk I/O error; and it cannot be read \(.*\), so the lab ends"
    ):
        Persistence(Gone())()  # type: ignore[arg-type] # as far as it is used
    assert ended == [(os.getpid(), signal.SIGTERM)]
