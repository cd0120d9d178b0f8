"""What no client should send is refused as each API refuses, and nothing comes of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.model import User
from fakes.wire import Request, Response

from .client import EWS, GRAPH, NAMES, Client, error_of, user

DEEP = 3000
MANY = "9" * 5000
TOO_EARLY = "0001-01-01T00:00:00+14:00"


@pytest.fixture(autouse=True)
def nothing_comes_of_it(fake: FakeMicrosoft365, sam: User) -> Iterator[None]:
    fake.onedrive.provision(sam.id)
    fake.exchange.deliver(sam.id, b"Subject: Hi\r\n\r\nthere\r\n")
    yield
    assert len(fake.exchange.list_messages(sam.id)) == 1
    assert fake.onedrive.list_files(sam.id) == ()


def asked(client: Client, path: str, name: str, value: str) -> Response:
    return client.graph(f"{path}?{name}={quote(value)}")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("$top", MANY),
        ("$top", "\N{SUPERSCRIPT TWO}"),
        ("$top", "\N{ARABIC-INDIC DIGIT THREE}"),
        ("$skiptoken", f"m~{MANY}"),
        ("$skiptoken", "m~\N{SUPERSCRIPT TWO}"),
        ("$filter", "(" * DEEP + "id eq 'a'" + ")" * DEEP),
        ("$filter", "not " * DEEP + "id eq 'a'"),
        ("$filter", f"proxyAddresses/$count eq {MANY}"),
        ("$filter", f"createdDateTime ge {TOO_EARLY}"),
    ],
)
def test_options_of_users(client: Client, name: str, value: str) -> None:
    assert error_of(asked(client, "/users", name, value))[:2] == (400, "BadRequest")


@pytest.mark.parametrize(
    "text",
    [
        "mail/any(x:x eq 'a')",
        "proxyAddresses eq 'a'",
        "proxyAddresses/any(p:q eq 'a')",
        "proxyAddresses/any(p:p/q eq 'a')",
        "proxyAddresses/any(p:p eq 1)",
        "accountEnabled eq 'true'",
        "displayName ge 1",
        "startswith(displayName,1)",
        "createdDateTime ge '2026-01-01'",
        "id eq 'a' and (mail eq 1 or mail eq 'b')",
    ],
)
def test_comparisons_of_what_is_not_alike(client: Client, text: str) -> None:
    status, code, said = error_of(asked(client, "/users", "$filter", text))
    assert (status, code) == (400, "BadRequest")
    assert said.startswith("Invalid filter clause: ")


@pytest.mark.parametrize("token", ["x", "then-\N{SUPERSCRIPT TWO}-1", "then-1-" + MANY, "first-1-"])
def test_tokens_of_deltas(client: Client, sam: User, token: str) -> None:
    lost = (410, "SyncStateNotFound")
    inbox = f"{user(sam.id)}/mailFolders/inbox/messages/delta"
    for path, name in (("/users/delta", "$deltatoken"), ("/users/delta", "$skiptoken")):
        assert error_of(asked(client, path, name, token))[:2] == lost
    assert error_of(asked(client, inbox, "$deltatoken", token))[:2] == lost
    drive = asked(client, f"{user(sam.id)}/drive/root/delta", "token", token)
    assert error_of(drive)[:2] == (410, "resyncRequired")


def test_an_option_without_a_name_is_none_of_the_directory(client: Client) -> None:
    refused = error_of(client.graph("/users?=startsWith(displayName,'Geoff')"))
    assert refused == (400, "Request_BadRequest", "Unrecognized query argument specified: ''.")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[1]",
        b"\xff\xfe{}",
        b'{"a":NaN}',
        b"[" * 100_000,
        b'{"displayName":"\\ud800","name":"\\udfff","subject":"\\ud800","requests":"\\ud800"}',
        b'{"displayName":"\xed\xa0\x80"}',
    ],
    ids=["none", "open", "null", "a list", "bytes", "nan", "deep", "half a sign", "half, raw"],
)
def test_bodies(client: Client, sam: User, body: bytes) -> None:
    drive, mail = f"{user(sam.id)}/drive", user(sam.id)
    for path in (
        "/$batch",
        f"{mail}/mailFolders",
        f"{mail}/messages",
        f"{drive}/root/children",
    ):
        refused = client.graph(path, "POST", body, "application/json")
        assert error_of(refused)[:2] == (400, "BadRequest")


FILE = {"name": "a", "contentBytes": "aGk="}


@pytest.mark.parametrize(
    "draft",
    [
        {"subject": [1]},
        {"body": "x"},
        {"body": {"contentType": "rtf", "content": "x"}},
        {"toRecipients": {"emailAddress": {"address": "a@x.example"}}},
        {"from": []},
        {"isRead": "no"},
        {"categories": "x"},
        {"flag": {"a": [[[[[[[[[]]]]]]]]]}},
        {"internetMessageId": "<a@[>"},
        {"attachments": [{}]},
        {"attachments": [{"name": "a", "contentBytes": "*"}]},
        {"attachments": [{**FILE, "name": "a\r\nb"}]},
        {"attachments": [{**FILE, "contentId": "<x>\r\n"}]},
        {"singleValueExtendedProperties": [{"id": "Integer 0x0E07", "value": "x"}]},
        {"singleValueExtendedProperties": [{"id": "SystemTime 0x0039", "value": TOO_EARLY}]},
    ],
    ids=json.dumps,
)
def test_letters(client: Client, sam: User, draft: dict[str, Any]) -> None:
    body = json.dumps(draft).encode()
    refused = client.graph(f"{user(sam.id)}/messages", "POST", body, "application/json")
    assert error_of(refused)[:2] == (400, "BadRequest")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("drive/root/children", {"name": "a", "folder": {}, "description": "b"}),
        ("drive/root:/a.txt:/createUploadSession", {"deferCommit": True}),
        ("drive/root:/a.txt:/createUploadSession", {"item": {"name": "b.txt"}}),
        ("drive/root:/a.txt:/createUploadSession", {"item": {"fileSystemInfo": {}}}),
        ("mailFolders", {"displayName": "a", "isHidden": True}),
        ("messages", {"internetMessageHeaders": []}),
        ("messages", {"singleValueExtendedProperties": [{"id": "String 0x1000", "value": "a"}]}),
    ],
)
def test_what_would_be_lost_is_named(
    client: Client, sam: User, path: str, body: dict[str, Any]
) -> None:
    sent = json.dumps(body).encode()
    refused = client.graph(f"{user(sam.id)}/{path}", "POST", sent, "application/json")
    assert error_of(refused)[:2] == (501, "NotImplemented")


@pytest.mark.parametrize(
    "path",
    [
        "mailFolders/delta",
        "messages/delta",
        "drives/$count",
        "messages/x/attachments/$count",
    ],
)
def test_what_is_no_id_is_a_route_that_is_not_modeled(client: Client, sam: User, path: str) -> None:
    status, code, text = error_of(client.graph(f"{user(sam.id)}/{path}"))
    assert (status, code) == (501, "NotImplemented")
    assert path in text


@pytest.mark.parametrize(
    "path", ["../x.txt", "a/../../x", "%2e%2e/x", "a//b", "a/./b", "", "a%5Cb", "~x", "x."]
)
def test_paths_lead_nowhere_else(client: Client, sam: User, path: str) -> None:
    drive = f"{user(sam.id)}/drive/root:/{path}:"
    refused = client.graph(f"{drive}/content", "PUT", b"x")
    assert error_of(refused)[:2] == (400, "invalidRequest")
    begun = client.graph(f"{drive}/createUploadSession", "POST")
    assert error_of(begun)[:2] == (400, "invalidRequest")


@pytest.mark.parametrize(
    ("span", "status"),
    [
        ("bytes 5-9/10", 416),
        ("bytes 0-3/10", 400),
        ("bytes 0-4/4", 400),
        ("bytes 0-4/*", 400),
        (f"bytes 0-{MANY}/10", 400),
        ("", 400),
    ],
)
def test_fragments(client: Client, sam: User, span: str, status: int) -> None:
    path = f"{user(sam.id)}/drive/root:/a.bin:/createUploadSession"
    url = client.graph(path, "POST").json()["uploadUrl"]
    sent = Request("PUT", url, (("Content-Range", span),) if span else (), b"12345")
    refused = client.wire.send("app", sent)
    assert refused.status == status
    assert refused.json()["error"]["code"] in ("invalidRequest", "invalidRange")


@pytest.mark.parametrize(
    "step",
    [
        {"url": "/$batch", "method": "POST"},
        {"url": "/users/\ud800", "method": "GET"},
        {"url": "/users", "method": "POST", "headers": {"Content-Type": "text/plain"}, "body": {}},
        {"url": "/users", "method": "GET", "dependsOn": ["1"]},
        {"url": 5, "method": "GET"},
        {"url": "/users", "method": []},
    ],
)
def test_steps_of_a_batch(client: Client, step: dict[str, Any]) -> None:
    body = json.dumps({"requests": [{"id": "1", **step}]}).encode()
    refused = client.graph("/$batch", "POST", body, "application/json")
    assert error_of(refused)[:2] == (400, "BadRequest")


INBOX = '<t:DistinguishedFolderId Id="inbox"><t:Mailbox><t:EmailAddress>{}</t:EmailAddress>'
INBOX = INBOX.format("sam.soto@corp.example") + "</t:Mailbox></t:DistinguishedFolderId>"
SUBJECT = '<t:FieldURI FieldURI="item:Subject"/>'


def find_item(more: str, traversal: str = 'Traversal="Shallow"') -> str:
    folders = f"<m:ParentFolderIds>{INBOX}</m:ParentFolderIds>"
    return f"<m:FindItem {traversal}><m:ItemShape/>{more}{folders}</m:FindItem>"


def view(attributes: str) -> str:
    return find_item(f"<m:IndexedPageItemView {attributes}/>")


def restricted(more: str) -> str:
    return find_item(f"<m:Restriction>{more}</m:Restriction>")


def compared(field: str, value: str) -> str:
    constant = f'<t:FieldURIOrConstant><t:Constant Value="{value}"/></t:FieldURIOrConstant>'
    uri = f'<t:FieldURI FieldURI="{field}"/>'
    return restricted(f"<t:IsGreaterThan>{uri}{constant}</t:IsGreaterThan>")


def created(item: str) -> str:
    folder = f"<m:SavedItemFolderId>{INBOX}</m:SavedItemFolderId>"
    return f"<m:CreateItem>{folder}<m:Items>{item}</m:Items></m:CreateItem>"


def flagged(value: str, tag: str = "0x0E07") -> str:
    uri = f'<t:ExtendedFieldURI PropertyTag="{tag}" PropertyType="Integer"/>'
    told = f"<t:ExtendedProperty>{uri}<t:Value>{value}</t:Value></t:ExtendedProperty>"
    return created(f"<t:Message>{told}</t:Message>")


SCHEMA, NOT_MODELED = "ErrorSchemaValidation", "ErrorInvalidOperation"
GOOD = "<t:Message><t:Subject>Good</t:Subject></t:Message>"


@pytest.mark.parametrize(
    ("operation", "code"),
    [
        (view('MaxEntriesReturned="x"'), SCHEMA),
        (view(f'MaxEntriesReturned="{MANY}"'), SCHEMA),
        (view('Offset="x"'), SCHEMA),
        (view('MaxEntriesReturned="0"'), "ErrorInvalidPagingMaxRows"),
        (view('Offset="-3"'), "ErrorInvalidIndexedPagingParameters"),
        (view('Offset="0" BasePoint="End"'), NOT_MODELED),
        (find_item("", 'Traversal="Associated"'), NOT_MODELED),
        (find_item("", ""), SCHEMA),
        (restricted("<t:And/>"), SCHEMA),
        (restricted("<t:Not>" * DEEP + SUBJECT + "</t:Not>" * DEEP), SCHEMA),
        (compared("item:DateTimeReceived", TOO_EARLY), SCHEMA),
        (compared("message:IsRead", "maybe"), SCHEMA),
        (compared("item:Size", MANY), SCHEMA),
        (created("<t:Message><t:IsRead>maybe</t:IsRead></t:Message>"), SCHEMA),
        (created('<t:Message><t:Body BodyType="Rtf">x</t:Body></t:Message>'), SCHEMA),
        (created(f"{GOOD}<t:CalendarItem/>"), NOT_MODELED),
        (
            created(f"{GOOD}<t:Message><t:MimeContent>*</t:MimeContent></t:Message>"),
            "ErrorMimeContentInvalidBase64String",
        ),
        (flagged("x"), SCHEMA),
        (flagged("1", "0x1000"), NOT_MODELED),
    ],
    ids=lambda text: text[:60],
)
def test_operations(client: Client, operation: str, code: str) -> None:
    status, answer = client.ews(operation)
    assert status == 500
    assert answer.findtext("s:Body/s:Fault/detail/e:ResponseCode", "", NAMES) == code


BOMB = (
    '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">'
    '<!ENTITY d SYSTEM "file:///etc/hostname">]>'
)


@pytest.mark.parametrize(
    ("envelope", "code"),
    [
        (f"{BOMB}<s:Envelope xmlns:s='{NAMES['s']}'>&c;&d;</s:Envelope>", SCHEMA),
        ("<s:Envelope/>", SCHEMA),
        ("<a>&b;</a>", SCHEMA),
        ("<a>" * 100_000 + "</a>" * 100_000, "ErrorInvalidRequest"),
        (f"<s:Envelope xmlns:s='{NAMES['s']}'/>", "ErrorInvalidRequest"),
        (
            "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'>"
            "<s:Body><GetFolder/></s:Body></s:Envelope>",
            "ErrorInvalidRequest",
        ),
        (
            f"<s:Envelope xmlns:s='{NAMES['s']}'><s:Body><GetFolder xmlns='urn:other'/></s:Body>"
            "</s:Envelope>",
            SCHEMA,
        ),
    ],
    ids=["bomb", "prefix", "entity", "deep", "empty", "soap 1.2", "namespace"],
)
def test_envelopes(client: Client, envelope: str, code: str) -> None:
    answer = client.send(Request("POST", EWS, (), envelope.encode()))
    assert answer.status == 500
    assert f"<e:ResponseCode>{code}</e:ResponseCode>".encode() in answer.body
    assert b"bbbbbbbbbb" not in answer.body


def test_nobody_is_told_more_than_that_a_token_is_missing(client: Client) -> None:
    answer = client.wire.send("app", Request("POST", EWS, (), b""))
    assert (answer.status, answer.body) == (401, b"")
    assert answer.header("WWW-Authenticate") == "Bearer"
    status, code, _ = error_of(client.wire.send("app", Request("GET", f"{GRAPH}/users", (), b"")))
    assert (status, code) == (401, "InvalidAuthenticationToken")
