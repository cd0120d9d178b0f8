"""Okta's jobs in a served lab: run soon, between requests, by the time of the lab."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event, RLock
from typing import TYPE_CHECKING

import pytest

from fakes.insync.model import EVERYONE
from fakes.lab import Lab
from fakes.okta.model import SyncState
from fakes.okta.service.provisioning.scim_client import ScimClient
from fakes.serving.persistence import NotPersisted
from fakes.serving.worker import Worker
from fakes.wire import Clock, Fault, Request, Response
from fakes.wire.network import call

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
BUSY = Response(429, "Too Many Requests", (("Retry-After", "60"),))
SOON = 10.0
HEALTH = frozenset({"/health"})


class MovedClock(Clock):
    """A clock that runs, as far as anybody can tell, and is moved by a test."""

    def __init__(self) -> None:
        super().__init__()
        self.at = START

    def now(self) -> datetime:
        return self.frozen or self.at


class Desk:
    """A worker at a lab, and what it keeps and complains of."""

    def __init__(self) -> None:
        self.clock = MovedClock()
        self.lab = Lab(clock=self.clock)
        self.lock = RLock()
        self.kept = Event()
        self.complained = Event()
        self.complaints: list[str] = []
        self.worker = Worker(self.lab, self.lock, self.keep, self.complain)
        self.full = False
        token = self.lab.insync.provisioning.new_token()
        self.lab.insync.provisioning.save_mappings((EVERYONE,))
        base_url = self.lab.insync.provisioning.base_url()
        self.lab.okta.app.connect(base_url=base_url, token=token)

    def keep(self) -> None:
        self.kept.set()
        if self.full:
            raise NotPersisted("the disk is full")

    def complain(self, text: str) -> None:
        self.complaints.append(text)
        self.complained.set()

    def assign(self, name: str = "ada") -> str:
        address = f"{name}@corp.example"
        directory = self.lab.okta.directory
        user = directory.add(login=address, email=address, first_name="A", last_name="B")
        self.lab.okta.assignments.assign(user.id)
        return user.id

    def state(self, user_id: str) -> SyncState:
        app_user = self.lab.okta.assignments.of(user_id)
        assert app_user
        return app_user.sync_state

    def ask(
        self, act: Callable[[], object] = lambda: None, but: frozenset[str] = frozenset()
    ) -> None:
        """Send a request that does something, as the one that has its turn."""

        def app(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            act()
            start_response("200 OK", [])
            return [b""]

        between: WSGIApplication = self.worker.after_due_jobs(app, but=but)
        with self.lock:
            call(between, Request("GET", "http://okta:1/health"))


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_request_finds_the_jobs_done_that_were_due_before_it(desk: Desk) -> None:
    user = desk.assign()
    seen: list[SyncState] = []
    desk.ask(lambda: seen.append(desk.state(user)))

    assert seen == [SyncState.SYNCHRONIZED]


def test_who_asks_for_health_does_not_wait_for_jobs(desk: Desk) -> None:
    desk.assign()
    desk.ask(but=HEALTH)

    assert desk.lab.okta.jobs.pending() == 1


def test_where_nobody_asks_jobs_are_run_and_kept_all_the_same(desk: Desk) -> None:
    with desk.worker.running_jobs():
        desk.ask(desk.assign)
        assert desk.kept.wait(SOON)

    (assigned,) = desk.lab.okta.assignments.all()
    assert assigned.sync_state is SyncState.SYNCHRONIZED


def test_what_was_left_from_before_is_gone_on_with(desk: Desk) -> None:
    user = desk.assign()
    with desk.worker.running_jobs():
        assert desk.kept.wait(SOON)

    assert desk.state(user) is SyncState.SYNCHRONIZED


def test_a_job_that_has_to_wait_waits_for_the_time_of_the_lab(desk: Desk) -> None:
    desk.clock.freeze(START)
    desk.lab.inject_fault(Fault("apis.druva.example", BUSY))
    user = desk.assign()
    desk.ask()
    desk.ask()
    assert desk.state(user) is SyncState.OUT_OF_SYNC
    desk.clock.advance(timedelta(seconds=59))
    desk.ask()
    assert desk.state(user) is SyncState.OUT_OF_SYNC
    desk.clock.advance(timedelta(seconds=1))
    desk.ask()
    assert desk.state(user) is SyncState.SYNCHRONIZED
    assert [each.status for each in desk.lab.journal if each.sender == "okta"] == [
        *(200, 429, 200, 201)
    ]


def test_while_the_clock_runs_nobody_has_to_ask(desk: Desk) -> None:
    desk.lab.inject_fault(Fault("apis.druva.example", BUSY))
    user = desk.assign()
    with desk.worker.running_jobs():
        assert desk.kept.wait(SOON)
        desk.kept.clear()
        with desk.lock:
            assert desk.state(user) is SyncState.OUT_OF_SYNC
            desk.clock.at += timedelta(seconds=59.98)
        desk.ask()
        assert not desk.kept.is_set()
        desk.clock.at += timedelta(seconds=0.02)
        assert desk.kept.wait(SOON)

    assert desk.state(user) is SyncState.SYNCHRONIZED


def test_the_jobs_of_a_person_wait_for_one_another(desk: Desk) -> None:
    desk.clock.freeze(START)
    jobs = desk.lab.okta.jobs
    assert jobs.next_due() is None
    desk.lab.inject_fault(Fault("apis.druva.example", BUSY))
    ada = desk.assign("ada")
    assert jobs.next_due() == START
    desk.ask()
    desk.lab.okta.assignments.unassign(ada)
    assert jobs.next_due() == START + timedelta(seconds=60)
    desk.assign("bob")
    assert jobs.next_due() == START


def test_what_cannot_be_kept_is_complained_of_and_the_next_request_goes_on(desk: Desk) -> None:
    desk.full = True
    with desk.worker.running_jobs():
        desk.ask(desk.assign)
        assert desk.complained.wait(SOON)
        desk.full = False
        desk.kept.clear()
        desk.ask(lambda: desk.assign("bob"))
        assert desk.kept.wait(SOON)

    assert desk.complaints == ["the disk is full; the jobs wait for the next request"]
    assert desk.lab.okta.jobs.pending() == 0


def test_a_job_that_cannot_be_run_stops_no_requests(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run() -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(desk.lab.okta.jobs, "run", run)
    asked: list[int] = []
    with desk.worker.running_jobs():
        desk.ask(desk.assign)
        assert desk.complained.wait(SOON)
        desk.ask(lambda: asked.append(1))
        desk.ask(lambda: asked.append(2))

    assert asked == [1, 2]
    (complaint,) = desk.complaints
    assert complaint.startswith(
        "Stopped running provisioning jobs after an unexpected error; resume with "
        "POST /_crosswalk/admin/okta/jobs/run: Traceback"
    )
    assert complaint.endswith("RuntimeError: a bug\n")


def test_jobs_are_run_again_once_an_admin_ran_what_waited(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run() -> None:
        raise RuntimeError("a bug")

    with desk.worker.running_jobs():
        with monkeypatch.context() as broken:
            broken.setattr(desk.lab.okta.jobs, "run", run)
            desk.ask(desk.assign)
            assert desk.complained.wait(SOON)
        waiting = [desk.lab.okta.jobs.pending()]
        desk.ask(lambda: waiting.append(desk.lab.okta.jobs.pending()))
        desk.ask(desk.lab.okta.jobs.run)
        desk.ask(lambda: desk.assign("sam"))
        desk.ask(lambda: waiting.append(desk.lab.okta.jobs.pending()))

    assert waiting == [1, 1, 0]


def test_a_job_that_ends_in_a_bug_becomes_a_task_and_the_others_are_run(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = ScimClient.find

    def lookup(client: ScimClient, user_name: str) -> Response:
        if user_name == "ada@corp.example":
            raise RuntimeError("a bug \ud83d")
        return find(client, user_name)

    monkeypatch.setattr(ScimClient, "find", lookup)
    ada, bob = desk.assign("ada"), desk.assign("bob")
    desk.ask()

    assert (desk.state(ada), desk.state(bob)) == (SyncState.ERROR, SyncState.SYNCHRONIZED)
    (task,) = desk.lab.okta.jobs.tasks()
    assert task.text.endswith("to app Druva 2.0 failed: Unexpected error: RuntimeError: a bug ?")
    (complaint,) = desk.complaints
    assert complaint.startswith("A provisioning job failed because of an unexpected error: Trace")
    sam = desk.assign("sam")
    desk.ask()
    assert desk.state(sam) is SyncState.SYNCHRONIZED


def test_the_thread_outlives_an_unexpected_error_of_saving(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk.worker.running_jobs():
        with monkeypatch.context() as broken:
            broken.setattr(desk.worker, "_save", None)
            desk.ask(desk.assign)
            assert desk.complained.wait(SOON)
        desk.ask(lambda: desk.assign("bob"))
        assert desk.kept.wait(SOON)

    (complaint,) = desk.complaints
    assert complaint.startswith("What the jobs did was not saved because of an unexpected error")


def test_a_job_may_wait_longer_than_a_thread_can(desk: Desk) -> None:
    desk.lab.inject_fault(Fault("apis.druva.example", BUSY))
    ada = desk.assign("ada")
    desk.ask()
    (job,) = desk.lab.okta.state.jobs
    desk.lab.okta.state.jobs.put(replace(job, due=START + timedelta(days=365 * 1000)))
    with desk.worker.running_jobs():
        desk.ask(lambda: desk.assign("bob"))
        assert desk.kept.wait(SOON)

    assert desk.state(ada) is SyncState.OUT_OF_SYNC
    assert desk.complaints == []
