"""Devices, restore points, restores, events and reports over the REST API."""

from __future__ import annotations

from typing import Any

import pytest

from fakes.insync import FakeInSync
from fakes.insync.model import GraphApp, Profile, RestoreStatus, Workload
from fakes.insync.service import events
from fakes.wire import Address, Wire

from .identity_provider import StillClock
from .rest_client import RestClient
from .stub import DOWNLOADS, GRAPH, LOGIN, OUTLOOK, File, Mail, MailFolder, StubMicrosoft

STATUS = "/insync/cappmaster/v1/apps/status"
DEVICES = "/insync/cadevice/v1/devices"
POINTS = "/insync/cloudapp/v1/restorePoints"
RESTORES = "/insync/cloudapp/v1/restores"
EVENTS = "/insync/eventmanagement/v2/events"
REPORTS = "/platform/reporting/v1/reports"
BOTH = "Office 365 OneDrive,Office 365 Exchange Online"
MAIL = b"Message-ID: <1@x>\r\n\r\none\r\n"
TAKEN = "Mon Mar  2 09:00:00 2026"


@pytest.fixture
def microsoft(wire: Wire) -> StubMicrosoft:
    stub = StubMicrosoft()
    stub.folders = [MailFolder("in", "Inbox", mails=[Mail("m1", MAIL, "<1@x>")])]
    stub.files = [File("f1", "a.txt", content=b"\x00\x01")]
    for host in (LOGIN, GRAPH, OUTLOOK, DOWNLOADS):
        wire.connect(host, "microsoft365", stub)
    return stub


@pytest.fixture
def backed_up(insync: FakeInSync, microsoft: StubMicrosoft, clock: StillClock) -> FakeInSync:
    """Ada was backed up; Bob, whom Microsoft 365 does not know, was not."""
    assert microsoft.graph_names == {"ada@corp.example"}
    for name in ("ada", "bob"):
        insync.accounts.add(email_id=Address(f"{name}@corp.example"), display_name=name.title())
    insync.protection.connect(GraphApp("tenant", "client", "secret"))
    insync.protection.back_up_everyone()
    clock.pass_(hours=1)
    return insync


def test_the_app_is_connected_once_it_is(
    insync: FakeInSync, microsoft: StubMicrosoft, client: RestClient
) -> None:
    assert microsoft.tokens == 0
    before = client.get(STATUS, tenantType="M365")
    insync.protection.connect(GraphApp("tenant", "client", "secret"))
    after = client.get(STATUS, tenantType="M365")

    assert (before["status"], before["M365"][0]["status"]) == (0, 0)
    assert (after["M365"][0]["status"], after["M365"][0]["clientid"]) == (3, "client")
    assert client.send("GET", STATUS).status == 400


@pytest.mark.usefixtures("backed_up")
def test_a_device_for_each_app_of_each_user(client: RestClient) -> None:
    listed = client.get(DEVICES, workload=BOTH)

    shown = [
        (each["id"], each["userID"], each["appName"], each["lastBackupStatus"])
        for each in listed["devices"]
    ]
    assert shown == [
        (1, 1, "Exchange Online", "Backed Up Successfully"),
        (2, 1, "OneDrive", "Backed Up Successfully"),
        (3, 2, "Exchange Online", "Backup Failed"),
        (4, 2, "OneDrive", "Backup Failed"),
    ]
    assert (listed["totalResults"], listed["nextPageToken"]) == (4, "")
    assert listed["devices"][1] == {
        "id": 2,
        "appName": "OneDrive",
        "userID": 1,
        "userUrl": "https://apis.druva.example/admin/app/#/user/users/1",
        "workload": "Office 365 OneDrive",
        "createdOn": "2026-03-02T09:00:00Z",
        "lastCompacted": 0,
        "profileID": 1,
        "customerID": 1,
        "lastBackupStatus": "Backed Up Successfully",
        "lastBackupJob": 1772442000,
        "lastSuccessfulBackup": 1772442000,
        "deviceDisabled": False,
    }


@pytest.mark.usefixtures("backed_up")
@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ({"workload": "Office 365 OneDrive"}, [2, 4]),
        ({"workload": '["Office 365 OneDrive"]'}, [2, 4]),
        ({"workload": "G Suite Gmail"}, []),
        ({"workload": BOTH, "userID": 2}, [3, 4]),
        ({"workload": BOTH, "userID": "[1,2]"}, [1, 2, 3, 4]),
        ({"workload": BOTH, "profileID": "[2]"}, []),
        ({"workload": BOTH, "appName": "OneDrive"}, [2, 4]),
        ({"workload": BOTH, "searchTerm": "drive"}, [2, 4]),
        ({"workload": BOTH, "lastBackupStatus": "Backup Failed"}, [3, 4]),
        ({"workload": BOTH, "lastBackupStatus": "backup failed"}, []),
        ({"workload": BOTH, "lastBackupTime": 1772442000}, [1, 2]),
        ({"workload": BOTH, "lastBackupTime": 1772442001}, []),
        ({"workload": BOTH, "sortByColumn": "appName", "sortOrder": "desc"}, [2, 4, 1, 3]),
    ],
)
def test_devices_are_filtered(client: RestClient, query: dict[str, Any], ids: list[int]) -> None:
    assert [each["id"] for each in client.get(DEVICES, **query)["devices"]] == ids


@pytest.mark.usefixtures("backed_up")
def test_devices_come_in_pages(client: RestClient) -> None:
    first = client.get(DEVICES, workload=BOTH, pageSize=3)
    token = first["nextPageToken"]
    last = client.get(DEVICES, workload=BOTH, pageSize=3, nextPageToken=token)

    assert [len(page["devices"]) for page in (first, last)] == [3, 1]
    assert last["nextPageToken"] == ""


@pytest.mark.parametrize("query", [{}, {"workload": BOTH, "pageSize": 1001}])
def test_devices_need_a_workload_and_a_size(client: RestClient, query: dict[str, Any]) -> None:
    assert client.send("GET", DEVICES, **query).status == 400


def test_a_device_outlives_what_the_profile_protects(
    backed_up: FakeInSync, client: RestClient
) -> None:
    backed_up.profiles.save(Profile("Default", workloads=frozenset()))
    backed_up.accounts.add(email_id=Address("new@corp.example"), display_name="New")
    backed_up.accounts.preserve(1)

    devices = client.get(DEVICES, workload=BOTH)["devices"]

    assert [each["id"] for each in devices] == [1, 2, 3, 4]
    assert [each["deviceDisabled"] for each in devices] == [True, True, False, False]


@pytest.mark.usefixtures("backed_up")
def test_restore_points_are_the_snapshots(client: RestClient) -> None:
    assert client.get(POINTS, deviceId=2, userId=1) == [
        {
            "name": TAKEN,
            "displayName": TAKEN,
            "created": "02/03/2026 09:00",
            "timestamp": 1772442000,
            "size": 2,
            "filesSynced": 1,
            "storageId": 1,
            "lsCver": 2,
            "anomalous": False,
            "isQuarantined": False,
            "isLocked": False,
            "isVirtual": False,
        }
    ]
    assert client.get(POINTS, deviceId=4, userId=2) == []


@pytest.mark.usefixtures("backed_up")
@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"deviceId": 2, "userId": 2}, 404),
        ({"deviceId": 9, "userId": 1}, 404),
        ({"deviceId": 0, "userId": 0}, 404),
        ({"deviceId": 2, "userId": 1, "storageId": 5}, 404),
        ({"deviceId": 2}, 400),
        ({"userId": 1}, 400),
    ],
)
def test_restore_points_of_another_device(
    client: RestClient, query: dict[str, Any], status: int
) -> None:
    assert client.send("GET", POINTS, **query).status == status


def drive(**changes: Any) -> dict[str, Any]:
    body = {
        "storageId": 1,
        "fromDeviceId": 2,
        "deviceId": 2,
        "appType": "O365 OneDrive",
        "restoreOption": "inplacerestore",
        "sources": [f"/{TAKEN}"],
        "sourceTypes": [16384],
        "storage": 0,
        "isCloudapp": True,
    }
    return {name: value for name, value in (body | changes).items() if value is not None}


def mailbox(**changes: Any) -> dict[str, Any]:
    body = {
        "fromDeviceId": 1,
        "deviceId": 1,
        "appType": "O365 Exchange Online",
        "destination": "inSync Restore",
        "version": 1,
        "pathDetails": ["inSync-Mails-root"],
        "sources": None,
        "sourceTypes": None,
    }
    return drive(**(body | changes))


def test_a_restore_is_only_accepted(
    backed_up: FakeInSync, microsoft: StubMicrosoft, client: RestClient
) -> None:
    microsoft.files.clear()

    assert client.post(RESTORES, drive()) == {"status": "OK"}

    assert [each.name for each in microsoft.files] == ["a.txt"]
    (job,) = backed_up.protection.restores(1)
    assert (job.workload, job.status) == (Workload.ONEDRIVE, RestoreStatus.SUCCESS)


def test_a_restore_that_fails_is_accepted_too(
    backed_up: FakeInSync, microsoft: StubMicrosoft, client: RestClient
) -> None:
    microsoft.primary = "other@corp.example"

    assert client.post(RESTORES, mailbox()) == {"status": "OK"}

    (job,) = backed_up.protection.restores(1)
    assert (job.status, job.message) == (
        RestoreStatus.FAILED,
        "Server not reachable. (#100000011)",
    )


def test_a_preserved_user_is_activated_first(backed_up: FakeInSync, client: RestClient) -> None:
    backed_up.accounts.preserve(1)

    answer = client.send("POST", RESTORES, drive())

    assert (answer.status, answer.json()["message"]) == (
        422,
        "The user ada@corp.example is preserved: activate the user first.",
    )
    assert backed_up.protection.restores(1) == ()
    backed_up.accounts.activate(1)
    assert client.post(RESTORES, drive()) == {"status": "OK"}


def test_a_copy_goes_to_the_folder_that_is_named(
    backed_up: FakeInSync, microsoft: StubMicrosoft, client: RestClient
) -> None:
    client.post(RESTORES, mailbox(restoreOption="restorecopy", destination="Back again"))

    assert backed_up.protection.restores(1)[0].folder == "Back again"
    assert "Back again" in [each.name for each in microsoft.folders]


def test_the_latest_restore_point_is_restored_unless_one_is_named(
    backed_up: FakeInSync, client: RestClient
) -> None:
    backed_up.protection.back_up(1, Workload.ONEDRIVE)

    client.post(RESTORES, drive(sources=None, sourceTypes=None))
    client.post(RESTORES, drive())
    client.post(RESTORES, drive(sources=None, sourceTypes=None, version=2))

    assert [job.snapshot_id for job in backed_up.protection.restores(1)] == [3, 2, 2]


def test_another_user_can_be_restored_to(backed_up: FakeInSync, client: RestClient) -> None:
    client.post(RESTORES, drive(deviceId=4))

    assert backed_up.protection.restores(1)[0].target_account_id == 2


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (drive(sources=[f"/{TAKEN}/Documents"]), 200),
        (drive(sources=None, sourceTypes=None), 200),
        (drive(appType="OneDrive"), 400),
        (drive(restoreOption="copy"), 400),
        (drive(storageId=None), 400),
        (drive(fromDeviceId="two"), 400),
        (drive(sourceTypes=[]), 400),
        (drive(sourceTypes=[1]), 400),
        (drive(sourceTypes=[{}]), 400),
        (drive(sources=["no path"]), 400),
        (drive(destination=5), 400),
        (mailbox(destination=None), 400),
        (drive(storageId=2), 422),
        (drive(fromDeviceId=1), 422),
        (drive(deviceId=9), 422),
        (drive(fromDeviceId=4), 422),
        (drive(version=9), 422),
        (drive(sources=["/Mon Mar  2 10:00:00 2026"]), 422),
        (drive(sources=[f"/{TAKEN}/Documents/a.txt"]), 501),
        (drive(inplaceRestoreDeletedOnly=True), 501),
        (mailbox(pathDetails=["Inbox"]), 501),
        (drive(storage=1), 501),
    ],
)
def test_what_can_be_restored(
    backed_up: FakeInSync, client: RestClient, body: dict[str, Any], status: int
) -> None:
    assert client.send("POST", RESTORES, body).status == status
    assert bool(backed_up.protection.restores(1)) is (status == 200)


def test_events_tell_what_became_of_jobs(backed_up: FakeInSync, client: RestClient) -> None:
    backed_up.protection.restore(1, Workload.ONEDRIVE)

    told = client.get(EVENTS)

    assert told["nextPageExists"] is False
    shown = [
        (each["eventType"], each["eventState"], each["inSyncUserEmail"], each["eventDetails"])
        for each in told["events"]
    ]
    assert shown == [
        ("Backup", "Success", "ada@corp.example", ""),
        ("Backup", "Success", "ada@corp.example", ""),
        ("Backup", "Failed", "bob@corp.example", "EUSERNOTFOUND"),
        ("Backup", "Failed", "bob@corp.example", "EUSERNOTFOUND"),
        ("Restore", "Success", "ada@corp.example", ""),
    ]
    assert told["events"][1] == {
        "eventID": 3,
        "eventType": "Backup",
        "eventState": "Success",
        "eventDetails": "",
        "initiator": None,
        "inSyncUserID": 1,
        "inSyncUserName": "Ada",
        "inSyncUserEmail": "ada@corp.example",
        "inSyncDataSourceID": 2,
        "inSyncDataSourceName": "OneDrive",
        "clientOS": "Office 365 OneDrive",
        "clientVersion": "",
        "profileID": 1,
        "profileName": "Default",
        "ip": "",
        "severity": 6,
        "facility": 23,
        "timestamp": "2026-03-02T09:00:00Z",
    }
    assert len({each["eventID"] for each in told["events"]}) == 5


def test_a_backup_with_errors_is_told_as_one(
    insync: FakeInSync, microsoft: StubMicrosoft, client: RestClient
) -> None:
    insync.accounts.add(email_id=Address("ada@corp.example"), display_name="Ada")
    insync.protection.connect(GraphApp("tenant", "client", "secret"))
    microsoft.refuse["GetItem"] = (500, "ErrorInternalServerError", "no")
    insync.protection.back_up(1, Workload.EXCHANGE_ONLINE)

    (event,) = client.get(EVENTS)["events"]

    assert (event["eventState"], event["severity"]) == ("Backed up with Errors", 4)


def test_a_tracker_reads_on(
    backed_up: FakeInSync, client: RestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "PAGE", 3)
    first = client.get(EVENTS)
    rest = client.get(EVENTS, tracker=first["tracker"])
    none = client.get(EVENTS, tracker=rest["tracker"])
    backed_up.protection.restore(1, Workload.ONEDRIVE)
    new = client.get(EVENTS, tracker=none["tracker"])

    assert [len(each["events"]) for each in (first, rest, none, new)] == [3, 1, 0, 1]
    assert [each["nextPageExists"] for each in (first, rest, none)] == [True, False, False]
    assert client.get(EVENTS)["events"] == first["events"]
    assert client.get(EVENTS, tracker=new["tracker"])["events"] == []


@pytest.mark.usefixtures("backed_up")
def test_a_full_page_of_events_may_be_the_last(
    client: RestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "PAGE", 4)

    told = client.get(EVENTS)

    assert (len(told["events"]), told["nextPageExists"]) == (4, False)


def test_a_page_holds_500_events() -> None:
    assert events.PAGE == 500


@pytest.mark.parametrize(
    ("hours", "more", "status"),
    [(48, {}, 200), (49, {}, 400), (49, {"ignoreTrackerExpiry": "True"}, 200)],
)
def test_a_tracker_is_good_for_48_hours(
    backed_up: FakeInSync,
    clock: StillClock,
    client: RestClient,
    hours: int,
    more: dict[str, str],
    status: int,
) -> None:
    tracker = client.get(EVENTS)["tracker"]
    clock.pass_(hours=hours)
    assert len(backed_up.accounts.all()) == 2
    client.sign_in()

    assert client.send("GET", EVENTS, tracker=tracker, **more).status == status


@pytest.mark.parametrize("tracker", ["x", "MTExMQ==", "\xe9"])
def test_a_tracker_is_one_that_was_given(client: RestClient, tracker: str) -> None:
    response = client.send("GET", EVENTS, tracker=tracker)

    assert (response.status, response.json()["message"]) == (400, "Invalid tracker")


def test_the_reports(backed_up: FakeInSync, client: RestClient) -> None:
    backed_up.protection.restore(1, Workload.ONEDRIVE)
    backed_up.accounts.preserve(2)

    def rows(report: str) -> Any:
        return client.post(f"{REPORTS}/{report}")["data"]

    backups = rows("m365UserLastBackupStatus")
    assert [
        (each["emailID"], each["lastBackupStatus"], each["errorDetailsNew"]) for each in backups
    ] == [
        ("ada@corp.example", "Backed Up Successfully", ""),
        ("ada@corp.example", "Backed Up Successfully", ""),
        ("bob@corp.example", "Backup Failed", "EUSERNOTFOUND"),
        ("bob@corp.example", "Backup Failed", "EUSERNOTFOUND"),
    ]
    assert [each["lastSuccessfulBackup"] for each in backups][1:3] == ["2026-03-02T09:00:00Z", ""]
    assert [
        (each["userName"], each["workload"], each["status"])
        for each in rows("m365UserRestoreActivity")
    ] == [("Ada", "OneDrive", "Success")]
    assert [
        (each["userName"], each["status"], each["m365License"], each["managedBy"])
        for each in rows("m365UserProvisioning")
    ] == [("Ada", "active", "active", ""), ("Bob", "preserved", "preserve", "")]


@pytest.mark.usefixtures("backed_up")
@pytest.mark.parametrize(
    ("field", "compare", "value", "count"),
    [
        ("lastBackupStatus", "EQUAL", "Backup Failed", 2),
        ("lastBackupStatus", "NOTEQUAL", "Backup Failed", 2),
        ("emailID", "CONTAINS", "ADA@", 2),
        ("userID", "GT", 1, 2),
        ("userID", "GTE", 1, 4),
        ("userID", "lte", 1, 2),
        ("userID", "LTEQ", 2, 4),
        ("lastBackupAttempted", "gte", "2026-03-02T10:00:00Z", 0),
    ],
)
def test_a_report_is_filtered(
    client: RestClient, field: str, compare: str, value: object, count: int
) -> None:
    test = {"fieldName": field, "operator": compare, "value": value}

    answer = client.post(f"{REPORTS}/m365UserLastBackupStatus", {"filters": {"filterBy": [test]}})

    assert len(answer["data"]) == count
    assert answer["filters"] == {"filterBy": [test]}


@pytest.mark.usefixtures("backed_up")
def test_a_report_comes_in_pages_that_are_soon_forgotten(
    client: RestClient, clock: StillClock
) -> None:
    path = f"{REPORTS}/m365UserLastBackupStatus"
    client.sign_in()
    first = client.post(path, {"filters": {"pageSize": 3}})
    more = {"filters": {"pageSize": 3}, "pageToken": first["nextPageToken"]}

    last = client.post(path, more)

    assert [len(page["data"]) for page in (first, last)] == [3, 1]
    assert last["nextPageToken"] == ""
    clock.pass_(minutes=5, seconds=1)
    assert client.send("POST", path, more).status == 400


@pytest.mark.usefixtures("backed_up")
@pytest.mark.parametrize(
    "body",
    [
        {"filters": []},
        {"filters": {"pageSize": 501}},
        {"filters": {"filterBy": {}}},
        {"filters": {"filterBy": ["x"]}},
        {"filters": {"filterBy": [{"fieldName": "shoe", "operator": "EQUAL", "value": 1}]}},
        {"filters": {"filterBy": [{"fieldName": "userID", "operator": "LIKE", "value": 1}]}},
        {"filters": {"filterBy": [{"fieldName": "userID", "operator": "GT", "value": "a"}]}},
        {"pageToken": "x"},
    ],
)
def test_a_report_that_makes_no_sense_is_refused(client: RestClient, body: dict[str, Any]) -> None:
    client.sign_in()
    assert client.send("POST", f"{REPORTS}/m365UserLastBackupStatus", body).status == 400


def test_another_report_is_refused_by_name(client: RestClient) -> None:
    refused = client.send("POST", f"{REPORTS}/m365Alerts", {})
    assert (refused.status, refused.json()["code"]) == (501, "InsyncCappmaster-1007")
    assert refused.json()["message"] == f"Method Not implemented: POST {REPORTS}/m365Alerts"
