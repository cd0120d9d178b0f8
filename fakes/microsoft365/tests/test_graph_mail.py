from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import quote

import pytest

from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.model import User
from fakes.wire import Address, Request, Response

from .client import Client, HeldClock, error_of, user

HTML = {"contentType": "html", "content": "<b>Grüße</b>"}


def inbox(sam: User, rest: str = "/messages") -> str:
    return f"{user(sam.id)}/mailFolders/inbox{rest}"


def post(client: Client, path: str, **body: Any) -> Response:
    return client.graph(path, "POST", json.dumps(body).encode(), "application/json")


def mailbox(address: str) -> dict[str, Any]:
    return {"emailAddress": {"address": address}}


def test_a_message_as_json(fake: FakeMicrosoft365, client: Client, sam: User) -> None:
    data = base64.b64encode(b"\x00\x01").decode()
    file = {"@odata.type": "#microsoft.graph.fileAttachment", "name": "a.bin", "contentBytes": data}
    created = post(
        client,
        user(sam.id) + "/messages",
        subject="Grüße",
        body=HTML,
        toRecipients=[mailbox("ada@corp.example")],
        ccRecipients=[mailbox("bo@corp.example")],
        categories=["Red"],
        attachments=[file],
    )
    assert created.status == 201
    shown = client.graph(f"{user(sam.id)}/messages/{created.json()['id']}").json()
    assert (shown["subject"], shown["body"]) == ("Grüße", HTML)
    assert (shown["isDraft"], shown["isRead"], shown["hasAttachments"]) == (True, True, True)
    assert shown["ccRecipients"][0]["emailAddress"]["address"] == "bo@corp.example"
    assert (shown["categories"], shown["importance"]) == (["Red"], "normal")
    path = f"{user(sam.id)}/messages/{shown['id']}/attachments"
    (listed,) = client.graph(path).json()["value"]
    assert (listed["name"], listed["size"], listed["contentBytes"]) == ("a.bin", 2, data)
    assert client.graph(f"{path}/{listed['id']}/$value").body == b"\x00\x01"
    assert post(client, path, **{**file, "name": "b.bin"}).status == 201
    assert [each["name"] for each in client.graph(path).json()["value"]] == ["a.bin", "b.bin"]
    assert error_of(client.graph(f"{path}/AAMkNONE"))[:2] == (404, "ErrorItemNotFound")
    (kept,) = fake.exchange.list_messages(sam.id, folder="Drafts")
    assert b"a.bin" in fake.exchange.read_mime(sam.id, message_id=kept.id)


def test_a_message_tells_to_whom_it_goes(client: Client, sam: User) -> None:
    roles = ("toRecipients", "ccRecipients", "bccRecipients")
    sent = {role: [{"emailAddress": {"address": f"{role}@corp.example"}}] for role in roles}
    added = post(client, inbox(sam), **sent).json()
    for role in roles:
        (told,) = added[role]
        assert told["emailAddress"]["address"] == f"{role}@corp.example"


@pytest.mark.parametrize("text", ["receivedDateTime eq 2026-01-01T00:00:00Z", "isRead eq true"])
def test_a_delta_is_filtered_by_age_only(client: Client, sam: User, text: str) -> None:
    refused = client.graph(f"{inbox(sam)}/delta?$filter={quote(text)}")
    assert refused.status in (400, 501)
    since = quote("receivedDateTime ge 2026-01-01T00:00:00Z")
    assert client.graph(f"{inbox(sam)}/delta?$filter={since}").ok


def test_a_restored_message_looks_received(client: Client, sam: User) -> None:
    created = post(
        client,
        inbox(sam),
        subject="Old",
        singleValueExtendedProperties=[
            {"id": "Integer 0x0E07", "value": "4"},
            {"id": "SystemTime 0x0039", "value": "2020-01-02T03:04:05Z"},
            {"id": "SystemTime 0x0E06", "value": "2020-01-02T03:04:06Z"},
        ],
    ).json()
    assert created["isDraft"] is False
    assert created["sentDateTime"] == "2020-01-02T03:04:05Z"
    assert created["receivedDateTime"] == "2020-01-02T03:04:06Z"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"subject": "x", "color": "red"}, 501),
        ({"singleValueExtendedProperties": [{"id": "String 0x1000", "value": "x"}]}, 501),
        ({"toRecipients": ["ada@corp.example"]}, 400),
        ({"attachments": [{"name": "a", "contentBytes": "%"}]}, 400),
        ({"singleValueExtendedProperties": [{"id": "SystemTime 0x0039", "value": "x"}]}, 400),
    ],
)
def test_bodies_that_are_refused(
    client: Client, sam: User, body: dict[str, Any], status: int
) -> None:
    assert post(client, inbox(sam), **body).status == status


@pytest.mark.parametrize(
    ("query", "subjects"),
    [
        ("$orderby=receivedDateTime", ["0", "1", "2"]),
        ("$orderby=receivedDateTime desc", ["2", "1", "0"]),
        ("$orderby=subject desc&$top=1", ["2"]),
        ("$filter=receivedDateTime ge 2026-03-02T10:00:00Z", ["2", "1"]),
        ("$filter=subject eq '1' and isRead eq false", ["1"]),
        ("$filter=from/emailAddress/address eq 'nobody@corp.example'", []),
        ("$skip=1&$top=1", ["1"]),
    ],
)
def test_messages_are_found(
    fake: FakeMicrosoft365,
    client: Client,
    clock: HeldClock,
    sam: User,
    query: str,
    subjects: list[str],
) -> None:
    for n in range(3):
        fake.exchange.compose(sam.id, subject=str(n), sender=Address("ada@corp.example"), body="x")
        clock.pass_by(hours=1)
    client.token = client.sign_in().json()["access_token"]
    listed = client.graph(inbox(sam, f"/messages?{quote(query, safe='$=&/')}")).json()
    assert [each["subject"] for each in listed["value"]] == subjects
    counted = client.graph(inbox(sam, "/messages?$count=true&$top=1")).json()
    assert counted["@odata.count"] == 3


def test_changes_of_a_folder(fake: FakeMicrosoft365, client: Client, sam: User) -> None:
    sender = Address("ada@corp.example")
    first = fake.exchange.compose(sam.id, subject="1", sender=sender, body="x")
    page = client.graph(inbox(sam, "/messages/delta?$select=subject")).json()
    assert [each["subject"] for each in page["value"]] == ["1"]
    link = page["@odata.deltaLink"]
    second = fake.exchange.compose(sam.id, subject="2", sender=sender, body="x")
    fake.exchange.compose(sam.id, subject="3", sender=sender, body="x", folder="Archive")
    assert client.graph(f"{user(sam.id)}/messages/{first.id}", "DELETE").status == 204
    added, gone = client.graph(link).json()["value"]
    assert (added["id"], added["subject"]) == (second.id, "2")
    assert gone == {"id": first.id, "@removed": {"reason": "deleted"}}


def test_a_delta_names_its_folder_and_its_life(client: Client, sam: User) -> None:
    refused = client.graph(inbox(sam, "/messages/delta?$deltatoken=x"))
    assert error_of(refused)[:2] == (410, "SyncStateNotFound")
    refused = client.graph(inbox(sam, "/messages/delta?changeType=created"))
    assert error_of(refused)[:2] == (501, "NotImplemented")


def test_whose_mailbox_it_is(fake: FakeMicrosoft365, client: Client, sam: User) -> None:
    fake.exchange.add_shared_mailbox(Address("info@corp.example"))
    settings = "/mailboxSettings"
    assert client.graph(user(sam.id) + settings).json()["userPurpose"] == "user"
    shared = client.graph(f"/users/info@corp.example{settings}/userPurpose").json()
    assert shared["value"] == "shared"


def test_folders_are_found_by_name(client: Client, sam: User) -> None:
    text = quote("displayName eq 'inbox' or startswith(displayName,'Sent')", safe="")
    found = client.graph(f"{user(sam.id)}/mailFolders?$filter={text}&includeHiddenFolders=true")
    assert [each["displayName"] for each in found.json()["value"]] == ["Inbox", "Sent Items"]


def test_a_message_in_another_folder_is_not_found(
    fake: FakeMicrosoft365, client: Client, sam: User
) -> None:
    kept = fake.exchange.compose(
        sam.id, subject="1", sender=Address("a@corp.example"), body="x", folder="Archive"
    )
    assert error_of(client.graph(inbox(sam, f"/messages/{kept.id}")))[:2] == (
        404,
        "ErrorItemNotFound",
    )
    assert client.graph(f"{user(sam.id)}/mailFolders/archive/messages/{kept.id}").ok


def test_the_client_knows_another_origin(fake: FakeMicrosoft365, client: Client) -> None:
    for n in range(3):
        fake.directory.add_user(Address(f"p{n}@corp.example"))
    headers = (("X-Forwarded-Host", "proxy.example:8443"), ("X-Forwarded-Proto", "http"))
    url = "https://graph.microsoft.example/v1.0/users?$top=2"
    page = client.send(Request("GET", url, headers)).json()
    assert page["@odata.nextLink"].startswith("http://proxy.example:8443/v1.0/users?$top=2")
