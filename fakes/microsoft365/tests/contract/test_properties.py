"""The properties that clients read, as msgraph-sdk and O365 read them, unmodified."""

from __future__ import annotations

from typing import Any

import pytest

from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.attributes import Details
from fakes.microsoft365.model import Credentials, User
from fakes.wire import Wire

from .clients import account_of, graph_of, part
from .transports import REASON, run

pytestmark = [pytest.mark.contract, pytest.mark.filterwarnings("ignore")]
MIME = b"Subject: Hi\r\nFrom: ada@corp.example\r\nTo: sam.soto@corp.example\r\n\r\nthere\r\n"


@pytest.fixture
def known(fake: FakeMicrosoft365, sam: User) -> User:
    fake.exchange.deliver(sam.id, MIME)
    fake.onedrive.write_file(sam.id, path="a.txt", content=b"one")
    return fake.directory.set_details(
        sam.id, Details(job_title="Engineer", department="Research", mobile_phone="1")
    )


def test_msgraph_sdk_reads_them(wire: Wire, credentials: Credentials, known: User) -> None:
    pytest.importorskip("msgraph", reason=REASON)
    graph = graph_of(wire, credentials)
    person = graph.users.by_user_id(known.id)
    configuration = part("kiota_abstractions.base_request_configuration", "RequestConfiguration")
    builder = part(
        "msgraph.generated.users.item.user_item_request_builder", "UserItemRequestBuilder"
    )
    select = builder.UserItemRequestBuilderGetQueryParameters(
        select=["Department", "jobTitle", "userType"]
    )

    async def ask() -> tuple[Any, ...]:
        user = await person.get(request_configuration=configuration(query_parameters=select))
        drives = await person.drives.get()
        drive_id = drives.value[0].id
        root = await person.drives.by_drive_id(drive_id).get()
        item = await graph.drives.by_drive_id(drive_id).root.get()
        children = (
            await graph.drives.by_drive_id(drive_id).items.by_drive_item_id(item.id).children.get()
        )
        messages = await person.messages.get()
        return user, root, children.value[0], messages.value[0]

    user, drive, file, message = run(ask)
    assert (user.department, user.job_title, user.user_type) == ("Research", "Engineer", "Member")
    assert user.display_name is None
    assert drive.owner.user.display_name == "Sam Soto"
    assert drive.created_by.user.display_name == "System Account"
    assert file.created_by.user.display_name == file.last_modified_by.user.display_name
    assert file.created_by.user.id == known.id
    assert file.c_tag
    assert message.has_attachments is False
    assert message.web_link.startswith("https://outlook.office365.com/owa/?ItemID=AAMk")


def test_o365_reads_them(wire: Wire, credentials: Credentials, known: User) -> None:
    pytest.importorskip("O365", reason=REASON)
    account = account_of(wire, credentials, str(known.user_principal_name))
    user = account.directory().get_user(known.id)
    assert (user.job_title, user.mobile_phone) == ("Engineer", "1")
    (drive,) = account.storage().get_drives()
    assert drive.owner.display_name == "Sam Soto"
    (file,) = drive.get_root_folder().get_items()
    assert file.created_by.display_name == file.modified_by.display_name == "Sam Soto"
    (message,) = account.mailbox().inbox_folder().get_messages()
    assert message.has_attachments is False
    assert message.web_link.startswith("https://outlook.office365.com/owa/?ItemID=AAMk")
