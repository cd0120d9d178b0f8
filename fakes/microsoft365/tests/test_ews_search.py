from __future__ import annotations

import pytest

from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.model import User
from fakes.wire import Address

from .client import NAMES, OUTLOOK, Client, HeldClock

FOLDER = (
    '<t:DistinguishedFolderId Id="inbox"><t:Mailbox><t:EmailAddress>sam.soto@corp.example'
    "</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId>"
)


def find(client: Client, rest: str) -> tuple[int, list[str]]:
    status, answer = client.ews(
        '<m:FindItem Traversal="Shallow"><m:ItemShape/>'
        f"{rest}<m:ParentFolderIds>{FOLDER}</m:ParentFolderIds></m:FindItem>"
    )
    return status, [each.text or "" for each in answer.iterfind(".//t:Subject", NAMES)]


def compared(name: str, field: str, value: str) -> str:
    return (
        f'<t:{name}><t:FieldURI FieldURI="{field}"/><t:FieldURIOrConstant>'
        f'<t:Constant Value="{value}"/></t:FieldURIOrConstant></t:{name}>'
    )


def contained(value: str, said: str) -> str:
    return (
        f'<t:Contains {said}><t:FieldURI FieldURI="item:Subject"/>'
        f'<t:Constant Value="{value}"/></t:Contains>'
    )


EQUAL = compared("IsEqualTo", "item:Subject", "One")
LATER = compared("IsGreaterThanOrEqualTo", "item:DateTimeReceived", "2026-03-02T10:00:00Z")


@pytest.mark.parametrize(
    ("restriction", "subjects"),
    [
        (EQUAL, ["One"]),
        (compared("IsEqualTo", "item:Subject", "one"), []),
        (compared("IsEqualTo", "message:IsRead", "false"), ["Two", "One"]),
        (LATER, ["Two"]),
        (f"<t:And>{EQUAL}{LATER}</t:And>", []),
        (f"<t:Or>{EQUAL}{LATER}</t:Or>", ["Two", "One"]),
        (f"<t:Not>{EQUAL}</t:Not>", ["Two"]),
        (contained("tw", 'ContainmentMode="Prefixed" ContainmentComparison="IgnoreCase"'), ["Two"]),
        (contained("w", 'ContainmentMode="Substring" ContainmentComparison="Exact"'), ["Two"]),
        (contained("W", 'ContainmentMode="Substring" ContainmentComparison="Exact"'), []),
    ],
)
def test_items_are_found(
    fake: FakeMicrosoft365,
    client: Client,
    clock: HeldClock,
    sam: User,
    restriction: str,
    subjects: list[str],
) -> None:
    for subject in ("One", "Two"):
        fake.exchange.compose(sam.id, subject=subject, sender=Address("a@corp.example"), body="x")
        clock.pass_by(hours=1)
    client.outlook = client.sign_in(None, scope=OUTLOOK).json()["access_token"]
    assert find(client, f"<m:Restriction>{restriction}</m:Restriction>") == (200, subjects)
    order = (
        '<m:SortOrder><t:FieldOrder Order="Ascending"><t:FieldURI FieldURI="item:Subject"/>'
        "</t:FieldOrder></m:SortOrder>"
    )
    assert find(client, order) == (200, ["One", "Two"])


@pytest.mark.parametrize(
    "restriction",
    [
        "<t:Exists/>",
        compared("IsEqualTo", "item:Categories", "Red"),
        compared("IsEqualTo", "item:Size", "big"),
        contained("x", 'ContainmentMode="ExactPhrase"'),
    ],
)
def test_restrictions_that_are_refused(
    fake: FakeMicrosoft365, client: Client, sam: User, restriction: str
) -> None:
    fake.exchange.compose(sam.id, subject="x", sender=Address("a@corp.example"), body="x")
    assert find(client, f"<m:Restriction>{restriction}</m:Restriction>")[0] == 500


def write(client: Client, parts: str) -> int:
    return client.ews(
        '<m:CreateItem MessageDisposition="SaveOnly"><m:SavedItemFolderId>'
        f"{FOLDER}</m:SavedItemFolderId><m:Items><t:Message>{parts}</t:Message></m:Items>"
        "</m:CreateItem>"
    )[0]


def test_a_message_is_written_part_by_part(
    fake: FakeMicrosoft365, client: Client, sam: User
) -> None:
    to = "<t:Mailbox><t:EmailAddress>ada@corp.example</t:EmailAddress></t:Mailbox>"
    parts = (
        '<t:Subject>Hi</t:Subject><t:Sensitivity>Normal</t:Sensitivity><t:Body BodyType="HTML">'
        f"&lt;b&gt;</t:Body><t:ToRecipients>{to}</t:ToRecipients><t:IsRead>0</t:IsRead>"
    )
    assert write(client, parts) == 200
    (kept,) = fake.exchange.list_messages(sam.id, folder="Inbox")
    assert (kept.subject, kept.recipients) == ("Hi", ("ada@corp.example",))
    assert (kept.is_read, kept.is_draft) == (False, True)
    assert write(client, "<t:Sensitivity>Private</t:Sensitivity>") == 500
