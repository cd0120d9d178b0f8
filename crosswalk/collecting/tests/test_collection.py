"""What is collected from a served lab: what its consoles show, and nothing is changed."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("httpx2", reason="needs httpx2, which the extra 'collect' brings")

from fakes.wire import Address

from .collecting import Collecting, files, read

ALL = {
    *("okta-users.json", "okta-app-users.json", "insync-users.json", "microsoft365-users.json"),
    "onedrives.csv",
}


def test_the_files_hold_what_the_consoles_show(lab: Collecting, tmp_path: Path) -> None:
    okta, insync, microsoft365 = lab.lab.okta, lab.lab.insync, lab.lab.microsoft365
    sam, ada = okta.directory.users()[:2]
    okta.directory.deactivate(sam.id)
    preserved = insync.accounts.all()[0]
    insync.accounts.preserve(preserved.id)
    desk = microsoft365.exchange.add_shared_mailbox(Address("desk@corp.example"))

    outcome = lab.collect(tmp_path / "out")

    assert (outcome.failed, outcome.notes, {*outcome.written}) == ([], [], ALL)
    assert {each.name for each in (tmp_path / "out").iterdir()} == ALL
    users = read(tmp_path / "out/okta-users.json")
    assert {
        (each["profile"]["login"], each["profile"]["email"], each["status"]) for each in users
    } == {(each.login, each.email, each.status.value) for each in okta.directory.users()}
    assert {each["id"]: each["status"] for each in users}[sam.id] == "DEPROVISIONED"
    assigned = read(tmp_path / "out/okta-app-users.json")
    assert {
        (each["id"], each["credentials"]["userName"], each["externalId"]) for each in assigned
    } == {(each.user_id, each.user_name, each.external_id) for each in okta.assignments.all()}
    assert ada.id in {each["id"] for each in assigned}
    accounts = read(tmp_path / "out/insync-users.json")["users"]
    assert {(each["emailID"], each["status"]) for each in accounts} == {
        (str(each.email_id), each.status.value) for each in insync.accounts.all()
    }
    assert [each["emailID"] for each in accounts if each["status"] == "preserved"] == [
        str(preserved.email_id)
    ]
    people = read(tmp_path / "out/microsoft365-users.json")["value"]
    assert {(each["userPrincipalName"], *each["proxyAddresses"]) for each in people} == {
        (str(each.user_principal_name), *each.proxy_addresses)
        for each in microsoft365.directory.list_users()
    }
    purposes = {each["id"]: each["userPurpose"] for each in people}
    assert purposes == {
        each.id: ("shared" if each.id == desk.id else "user")
        if microsoft365.exchange.has_mailbox(each.id)
        else None
        for each in microsoft365.directory.list_users()
    }
    assert {*purposes.values()} == {"user", "shared", None}
    with (tmp_path / "out/onedrives.csv").open(newline="") as file:
        owners = [row["Owner"] for row in csv.DictReader(file)]
    assert owners == [
        str(each.user_principal_name)
        for each in microsoft365.directory.list_users()
        if microsoft365.onedrive.is_provisioned(each.id)
    ]
    assert 0 < len(owners) < len(people)


def test_nothing_is_asked_for_but_to_read_and_to_sign_in(lab: Collecting, tmp_path: Path) -> None:
    lab.collect(tmp_path / "out")

    asked = lab.asked()
    batches = [path for method, path in asked if method == "POST" and path.endswith("$batch")]
    signed_in = [path for method, path in asked if method == "POST" and path.endswith("/token")]
    assert {method for method, _ in asked} == {"GET", "POST"}
    assert len(batches) == 1
    assert len(signed_in) == 2
    assert sum(method == "POST" for method, _ in asked) == 3
    (batch,) = (each.request for each in lab.lab.journal.since(0) if each.path.endswith("$batch"))
    assert {each["method"] for each in json.loads(batch)["requests"]} == {"GET"}


def test_what_is_collected_twice_is_the_same(lab: Collecting, tmp_path: Path) -> None:
    lab.collect(tmp_path / "one")
    lab.collect(tmp_path / "two")

    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_the_druva_app_is_found_by_its_name(lab: Collecting, tmp_path: Path) -> None:
    lab.collect(tmp_path / "named")
    lab.collect(tmp_path / "found", lab.credentials(okta={"app_id": ""}))

    assert files(tmp_path / "found") == files(tmp_path / "named")


def test_of_several_druva_apps_one_has_to_be_named(lab: Collecting, tmp_path: Path) -> None:
    apps = [{"id": "0oa1", "label": "Druva 2.0"}, {"id": "0oa2", "label": "Druva old"}]
    lab.fault("corp.okta.example", "/api/v1/apps", 200, body=apps)

    outcome = lab.collect(tmp_path / "out", lab.credentials(okta={"app_id": ""}))

    (reason,) = outcome.failed
    assert "2 apps whose name begins with Druva: 0oa1 Druva 2.0; 0oa2 Druva old" in reason
    assert "Set CROSSWALK_OKTA_APP_ID" in reason


def test_a_user_who_is_met_on_two_pages_is_written_once_as_met_last(
    lab: Collecting, tmp_path: Path
) -> None:
    sam, *_ = lab.lab.okta.directory.users()
    profile = {"login": sam.login, "email": sam.email}
    lab.fault(
        *("corp.okta.example", "/api/v1/users", 200),
        body=[
            {"id": sam.id, "status": "ACTIVE", "profile": profile},
            {"id": "00u0", "status": "ACTIVE", "profile": {}},
        ],
    )
    lab.lab.okta.directory.deactivate(sam.id)

    lab.collect(tmp_path / "out")

    users = read(tmp_path / "out/okta-users.json")
    assert [(each["id"], each["status"]) for each in users] == [
        ("00u0", "ACTIVE"),
        (sam.id, "DEPROVISIONED"),
    ]


def test_guests_are_asked_for_neither_mailbox_nor_onedrive(lab: Collecting, tmp_path: Path) -> None:
    guest = {"id": "g", "userPrincipalName": "g#EXT#@corp.example", "userType": "Guest"}
    lab.fault("graph.microsoft.example", "/v1.0/users", 200, body={"value": [guest]})

    outcome = lab.collect(tmp_path / "out")

    assert outcome.failed == []
    assert read(tmp_path / "out/microsoft365-users.json") == {"value": [guest]}
    assert (tmp_path / "out/onedrives.csv").read_text() == "Owner,Url\n"
    assert not any(path.endswith("$batch") for _, path in lab.asked())


def test_only_what_there_are_credentials_for_is_read(lab: Collecting, tmp_path: Path) -> None:
    lab.collect(tmp_path / "out", replace(lab.credentials(), okta=None, graph=None))

    assert {*files(tmp_path / "out")} == {"insync-users.json"}
