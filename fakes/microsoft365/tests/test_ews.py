from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest

from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.model import License, User
from fakes.wire import Address, Request, Wire

from .client import EWS, NAMES, Client

MIME = b"Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\r\n" + bytes(range(256))
ENCODED = base64.b64encode(MIME).decode()
PRIMARY = "sam.soto@corp.example"
NOT_PRIMARY = "The primary SMTP address must be specified when referencing a mailbox."


def top(address: str, name: str = "msgfolderroot") -> str:
    mailbox = f"<t:Mailbox><t:EmailAddress>{address}</t:EmailAddress></t:Mailbox>"
    return f'<t:DistinguishedFolderId Id="{name}">{mailbox if address else ""}' + (
        "</t:DistinguishedFolderId>"
    )


def get_folder(target: str) -> str:
    shape = "<m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape>"
    return f"<m:GetFolder>{shape}<m:FolderIds>{target}</m:FolderIds></m:GetFolder>"


def find_folder(target: str, traversal: str = "Shallow", view: str = "") -> str:
    shape = "<m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape>"
    return (
        f'<m:FindFolder Traversal="{traversal}">{shape}{view}'
        f"<m:ParentFolderIds>{target}</m:ParentFolderIds></m:FindFolder>"
    )


def create_folder(parent: str, name: str) -> str:
    folder = f"<t:Folder><t:DisplayName>{name}</t:DisplayName></t:Folder>"
    return (
        f"<m:CreateFolder><m:ParentFolderId>{parent}</m:ParentFolderId>"
        f"<m:Folders>{folder}</m:Folders></m:CreateFolder>"
    )


def create_item(folder: str, more: str = "") -> str:
    mime = f'<t:MimeContent CharacterSet="UTF-8">{ENCODED}</t:MimeContent>'
    return (
        '<m:CreateItem MessageDisposition="SaveOnly">'
        f"<m:SavedItemFolderId>{folder}</m:SavedItemFolderId>"
        f"<m:Items><t:Message>{mime}{more}</t:Message></m:Items></m:CreateItem>"
    )


def get_item(item_id: str) -> str:
    shape = (
        "<m:ItemShape><t:BaseShape>Default</t:BaseShape>"
        "<t:IncludeMimeContent>true</t:IncludeMimeContent></m:ItemShape>"
    )
    return f'<m:GetItem>{shape}<m:ItemIds><t:ItemId Id="{item_id}"/></m:ItemIds></m:GetItem>'


def acting_as(kind: str, name: str) -> str:
    sid = f"<t:ConnectingSID><t:{kind}>{name}</t:{kind}></t:ConnectingSID>"
    return f"<t:ExchangeImpersonation>{sid}</t:ExchangeImpersonation>"


def fault_code(client: Client, operation: str, header: str = "") -> str:
    status, answer = client.ews(operation, header)
    code = answer.findtext("s:Body/s:Fault/detail/e:ResponseCode", "", NAMES)
    assert status == (500 if code else 200)
    return code


def response_code(client: Client, operation: str) -> str:
    status, answer = client.ews(operation)
    assert status == 200
    return answer.findtext(".//m:ResponseCode", "", NAMES)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        (PRIMARY, ""),
        (PRIMARY.upper(), ""),
        ("sam@corp.onmicrosoft.example", "ErrorNonPrimarySmtpAddress"),
        ("hello@corp.example", "ErrorNonPrimarySmtpAddress"),
        ("nobody@corp.example", "ErrorNonExistentMailbox"),
        ("", "ErrorMissingEmailAddress"),
    ],
)
def test_a_mailbox_is_named_by_its_primary_address(
    client: Client, sam: User, address: str, code: str
) -> None:
    assert sam.mail == Address(PRIMARY)
    for operation in (
        get_folder(top(address)),
        find_folder(top(address)),
        create_item(top(address, "inbox")),
    ):
        assert fault_code(client, operation) == code


def test_the_id_is_no_address(client: Client, sam: User) -> None:
    assert fault_code(client, get_folder(top(sam.id))) == "ErrorNonExistentMailbox"


def test_the_fault_names_the_primary_address(client: Client, sam: User) -> None:
    status, answer = client.ews(get_folder(top(str(sam.user_principal_name))))
    fault = answer.find("s:Body/s:Fault", NAMES)
    assert status == 500
    assert fault is not None
    assert fault.findtext("faultcode") == "a:ErrorNonPrimarySmtpAddress"
    assert fault.findtext("faultstring") == NOT_PRIMARY
    assert fault.findtext("detail/e:Message", "", NAMES) == NOT_PRIMARY
    value = fault.find("detail/t:MessageXml/t:Value", NAMES)
    assert value is not None
    assert (value.get("Name"), value.text) == ("Primary", PRIMARY)


@pytest.mark.parametrize(
    ("kind", "name", "code"),
    [
        ("PrimarySmtpAddress", PRIMARY, ""),
        ("PrimarySmtpAddress", "hello@corp.example", "ErrorNonPrimarySmtpAddress"),
        ("PrimarySmtpAddress", "nobody@corp.example", "ErrorNonExistentMailbox"),
        ("SmtpAddress", PRIMARY, ""),
        ("SmtpAddress", "hello@corp.example", ""),
        ("SmtpAddress", "sam@corp.onmicrosoft.example", ""),
        ("SmtpAddress", "nobody@corp.example", "ErrorNonExistentMailbox"),
        ("SmtpAddress", "the id", "ErrorNonExistentMailbox"),
        ("PrincipalName", "sam@corp.onmicrosoft.example", ""),
        ("PrincipalName", PRIMARY, "ErrorInvalidUserPrincipalName"),
        ("PrincipalName", "the id", "ErrorInvalidUserPrincipalName"),
        ("SID", "S-1-5-21", "ErrorInvalidOperation"),
    ],
)
def test_impersonation(client: Client, sam: User, kind: str, name: str, code: str) -> None:
    assert sam.mail == Address(PRIMARY)
    name = sam.id if name == "the id" else name
    assert fault_code(client, get_folder(top("", "inbox")), acting_as(kind, name)) == code


def test_a_upn_that_is_no_alias_is_not_the_primary_address_either(
    fake: FakeMicrosoft365, client: Client
) -> None:
    fake.directory.add_user(
        Address("jdoe@corp.example"),
        mail=Address("jane.doe@mail.example"),
        licenses=(License.OFFICE_365_E3,),
        upn_is_alias=False,
    )
    named = get_folder(top("jdoe@corp.example"))
    acting, inbox = acting_as("PrincipalName", "jdoe@corp.example"), get_folder(top("", "inbox"))
    by_address = acting_as("SmtpAddress", "jdoe@corp.example")
    assert fault_code(client, named) == "ErrorNonPrimarySmtpAddress"
    assert fault_code(client, inbox, acting) == ""
    assert fault_code(client, inbox, by_address) == ""
    fake.readings.choose("A6", "only its addresses open the mailbox")
    assert fault_code(client, named) == "ErrorNonExistentMailbox"
    assert fault_code(client, inbox, by_address) == "ErrorNonExistentMailbox"
    assert fault_code(client, inbox, acting) == "ErrorInvalidUserPrincipalName"


def test_a_restored_message_keeps_its_times(
    fake: FakeMicrosoft365, client: Client, sam: User
) -> None:
    told = "".join(
        f'<t:ExtendedProperty><t:ExtendedFieldURI PropertyTag="{tag}" PropertyType="SystemTime"/>'
        f"<t:Value>{at}</t:Value></t:ExtendedProperty>"
        for tag, at in (("0x39", "2020-01-02T03:04:05"), ("0x0e06", "2020-01-02T04:04:06+01:00"))
    )
    assert response_code(client, create_item(top(PRIMARY, "inbox"), told)) == "NoError"
    (kept,) = fake.exchange.list_messages(sam.id)
    assert kept.sent_at == datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert kept.received_at == datetime(2020, 1, 2, 3, 4, 6, tzinfo=UTC)


def test_a_folder_id_is_no_name_and_of_one_mailbox(
    fake: FakeMicrosoft365, client: Client, sam: User
) -> None:
    other = fake.directory.add_user(Address("ada@corp.example"), licenses=(License.OFFICE_365_E3,))
    folder = fake.exchange.add_folder(other.id, path="Private")
    acting = acting_as("PrimarySmtpAddress", PRIMARY)
    for name in ("inbox", folder.id):
        _, answer = client.ews(get_folder(f'<t:FolderId Id="{name}"/>'), acting)
        assert answer.findtext(".//m:ResponseCode", "", NAMES) == "ErrorFolderNotFound"
    assert sam.mail == Address(PRIMARY)


def test_an_item_shows_its_text_and_sender(
    fake: FakeMicrosoft365, client: Client, sam: User
) -> None:
    sent = fake.exchange.compose(
        sam.id, subject="Hi", sender=Address("ada@corp.example"), body="Å\x0b there"
    )
    _, got = client.ews(get_item(sent.id))
    assert got.findtext(".//t:Body", "", NAMES).strip() == "Å there"
    assert got.findtext(".//t:From/t:Mailbox/t:EmailAddress", "", NAMES) == "ada@corp.example"


def test_with_id_only_what_is_named_is_shown_beside_the_id(
    fake: FakeMicrosoft365, client: Client, sam: User
) -> None:
    fake.exchange.compose(sam.id, subject="Hi", sender=Address("ada@corp.example"), body="There")

    def shown(operation: str, shape: str, field: str, where: str, kind: str) -> list[str]:
        _, answer = client.ews(
            f'<m:{operation} Traversal="Shallow"><m:{shape}><t:BaseShape>IdOnly</t:BaseShape>'
            f'<t:AdditionalProperties><t:FieldURI FieldURI="{field}"/></t:AdditionalProperties>'
            f"</m:{shape}><m:{where}>{top(PRIMARY, 'inbox')}</m:{where}></m:{operation}>"
        )
        (found,) = answer.iterfind(f".//t:{kind}", NAMES)
        return [each.tag.rpartition("}")[2] for each in found]

    item = ("FindItem", "ItemShape", "item:Subject", "ParentFolderIds", "Message")
    folder = ("GetFolder", "FolderShape", "folder:TotalCount", "FolderIds", "Folder")
    assert shown(*item) == ["ItemId", "Subject"]
    assert shown(*folder) == ["FolderId", "TotalCount"]


def test_an_unlicensed_mailbox_does_not_exist(
    fake: FakeMicrosoft365, client: Client, sam: User
) -> None:
    fake.directory.remove_license(sam.id, License.OFFICE_365_E3)
    assert fault_code(client, get_folder(top(PRIMARY))) == "ErrorNonExistentMailbox"


def test_restoring_a_message(fake: FakeMicrosoft365, client: Client, sam: User) -> None:
    _, made = client.ews(create_folder(top(PRIMARY), "Restored Ä"))
    made_id = made.find(".//t:FolderId", NAMES)
    assert made_id is not None
    folder = f'<t:FolderId Id="{made_id.get("Id")}"/>'
    flags = (
        '<t:ExtendedProperty><t:ExtendedFieldURI PropertyTag="0x0E07" PropertyType="Integer"/>'
        "<t:Value>1</t:Value></t:ExtendedProperty><t:IsRead>false</t:IsRead>"
    )
    _, created = client.ews(create_item(folder, flags))
    item_id = created.find(".//t:ItemId", NAMES)
    assert item_id is not None
    (message,) = fake.exchange.list_messages(sam.id, folder="Restored Ä")
    assert (message.id, message.subject) == (item_id.get("Id"), "Grüße")
    assert (message.is_draft, message.is_read) == (False, False)
    assert fake.exchange.read_mime(sam.id, message_id=message.id) == MIME
    find = "<m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>"
    _, found = client.ews(
        f'<m:FindItem Traversal="Shallow">{find}'
        f"<m:ParentFolderIds>{folder}</m:ParentFolderIds></m:FindItem>"
    )
    assert [each.get("Id") for each in found.iterfind(".//t:ItemId", NAMES)] == [message.id]
    _, got = client.ews(get_item(message.id))
    assert base64.b64decode(got.findtext(".//t:MimeContent", "", NAMES)) == MIME


def test_what_is_missing_or_taken_is_said_in_the_response(client: Client, sam: User) -> None:
    assert sam.mail == Address(PRIMARY)
    nowhere = '<t:FolderId Id="AAMkNONE"/>'
    assert response_code(client, get_folder(nowhere)) == "ErrorFolderNotFound"
    assert response_code(client, create_item(nowhere)) == "ErrorFolderNotFound"
    assert response_code(client, get_item("AAMkNONE")) == "ErrorItemNotFound"
    assert response_code(client, create_folder(top(PRIMARY), "Bills")) == "NoError"
    assert response_code(client, create_folder(top(PRIMARY), "bills")) == "ErrorFolderExists"


def test_folders_are_found_at_any_depth_and_in_pages(
    fake: FakeMicrosoft365, client: Client, sam: User
) -> None:
    fake.exchange.add_folder(sam.id, path="Inbox/One/Two")
    _, shallow = client.ews(find_folder(top(PRIMARY, "inbox")))
    assert [each.text for each in shallow.iterfind(".//t:DisplayName", NAMES)] == ["One"]
    _, deep = client.ews(find_folder(top(PRIMARY, "inbox"), "Deep"))
    assert [each.text for each in deep.iterfind(".//t:DisplayName", NAMES)] == ["One", "Two"]
    view = '<m:IndexedPageFolderView MaxEntriesReturned="1" Offset="1" BasePoint="Beginning"/>'
    _, second = client.ews(find_folder(top(PRIMARY, "inbox"), "Deep", view))
    root = second.find(".//m:RootFolder", NAMES)
    assert root is not None
    assert root.get("IncludesLastItemInRange") == "true"
    assert [each.text for each in second.iterfind(".//t:DisplayName", NAMES)] == ["Two"]


def test_an_operation_that_is_not_modeled_is_named(client: Client) -> None:
    _, answer = client.ews("<m:DeleteItem/>")
    assert "DeleteItem" in answer.findtext("s:Body/s:Fault/faultstring", "", NAMES)
    assert fault_code(client, "<m:DeleteItem/>") == "ErrorInvalidOperation"
    assert fault_code(client, "") == "ErrorInvalidRequest"
    _, answer = client.ews(find_folder(top(PRIMARY), view="<m:Restriction/>"))
    assert "Restriction" in answer.findtext("s:Body/s:Fault/faultstring", "", NAMES)


@pytest.mark.parametrize(
    "body",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>',
        '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'.encode("utf-16"),
        b"<x>",
        b"",
        b"\xff",
    ],
)
def test_a_body_that_is_not_plain_xml_is_refused(client: Client, body: bytes) -> None:
    answer = client.send(Request("POST", EWS, (), body))
    assert answer.status == 500
    assert b"ErrorSchemaValidation" in answer.body


def test_ews_needs_a_token_and_can_be_switched_off(
    fake: FakeMicrosoft365, client: Client, wire: Wire
) -> None:
    assert wire.send("app", Request("POST", EWS)).status == 401
    fake.exchange.switch_ews(False)
    assert client.send(Request("POST", EWS)).status == 403


def test_an_allow_list_closes_ews_to_other_apps(fake: FakeMicrosoft365, client: Client) -> None:
    fake.exchange.allow_ews_to(("another app",))
    assert client.send(Request("POST", EWS)).status == 403
    fake.exchange.allow_ews_to(("another app", client.credentials.client_id))
    assert client.send(Request("POST", EWS)).status == 500
    fake.exchange.switch_ews(False)
    assert client.send(Request("POST", EWS)).status == 403
