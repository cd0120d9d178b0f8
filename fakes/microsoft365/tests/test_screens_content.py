"""Screens that look into mailboxes, OneDrives and apps, and those that are the lab's own."""

from __future__ import annotations

import pytest

from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.model import License, User
from fakes.wire import Address, Wire

from .admin_centers import AdminCenters, alert, complaint, value

MIME = b"Subject: Caf\xc3\xa9 <1>\r\nFrom: ada@corp.example\r\n\r\nNo <script> here.\r\n"


@pytest.fixture
def centers(fake: FakeMicrosoft365, wire: Wire) -> AdminCenters:
    return AdminCenters(fake, wire)


def test_a_message_is_uploaded_and_its_source_is_text(
    centers: AdminCenters, fake: FakeMicrosoft365, sam: User
) -> None:
    mailbox = f"/exchange/mailboxes/{sam.id}"

    page = centers.upload(f"{mailbox}/messages/add", "deliver", "mime", MIME, into="Inbox")

    (message,) = fake.exchange.list_messages(sam.id)
    assert fake.exchange.read_mime(sam.id, message_id=message.id) == MIME
    assert centers.at == f"{mailbox}/messages/{message.id}"
    assert "No &lt;script&gt; here." in page
    assert "<script" not in page


def test_a_message_without_a_sender_is_refused_and_keeps_its_text(
    centers: AdminCenters, fake: FakeMicrosoft365, sam: User
) -> None:
    page = centers.click(
        f"/exchange/mailboxes/{sam.id}/messages/add",
        "compose",
        sender="",
        subject="Plans",
        body="One.\r\nTwo.",
        folder="Inbox",
    )

    assert complaint(page, "sender") == "'' is not an address: expected name@domain.example"
    assert value(page, "subject") == "Plans"
    assert "One.\nTwo.</textarea>" in page
    assert not fake.exchange.list_messages(sam.id)


def test_an_upload_without_a_file_is_refused_at_its_field(centers: AdminCenters, sam: User) -> None:
    page = centers.click(f"/exchange/mailboxes/{sam.id}/messages/add", "deliver", into="Inbox")

    assert complaint(page, "mime") == "no file is chosen: choose one"


def test_messages_are_shown_by_folder(
    centers: AdminCenters, fake: FakeMicrosoft365, sam: User
) -> None:
    projects = fake.exchange.add_folder(sam.id, path="Inbox/Projects")
    sender = Address("ada@corp.example")
    fake.exchange.compose(sam.id, subject="In the inbox", sender=sender, body="")
    fake.exchange.compose(sam.id, subject="In it", sender=sender, body="", folder=projects.path)

    everything = centers.open(f"/exchange/mailboxes/{sam.id}/messages")
    page = centers.open(f"/exchange/mailboxes/{sam.id}/messages?folder={projects.id}")

    assert ("In the inbox" in everything, "In it" in everything) == (True, True)
    assert ("In the inbox" in page, "In it" in page) == (False, True)


def test_a_folder_that_cannot_be_is_refused_at_its_field(centers: AdminCenters, sam: User) -> None:
    page = centers.click(f"/exchange/mailboxes/{sam.id}/folders", "add", path="Inbox//Old")

    assert "'Inbox//Old' is not a folder path" in complaint(page, "path")
    assert value(page, "path") == "Inbox//Old"


def test_who_has_no_mailbox_has_no_messages_to_show(
    centers: AdminCenters, fake: FakeMicrosoft365
) -> None:
    kai = fake.directory.add_user(Address("kai@corp.example"))

    page = centers.open(f"/exchange/mailboxes/{kai.id}/messages")

    assert centers.status == 404
    assert "kai@corp.example has no mailbox" in page


def test_a_message_that_is_not_there_has_no_page(centers: AdminCenters, sam: User) -> None:
    assert "has no message" in centers.open(f"/exchange/mailboxes/{sam.id}/messages/none")
    assert centers.status == 404


def test_an_address_of_somebody_else_is_refused_where_it_was_typed(
    centers: AdminCenters, fake: FakeMicrosoft365, sam: User
) -> None:
    fake.directory.add_user(Address("ada@corp.example"), licenses=(License.EXCHANGE_ONLINE,))

    page = centers.click(
        f"/exchange/mailboxes/{sam.id}/addresses", "primary", address="ada@corp.example"
    )

    assert "another user is known as ada@corp.example" in complaint(page, "address")
    assert fake.directory.get_user(sam.id) == sam


def test_a_shared_mailbox_that_is_refused_keeps_its_name(centers: AdminCenters, sam: User) -> None:
    page = centers.click(
        "/exchange/mailboxes/add-shared",
        "create",
        address="hello@corp.example",
        display_name="Desk",
    )

    assert "another user is known as hello@corp.example" in complaint(page, "address")
    assert value(page, "display_name") == "Desk"


def test_a_file_is_uploaded_under_its_name_or_at_a_path(
    centers: AdminCenters, fake: FakeMicrosoft365, sam: User
) -> None:
    fake.onedrive.provision(sam.id)

    centers.upload(f"/onedrives/{sam.id}", "upload", "content", b"\xff\x00", path="")
    page = centers.upload(f"/onedrives/{sam.id}", "upload", "content", b"A < B", path="R & D/a.md")

    assert [each.path for each in fake.onedrive.list_files(sam.id)] == ["notes.txt", "R & D/a.md"]
    assert "A &lt; B" in page
    assert "It is no text" in centers.open(f"/onedrives/{sam.id}/file?path=notes.txt")
    assert "/wAA" not in page
    assert "/wA=" in centers.open(f"/onedrives/{sam.id}/file?path=notes.txt")


def test_a_folder_is_listed_above_its_files_and_deleted_with_them(
    centers: AdminCenters, fake: FakeMicrosoft365, sam: User
) -> None:
    fake.onedrive.provision(sam.id)
    fake.onedrive.write_file(sam.id, path="Reports/2026/May.txt", content=b"")
    fake.onedrive.write_file(sam.id, path="Plans.txt", content=b"")

    page = centers.open(f"/onedrives/{sam.id}")
    centers.click(f"/onedrives/{sam.id}", "delete", path="Reports")

    assert page.index("Reports/</td>") < page.index("Reports/2026/</td>") < page.index("Plans.txt")
    assert [each.path for each in fake.onedrive.list_files(sam.id)] == ["Plans.txt"]


def test_a_path_that_cannot_be_is_refused_at_its_field(
    centers: AdminCenters, fake: FakeMicrosoft365, sam: User
) -> None:
    fake.onedrive.provision(sam.id)

    page = centers.upload(f"/onedrives/{sam.id}", "upload", "content", b"", path="a:b.txt")

    assert "no file can be 'a:b.txt'" in complaint(page, "path")
    assert value(page, "path") == "a:b.txt"


def test_a_onedrive_that_cannot_be_reached_says_why(
    centers: AdminCenters, fake: FakeMicrosoft365, sam: User
) -> None:
    closed = centers.open(f"/onedrives/{sam.id}")
    fake.onedrive.provision(sam.id)
    fake.onedrive.switch_sharepoint(False)
    without = centers.open(f"/onedrives/{sam.id}")

    assert "drive not provisioned" in closed
    assert "Open OneDrive for the first time" in closed
    assert "tenant without SharePoint" in without
    assert "Upload a file" not in without


def test_a_client_secret_is_shown_once(centers: AdminCenters, fake: FakeMicrosoft365) -> None:
    page = centers.click("/entra/apps/register", "register", name="Reporting")

    (app,) = fake.apps.list_apps()
    (secret,) = fake.state.secrets[app.client_id]
    assert secret in page
    assert secret not in centers.open(f"/entra/apps/{app.client_id}")


def test_a_secret_that_the_app_does_not_have_is_refused_and_not_shown_again(
    centers: AdminCenters, fake: FakeMicrosoft365
) -> None:
    app = fake.apps.register_app("Reporting")

    page = centers.click(f"/entra/apps/{app.client_id}", "remove-secret", client_secret="guessed")

    assert "the app has no such secret" in complaint(page, "client_secret")
    assert "guessed" not in page
    assert fake.state.secrets[app.client_id] == {app.client_secret}


def test_there_is_no_page_of_an_app_that_was_deleted(
    centers: AdminCenters, fake: FakeMicrosoft365
) -> None:
    app = fake.apps.register_app("Reporting")

    page = centers.click(f"/entra/apps/{app.client_id}", "delete")

    assert "Reporting was deleted." in page
    assert "No app has the client ID" in centers.open(f"/entra/apps/{app.client_id}")
    assert centers.status == 404


def test_an_allow_list_is_typed_a_line_each(centers: AdminCenters, fake: FakeMicrosoft365) -> None:
    before = centers.open("/exchange/ews")
    page = centers.click("/exchange/ews", "allow", allowed="one\r\n two \r\n\r\n")

    assert "There is no allow list" in before
    assert "Only the apps on this list" in page
    assert fake.directory.tenant().ews_allowed == ("one", "two")


@pytest.mark.parametrize(
    ("calls", "seconds", "field", "said"),
    [
        ("many", "1", "calls", "'many' is not a number"),
        ("1", "", "seconds", "'' is not a number"),
    ],
)
def test_a_limit_that_is_no_number_is_refused_at_its_field(
    centers: AdminCenters, fake: FakeMicrosoft365, calls: str, seconds: str, field: str, said: str
) -> None:
    page = centers.click("/lab/throttling", "limit", calls=calls, seconds=seconds)

    assert said in complaint(page, field)
    assert (value(page, "calls"), value(page, "seconds")) == (calls, seconds)
    assert fake.throttling.current() is None


def test_a_limit_that_is_none_is_refused(centers: AdminCenters) -> None:
    page = centers.click("/lab/throttling", "limit", calls="1", seconds="0")

    assert "1 calls in 0 seconds is not a limit" in alert(page)


def test_a_reading_that_there_is_not_is_refused_at_its_assumption(
    centers: AdminCenters, fake: FakeMicrosoft365
) -> None:
    before = fake.readings.in_force()

    page = centers.click(
        "/lab/assumptions", "choose", assumption="A6", **{"reading-A6": "otherwise"}
    )

    assert "A6 cannot be read as 'otherwise'" in complaint(page, "reading-A6")
    assert fake.readings.in_force() == before


@pytest.mark.parametrize("path", ["/lab/throttling", "/lab/assumptions"])
def test_what_is_no_screen_of_microsoft_says_so(centers: AdminCenters, path: str) -> None:
    assert "the lab's own" in centers.open(path)
