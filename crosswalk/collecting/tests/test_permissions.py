"""Each credential that is not accepted and each permission that is missing is told by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("httpx2", reason="needs httpx2, which the extra 'collect' brings")

from fakes.wire import Address

from .collecting import DRUVA, GRAPH, OKTA, Collecting, files, read

OKTA_FORBIDS = {
    "errorCode": "E0000006",
    "errorSummary": "You do not have permission to perform the requested action",
}
GRAPH_FORBIDS = {
    "error": {
        "code": "Authorization_RequestDenied",
        "message": "Insufficient privileges to complete the operation.",
    }
}
DRUVA_FORBIDS = {"code": "InsyncCappmaster-1221", "message": "No permission.", "retryable": False}


@pytest.mark.parametrize(
    ("changed", "failed", "said", "advice"),
    [
        (
            {"okta": {"token": "00wrong"}},
            {"okta-users.json", "okta-app-users.json"},
            "Okta answered 401 E0000011 Invalid token provided",
            "CROSSWALK_OKTA_TOKEN",
        ),
        (
            {"okta": {"token": "an.access.token"}},
            {"okta-users.json", "okta-app-users.json"},
            "Okta answered 401",
            "CROSSWALK_OKTA_TOKEN",
        ),
        (
            {"okta": {"app_id": "0oa1"}},
            {"okta-app-users.json"},
            "Okta answered 404 E0000007 Not found: Resource not found: 0oa1 (App",
            "CROSSWALK_OKTA_APP_ID",
        ),
        (
            {"insync": {"client_secret": "wrong"}},
            {"insync-users.json"},
            "inSync answered 400 invalid_grant",
            "CROSSWALK_INSYNC_CLIENT_SECRET",
        ),
        (
            {"graph": {"client_secret": "wrong"}},
            {"microsoft365-users.json"},
            "Microsoft Graph answered 401 invalid_client AADSTS7000215: Invalid client secret",
            "CROSSWALK_GRAPH_CLIENT_SECRET",
        ),
        (
            {"graph": {"client_id": "11111111-2222-3333-4444-555555555555"}},
            {"microsoft365-users.json"},
            "Microsoft Graph answered 400 unauthorized_client AADSTS700016",
            "CROSSWALK_GRAPH_CLIENT_ID",
        ),
    ],
)
def test_credentials_that_are_not_accepted_are_told_and_the_rest_is_read(
    lab: Collecting,
    tmp_path: Path,
    changed: dict[str, dict[str, str]],
    failed: set[str],
    said: str,
    advice: str,
) -> None:
    outcome = lab.collect(tmp_path / "out", lab.credentials(**changed))

    assert {each.partition(":")[0] for each in outcome.failed} == failed
    assert all(said in each and advice in each for each in outcome.failed)
    assert lab.waits == []
    assert not failed & files(tmp_path / "out").keys()
    assert len({*files(tmp_path / "out")} | failed | {"onedrives.csv"}) == 5


@pytest.mark.parametrize(
    ("host", "path", "body", "file", "needed"),
    [
        (OKTA, "/api/v1/users", OKTA_FORBIDS, "okta-users.json", "okta.users.read"),
        (OKTA, "/api/v1/apps", OKTA_FORBIDS, "okta-app-users.json", "okta.apps.read"),
        (DRUVA, "/insync", DRUVA_FORBIDS, "insync-users.json", "View Users"),
        (GRAPH, "/v1.0/users", GRAPH_FORBIDS, "microsoft365-users.json", "User.Read.All"),
    ],
)
def test_a_missing_permission_is_named_in_the_terms_of_its_vendor(
    lab: Collecting,
    tmp_path: Path,
    host: str,
    path: str,
    body: dict[str, object],
    file: str,
    needed: str,
) -> None:
    lab.fault(host, path, 403, body=body)

    outcome = lab.collect(tmp_path / "out")

    (reason,) = outcome.failed
    assert reason.startswith(f"{file}: ")
    assert needed in reason
    lab.collect(tmp_path / "out")
    assert file in files(tmp_path / "out")


@pytest.mark.parametrize(
    ("names", "noted"),
    [
        (("userPurpose",), ["MailboxSettings.Read"]),
        (("drive",), ["Files.Read.All"]),
        (("userPurpose", "drive"), ["MailboxSettings.Read", "Files.Read.All"]),
    ],
)
def test_without_a_permission_for_services_people_are_read_anyway(
    lab: Collecting, tmp_path: Path, names: tuple[str, ...], noted: list[str]
) -> None:
    """The first batch is refused as a whole; nobody else is asked about."""
    for number in range(25):
        lab.lab.microsoft365.directory.add_user(Address(f"u{number}@corp.example"))
    people = len(lab.lab.microsoft365.directory.list_users())
    known = {"status": 404, "body": {"error": {"code": "ResourceNotFound", "message": ""}}}
    denied = {"status": 403, "body": {"error": {"code": "ErrorAccessDenied", "message": ""}}}
    first = [
        {"id": f"{each} {number}", **(denied if each in names else known)}
        for number in range(10)
        for each in ("userPurpose", "drive")
    ]
    lab.fault(GRAPH, "/v1.0/$batch", 200, body={"responses": first})

    outcome = lab.collect(tmp_path / "out", lab.only("graph"))

    assert (outcome.failed, len(outcome.notes)) == ([], len(noted))
    assert all(any(each in note for note in outcome.notes) for each in noted)
    users = read(tmp_path / "out/microsoft365-users.json")["value"]
    assert len(users) == people > 30
    assert {"userPurpose" in each for each in users} == {"userPurpose" not in names}
    assert ("onedrives.csv" in files(tmp_path / "out")) == ("drive" not in names)
    inner = b"".join(each.request for each in lab.lab.journal.since(0))
    asked = {each: 10 if each in names else people for each in ("userPurpose", "drive")}
    assert inner.count(b"/mailboxSettings/userPurpose") == asked["userPurpose"]
    assert inner.count(b"/drive?$select") == asked["drive"]


def test_no_secret_is_told_or_written(lab: Collecting, tmp_path: Path) -> None:
    """Also not by an API that repeats what it was sent."""
    given = lab.credentials()
    assert given.okta
    assert given.insync
    assert given.graph
    secrets = [given.okta.token, given.insync.client_secret, given.graph.client_secret]
    for host, path, secret in (
        (OKTA, "/api/v1/users", given.okta.token),
        (DRUVA, "/insync", given.insync.client_secret),
        (GRAPH, "/v1.0/users", given.graph.client_secret),
    ):
        lab.fault(host, path, 403, body={"code": "c", "message": f"you sent {secret} \x1b[31m"})

    outcome = lab.collect(tmp_path / "out")

    assert len(outcome.failed) == 3
    told = [*outcome.failed, *outcome.notes, *lab.told, repr(given)]
    written = [each.read_bytes() for each in (tmp_path / "out").rglob("*") if each.is_file()]
    assert len(written) >= 3
    for secret in secrets:
        assert not any(secret in each for each in told)
        assert not any(secret.encode() in each for each in written)
    assert "\x1b" not in "".join(told)
    assert all("you sent *** [31m" in each for each in outcome.failed)
