"""Tasks, retries, and the waiting that rate limits impose."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from freezegun import freeze_time

from fakes.okta.model import Action, Provisioning, RunResult, SyncState
from fakes.okta.rules import retry_wait
from fakes.wire import Fault

from .org import HOST, Org, look_up

PROVISION = "Automatic provisioning of user Ada Hill to app Druva 2.0 failed: "
PROFILE = "Automatic profile push of user Ada Hill to app Druva 2.0 failed: "
USER = "ada@corp.example"
LOOK_UP = look_up(USER)


def scim_error(detail: str) -> str:
    return json.dumps({"schemas": ["urn:x"], "status": "400", "detail": detail})


@pytest.mark.parametrize(
    ("method", "status", "body", "text"),
    [
        (
            "POST",
            409,
            scim_error("taken"),
            f"Error while creating user {USER}: Conflict. Errors reported by remote server: taken",
        ),
        (
            "GET",
            401,
            scim_error("token expired"),
            f"Error while verifying if user {USER} exists: Unauthorized. "
            "Errors reported by remote server: token expired",
        ),
        (
            "GET",
            502,
            "error code: 502",
            f"Error while verifying if user {USER} exists: Bad Gateway. "
            "Errors reported by remote server: Invalid JSON: Unrecognized token 'error'",
        ),
        (
            "POST",
            500,
            "<html>",
            f"Error while creating user {USER}: Internal Server Error. "
            "Errors reported by remote server: Invalid JSON: Unexpected character ('<' (code 60))",
        ),
        ("POST", 500, "", f"Error while creating user {USER}: Internal Server Error"),
        (
            "POST",
            201,
            "",
            f"Error while creating user {USER}: Create new user returned empty user.",
        ),
        (
            "POST",
            201,
            "{}",
            f"Error while creating user {USER}: Create new user returned empty user.",
        ),
    ],
)
def test_a_failed_provisioning_becomes_a_task(
    org: Org, method: str, status: int, body: str, text: str
) -> None:
    user = org.person()
    org.assignments.assign(user.id)
    org.answer(status, body, method=method)
    assert org.jobs.run() == RunResult(failed=1)
    (task,) = org.jobs.tasks()
    assert (task.text, task.action) == (PROVISION + text, Action.PROVISION)
    assert (org.of(user).external_id, org.of(user).sync_state) == (None, SyncState.ERROR)
    assert org.jobs.pending() == 0


def test_a_conflict_stops_the_job(org: Org) -> None:
    org.assignments.assign(org.person().id)
    org.answer(409, scim_error("taken"), method="POST")
    assert org.run() == [LOOK_UP, "POST /Users"]
    failed = [event for event in org.log.events() if event.result == "FAILURE"]
    assert [event.event_type for event in failed] == [
        "application.provision.user.push",
        "application.provision.user.sync",
    ]
    assert failed[0].reason == "Conflict. Errors reported by remote server: taken"
    assert failed[0].target == USER


@pytest.mark.parametrize(
    ("status", "method", "text"),
    [
        (
            404,
            "GET",
            f"Error while trying to push profile update for {USER}: No user returned for user s1",
        ),
        (
            400,
            "PUT",
            f"Error while trying to push profile update for {USER}: Bad Request. "
            "Errors reported by remote server: no",
        ),
    ],
)
def test_a_failed_push_becomes_a_task(org: Org, status: int, method: str, text: str) -> None:
    user = org.linked()
    org.directory.update(user.id, ("firstName", "Ada"), ("lastName", "Dale"))
    org.answer(status, scim_error("no"), method=method)
    org.run()
    (task,) = org.jobs.tasks()
    assert task.text == PROFILE.replace("Hill", "Dale") + text
    assert org.of(user).external_id == "s1"


def test_an_account_deleted_downstream_is_made_again_after_unassigning(org: Org) -> None:
    user = org.linked()
    org.provider.users.clear()
    org.assignments.apply_updates_now()
    assert org.jobs.run() == RunResult(failed=1)
    assert org.jobs.tasks()[0].text.endswith(f"for {USER}: No user returned for user s1")
    org.switch(deactivate_users=False)
    org.assignments.unassign(user.id)
    org.assignments.assign(user.id)
    assert org.jobs.run() == RunResult(created=1)


def test_a_failed_deactivation_becomes_a_task_and_can_be_retried(org: Org) -> None:
    user = org.linked()
    org.assignments.unassign(user.id)
    org.answer(501, scim_error("no PATCH"), method="PATCH")
    assert org.run() == ["PATCH /Users/s1"]
    (task,) = org.jobs.tasks()
    assert task.text.endswith("Not Implemented. Errors reported by remote server: no PATCH")
    org.jobs.retry(task.id)
    assert org.jobs.run() == RunResult(deactivated=1)
    assert org.provider.users["s1"]["active"] is False


@pytest.mark.parametrize(
    ("base_url", "said"),
    [
        (f"https://{HOST}/scim", f"{HOST} refused the connection"),
        ("https://nowhere.example/scim", "no API at 'nowhere.example'"),
    ],
)
def test_no_answer_becomes_a_task(org: Org, base_url: str, said: str) -> None:
    org.assignments.assign(org.person().id)
    org.state.provisioning = Provisioning(base_url=base_url, enabled=True)
    org.wire.inject_fault(Fault(HOST, None))
    assert org.jobs.run() == RunResult(failed=1)
    assert said in org.jobs.tasks()[0].text


@pytest.mark.parametrize(
    "listed",
    [
        {"totalResults": 0, "startIndex": "1", "itemsPerPage": 0},
        {"totalResults": "0"},
        {"Resources": []},
        [],
    ],
)
def test_a_malformed_look_up_stops_silently(org: Org, listed: object) -> None:
    user = org.person()
    org.assignments.assign(user.id)
    org.answer(200, json.dumps(listed))
    assert org.jobs.run() == RunResult(failed=1)
    assert org.sent() == [LOOK_UP]
    assert org.jobs.tasks() == ()
    assert org.of(user).sync_state is SyncState.ERROR
    (event,) = (event for event in org.log.events() if event.result == "FAILURE")
    assert (event.event_type, event.reason) == ("application.provision.user.sync", "")


def test_failed_people_stay_failed_until_retried_with_the_profile_as_stored(org: Org) -> None:
    user = org.person()
    org.assignments.assign(user.id)
    org.answer(500, method="POST")
    org.run()
    org.map_username("user.email")
    assert org.run() == []
    org.jobs.retry(org.jobs.tasks()[0].id)
    assert org.jobs.tasks() == ()
    assert org.run() == [LOOK_UP, "POST /Users"]
    assert org.of(user).user_name == USER


def test_a_bulk_update_does_not_retry_but_changes_what_is_stored(org: Org) -> None:
    user = org.person()
    org.assignments.assign(user.id)
    org.answer(500, method="POST")
    org.run()
    org.map_username("user.email")
    org.assignments.apply_updates_now()
    assert org.run() == []
    org.assignments.provision_user(user.id)
    assert org.run() == [look_up("ada@mail.example"), "POST /Users"]


def test_a_retry_after_a_failed_push_does_not_look_up_again(org: Org) -> None:
    org.provider.add(userName=USER)
    user = org.person()
    org.assignments.assign(user.id)
    org.answer(500, method="PUT")
    org.run()
    assert org.of(user).external_id == "s1"
    org.jobs.retry(org.jobs.tasks()[0].id)
    assert org.run() == ["GET /Users/s1", "PUT /Users/s1"]


def test_an_account_has_one_link(org: Org) -> None:
    ada, eva = org.person("ada", "both@mail.example"), org.person("eva", "both@mail.example")
    org.map_username("user.email")
    for user in (ada, eva):
        org.assignments.assign(user.id)
    assert org.jobs.run() == RunResult(created=1, failed=1)
    assert org.of(eva).external_id is None
    assert "already linked" in org.jobs.tasks()[0].text


@pytest.mark.parametrize(
    ("retry_after", "attempts", "seconds"),
    [
        ("30", 1, 30),
        ("30", 2, 60),
        ("30", 5, 480),
        (None, 1, 300),
        (None, 3, 1200),
        ("Wed, 21 Oct 2026 07:28:00 GMT", 1, 300),
        ("1.5", 1, 300),
    ],
)
def test_how_long_a_rate_limit_waits(retry_after: str | None, attempts: int, seconds: int) -> None:
    assert retry_wait(retry_after, attempts) == timedelta(seconds=seconds)


def test_a_rate_limit_waits_and_goes_on_by_itself(org: Org) -> None:
    with freeze_time("2026-03-02 08:00:00") as time:
        ada = org.person("ada")
        org.assignments.assign(ada.id)
        org.assignments.assign(org.person("ben").id)
        org.answer(429, method="POST", Retry_After="30")
        assert org.jobs.run() == RunResult(created=1, waiting=1)
        assert org.events("rate_limit") == ["rate_limit_exceeded"]
        assert org.jobs.tasks() == ()
        org.sent()
        time.tick(timedelta(seconds=29))
        assert org.jobs.run() == RunResult(waiting=1)
        assert org.sent() == []
        time.tick(timedelta(seconds=1))
        assert org.jobs.run() == RunResult(created=1)
        assert org.sent() == [LOOK_UP, "POST /Users"]


def test_the_tenth_attempt_is_the_last(org: Org) -> None:
    with freeze_time("2026-03-02 08:00:00") as time:
        org.assignments.assign(org.person().id)
        org.answer(429, scim_error("slow down"), times=10)
        for attempt in range(1, 10):
            assert org.jobs.run() == RunResult(waiting=1), attempt
            time.tick(timedelta(seconds=300 * 2 ** (attempt - 1)))
        assert org.jobs.run() == RunResult(failed=1)
        (task,) = org.jobs.tasks()
        assert "Too Many Requests. Errors reported by remote server: slow down" in task.text
        org.jobs.retry(task.id)
        assert org.jobs.run() == RunResult(created=1)


def test_jobs_of_one_person_keep_their_order(org: Org) -> None:
    with freeze_time("2026-03-02 08:00:00") as time:
        user = org.linked()
        org.assignments.unassign(user.id)
        org.assignments.assign(user.id)
        org.answer(429, method="PATCH")
        assert org.jobs.run() == RunResult(waiting=2)
        time.tick(timedelta(seconds=300))
        org.sent()
        assert org.run()[:2] == ["PATCH /Users/s1", LOOK_UP]
        assert org.provider.users["s1"]["active"] is True
