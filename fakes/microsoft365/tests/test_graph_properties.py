"""The properties of each resource: what is shown, and what an admin can write."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest

from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.api.graph.attachments import ATTACHMENT
from fakes.microsoft365.api.graph.drive_shape import DRIVE, ITEM
from fakes.microsoft365.api.graph.folders_shape import FOLDER, SETTINGS
from fakes.microsoft365.api.graph.messages_shape import MESSAGE
from fakes.microsoft365.api.graph.properties import Properties
from fakes.microsoft365.api.graph.users_shape import USER
from fakes.microsoft365.attributes import LONGEST, Details
from fakes.microsoft365.model import License, User
from fakes.wire import Address, Request

from .client import Client, asked, user
from .details import SHOWN

TABLES = (USER, MESSAGE, FOLDER, SETTINGS, DRIVE, ITEM, ATTACHMENT)
DETAILS = {
    "job_title": "Engineer",
    "company_name": "Corp",
    "department": "Research",
    "employee_id": "E-1",
    "office_location": "18/2111",
    "street_address": "1 Main Street",
    "city": "Redmond",
    "state": "WA",
    "postal_code": "98004",
    "country": "United States",
    "usage_location": "US",
    "preferred_language": "en-US",
    "business_phone": "+1 425 555 0109",
    "mobile_phone": "+1 425 555 0110",
}


def test_what_an_admin_writes_is_shown(fake: FakeMicrosoft365, client: Client, sam: User) -> None:
    path = f"{user(sam.id)}?$select={','.join(SHOWN)}"
    empty = dict.fromkeys(SHOWN) | {"businessPhones": []}
    before = client.graph(path).json()
    assert {name: before[name] for name in SHOWN} == empty
    fake.directory.set_details(sam.id, Details(**DETAILS))
    after = client.graph(path).json()
    assert {name: after[name] for name in SHOWN} == SHOWN
    usual = client.graph(user(sam.id)).json()
    assert "department" not in usual
    assert usual["jobTitle"] == "Engineer"
    fake.directory.set_details(sam.id, Details())
    assert client.graph(path).json() == before


def test_the_directory_tells_that_details_changed(
    fake: FakeMicrosoft365, client: Client, sam: User
) -> None:
    link = client.graph("/users/delta?$select=department").json()["@odata.deltaLink"]
    fake.directory.set_details(sam.id, Details(department="Research"))
    (changed,) = client.graph(link).json()["value"]
    assert changed == {"department": "Research", "id": sam.id}


@pytest.mark.parametrize("name", asdict(Details()))
def test_details_have_a_length(fake: FakeMicrosoft365, sam: User, name: str) -> None:
    fake.directory.set_details(sam.id, Details(**{name: "x" * LONGEST[name]}))
    with pytest.raises(ValueError, match=f"{name} has {LONGEST[name] + 1} characters: expected"):
        fake.directory.set_details(sam.id, Details(**{name: "x" * (LONGEST[name] + 1)}))


def test_a_message_has_a_link_and_says_whether_files_are_in_it(
    fake: FakeMicrosoft365, client: Client, sam: User
) -> None:
    fake.exchange.deliver(sam.id, b"Subject: Hi\r\n\r\nthere\r\n")
    path = f"{user(sam.id)}/messages"
    (message,) = client.graph(path).json()["value"]
    assert message["hasAttachments"] is False
    link = message["webLink"]
    assert link.startswith("https://outlook.office365.example/owa/?ItemID=AAMk")
    assert link.endswith("%3D&exvsurl=1&viewmodel=ReadMessageItem")
    file = json.dumps({"name": "a.txt", "contentBytes": "aGk="}).encode()
    client.graph(f"{path}/{message['id']}/attachments", "POST", file, "application/json")
    listed = asked(client, f"{path}?$filter=hasAttachments eq true&$select=subject").json()
    assert [each["subject"] for each in listed["value"]] == ["Hi"]


def test_who_wrote_a_file(fake: FakeMicrosoft365, client: Client, sam: User) -> None:
    fake.onedrive.provision(sam.id)
    fake.onedrive.write_file(sam.id, path="a.txt", content=b"one")
    path = f"{user(sam.id)}/drive/root:/a.txt"
    owner = {"email": "sam.soto@corp.example", "id": sam.id, "displayName": "Sam Soto"}
    app = {"id": client.credentials.client_id, "displayName": "inSync"}
    file = client.graph(path).json()
    assert file["createdBy"] == file["lastModifiedBy"] == {"user": owner}
    assert file["cTag"] != file["eTag"]
    client.graph(f"{path}:/content", "PUT", b"two")
    client.graph(f"{user(sam.id)}/drive/root:/New/b.txt:/content", "PUT", b"two")
    file = client.graph(path).json()
    assert file["createdBy"] == {"user": owner}
    assert file["lastModifiedBy"] == {"application": app}
    for new in ("New", "New/b.txt"):
        item = client.graph(f"{user(sam.id)}/drive/root:/{new}").json()
        assert item["createdBy"] == item["lastModifiedBy"] == {"application": app}
    assert "cTag" not in client.graph(f"{user(sam.id)}/drive/root:/New").json()
    begun = client.graph(f"{path}:/createUploadSession", "POST").json()
    fake.onedrive.write_file(sam.id, path="a.txt", content=b"three")
    assert client.graph(path).json()["lastModifiedBy"] == {"user": owner}
    span = (("Content-Range", "bytes 0-3/4"),)
    client.wire.send("app", Request("PUT", begun["uploadUrl"], span, b"four"))
    assert client.graph(path).json()["lastModifiedBy"] == {"application": app}


def test_a_drive_says_whose_it_is(fake: FakeMicrosoft365, client: Client, sam: User) -> None:
    fake.onedrive.provision(sam.id)
    drive = client.graph(f"{user(sam.id)}/drive").json()
    owner = {"email": "sam.soto@corp.example", "id": sam.id, "displayName": "Sam Soto"}
    assert drive["owner"] == drive["lastModifiedBy"] == {"user": owner}
    assert drive["createdBy"] == {"user": {"displayName": "System Account"}}
    assert drive["createdDateTime"] == "2026-03-02T09:00:00Z"
    selected = client.graph(f"{user(sam.id)}/drives?$select=Name,webUrl").json()["value"]
    assert [each.keys() for each in selected] == [{"name", "webUrl"}]


def test_an_owner_without_mail_has_no_email(fake: FakeMicrosoft365, client: Client) -> None:
    ada = fake.directory.add_user(Address("ada@corp.example"), licenses=(License.ONEDRIVE,))
    fake.onedrive.provision(ada.id)
    owner = client.graph(f"{user(ada.id)}/drive").json()["owner"]
    assert owner == {"user": {"id": ada.id, "displayName": ""}}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.resource)
def test_a_property_is_either_there_or_left_out(table: Properties) -> None:
    names = [name.lower() for name in (*table.rows, *table.left_out)]
    assert len(set(names)) == len(names)
    assert all(table.spelled(name.upper()) == name for name in table.rows)
    assert not any(map(table.leaves_out, table.rows))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.resource)
def test_what_only_advanced_queries_take_is_taken_at_all(table: Properties) -> None:
    for row in table.rows.values():
        assert row.advanced <= row.filters | {"null"}
        assert row.get or row.compared
