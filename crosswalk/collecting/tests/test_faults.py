"""Limits, failures and expired tokens do not change what is collected; waits are bounded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("httpx2", reason="needs httpx2, which the extra 'collect' brings")

from fakes.wire import Address

from .collecting import DRUVA, GRAPH, OKTA, Collecting, files, read

URL = "https://corp-my.sharepoint.example/personal/x/Documents"
WHERE = [
    (OKTA, "/api/v1/users"),
    (OKTA, "/api/v1/apps"),
    (DRUVA, "/token"),
    (DRUVA, "/insync/usermanagement"),
    ("login.microsoftonline.example", "/"),
    (GRAPH, "/v1.0/users"),
    (GRAPH, "/v1.0/$batch"),
]


@pytest.mark.parametrize(("host", "path"), WHERE)
@pytest.mark.parametrize("status", [429, 500, 502, 503, 504, 0])
def test_a_failure_that_passes_changes_nothing(
    lab: Collecting, tmp_path: Path, host: str, path: str, status: int
) -> None:
    lab.collect(tmp_path / "before")
    if status:
        lab.fault(host, path, status, times=2)
    else:
        lab.hang_up(host, path, times=2)

    outcome = lab.collect(tmp_path / "out")

    assert outcome.failed == []
    assert lab.waits == ([15, 30] if status == 429 else [1, 2])
    assert files(tmp_path / "out") == files(tmp_path / "before")
    assert lab.lab.waiting_faults() == ()


@pytest.mark.parametrize(("host", "path"), WHERE)
def test_a_failure_that_stays_is_told_and_what_is_missing_is_read_later(
    lab: Collecting, tmp_path: Path, host: str, path: str
) -> None:
    lab.fault(host, path, 503, times=6)

    outcome = lab.collect(tmp_path / "out")

    assert lab.waits == [1, 2, 4, 8, 16]
    (reason,) = outcome.failed
    assert "was asked 6 times: it answered 503" in reason
    missing = reason.partition(":")[0]
    assert missing not in files(tmp_path / "out")
    there = files(tmp_path / "out")

    again = lab.collect(tmp_path / "out")

    assert (again.failed, {*again.earlier} >= {*there}) == ([], True)
    assert missing in again.written
    lab.collect(tmp_path / "whole")
    assert files(tmp_path / "out") == files(tmp_path / "whole")


def test_okta_limits_the_requests_a_minute(lab: Collecting, tmp_path: Path) -> None:
    lab.collect(tmp_path / "before")
    lab.lab.okta.limits.set_limit(2)

    outcome = lab.collect(tmp_path / "out")

    assert outcome.failed == []
    # The minute begins with the first of two requests; Okta says that it is over a second later.
    assert lab.waits == [62]
    assert lab.told == ["Okta: it answered 429 62"]
    assert files(tmp_path / "out") == files(tmp_path / "before")


def test_graph_throttles_single_requests_of_a_batch(lab: Collecting, tmp_path: Path) -> None:
    lab.collect(tmp_path / "before")
    lab.lab.microsoft365.throttling.limit(calls=6, seconds=10)
    try:
        outcome = lab.collect(tmp_path / "out")
    finally:
        lab.lab.microsoft365.throttling.lift()

    assert outcome.failed == []
    # One call lists seven users, fourteen ask for mailbox and drive: five at first, then six.
    assert lab.waits == [10, 10]
    assert files(tmp_path / "out") == files(tmp_path / "before")


def test_an_api_that_asks_for_a_long_wait_is_asked_in_a_later_run(
    lab: Collecting, tmp_path: Path
) -> None:
    lab.fault(OKTA, "/api/v1/users", 429, headers=(("Retry-After", "3600"),))

    outcome = lab.collect(tmp_path / "out")

    assert lab.waits == []
    assert outcome.failed == [
        "okta-users.json: Okta asks to wait for 3600 seconds: it answered 429"
    ]


def test_tokens_that_expire_meanwhile_are_renewed(lab: Collecting, tmp_path: Path) -> None:
    """A token of inSync lasts half an hour, one of Graph an hour; each wait takes two here."""
    lab.collect(tmp_path / "before")
    lab.served.control("/reset?what=journal", "POST")
    lab.fault(DRUVA, "/insync", 503)
    lab.fault(GRAPH, "/v1.0/users", 503)
    lab.fault(GRAPH, "/v1.0/$batch", 503)
    lab.slowness = 7200

    outcome = lab.collect(tmp_path / "out")

    assert outcome.failed == []
    assert files(tmp_path / "out") == files(tmp_path / "before")
    signed_in = [path for _, path in lab.asked() if path.endswith("/token")]
    assert len(signed_in) == len(("inSync", "anew")) + len(("Graph", "for the users", "a batch"))


def batch(lab: Collecting, name: str, status: int, code: str) -> None:
    """Answer the next batch: everybody has mailbox and OneDrive, but for one who is refused one."""
    known = {"status": 200, "body": {"value": "user", "webUrl": URL}}
    refused = {"status": status, "body": {"error": {"code": code, "message": ""}}}
    lab.fault(
        *(GRAPH, "/v1.0/$batch", 200),
        body={
            "responses": [
                {"id": f"{each} {number}", **(refused if (each, number) == (name, 2) else known)}
                for number, _ in enumerate(lab.lab.microsoft365.directory.list_users())
                for each in ("userPurpose", "drive")
            ]
        },
    )


def test_a_mailbox_that_the_app_is_kept_from_is_left_open(lab: Collecting, tmp_path: Path) -> None:
    """An access policy of Exchange can keep an app from single mailboxes."""
    kept_from = lab.lab.microsoft365.directory.list_users()[2]
    batch(lab, "userPurpose", 403, "ErrorAccessDenied")

    outcome = lab.collect(tmp_path / "out")

    assert outcome.notes == ["Microsoft Graph does not tell the mailbox of 1 of the users"]
    people = read(tmp_path / "out/microsoft365-users.json")["value"]
    assert [each["id"] for each in people if "userPurpose" not in each] == [kept_from.id]
    assert "onedrives.csv" in files(tmp_path / "out")


def test_a_onedrive_that_is_not_known_leaves_the_list_out(lab: Collecting, tmp_path: Path) -> None:
    """Who is left out of the list would be taken to have none."""
    batch(lab, "drive", 403, "accessDenied")

    outcome = lab.collect(tmp_path / "out")

    assert outcome.notes == [
        "Microsoft Graph does not tell the OneDrive of 1 of the users: onedrives.csv is left out"
    ]
    assert "onedrives.csv" not in files(tmp_path / "out")
    assert "onedrives.csv" not in outcome.written


@pytest.mark.parametrize(
    ("status", "code"), [(423, "notAllowed"), (403, "notAllowed"), (404, "ResourceNotFound")]
)
def test_a_onedrive_that_nobody_can_open_is_none(
    lab: Collecting, tmp_path: Path, status: int, code: str
) -> None:
    batch(lab, "drive", status, code)

    outcome = lab.collect(tmp_path / "out")

    people = len(lab.lab.microsoft365.directory.list_users())
    assert (outcome.notes, outcome.written["onedrives.csv"]) == ([], people - 1)


@pytest.mark.parametrize("answer", [{"status": 400}, {"status": 200, "body": {}}, {"status": 409}])
def test_an_answer_of_no_known_meaning_is_told(
    lab: Collecting, tmp_path: Path, answer: dict[str, Any]
) -> None:
    users = lab.lab.microsoft365.directory.list_users()
    ids = [
        f"{each} {number}" for number, _ in enumerate(users) for each in ("userPurpose", "drive")
    ]
    lab.fault(
        GRAPH, "/v1.0/$batch", 200, body={"responses": [{"id": each, **answer} for each in ids]}
    )

    (reason,) = lab.collect(tmp_path / "out").failed

    assert reason.startswith("microsoft365-users.json: Microsoft Graph answered ")


def test_a_batch_that_leaves_out_an_answer_is_told(lab: Collecting, tmp_path: Path) -> None:
    lab.fault(GRAPH, "/v1.0/$batch", 200, body={"responses": []})

    (reason,) = lab.collect(tmp_path / "out").failed

    assert "left requests of a batch without an answer" in reason


def test_a_tenant_without_sharepoint_has_no_onedrives(lab: Collecting, tmp_path: Path) -> None:
    lab.lab.microsoft365.onedrive.switch_sharepoint(False)

    outcome = lab.collect(tmp_path / "out")

    assert (outcome.failed, outcome.notes) == ([], [])
    assert (tmp_path / "out/onedrives.csv").read_text() == "Owner,Url\n"


def test_what_is_new_on_the_way_is_read_when_it_is_asked_for(
    lab: Collecting, tmp_path: Path
) -> None:
    lab.fault(DRUVA, "/insync", 503, times=6)
    lab.collect(tmp_path / "out")
    lab.lab.insync.accounts.add(email_id=Address("new@corp.example"), display_name="New")

    lab.collect(tmp_path / "out")

    assert "new@corp.example" in str(read(tmp_path / "out/insync-users.json"))
