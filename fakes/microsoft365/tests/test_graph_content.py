from __future__ import annotations

from urllib.parse import quote

import pytest

from fakes.microsoft365 import FakeMicrosoft365, Hosts
from fakes.microsoft365.model import License, User
from fakes.wire import Address, Request, Wire

from .client import Client, HeldClock, error_of, user

ALL_BYTES = bytes(range(256))
MIME = (
    "Subject: =?utf-8?b?R3LDvMOfZQ==?=\r\nMessage-ID: <1@corp.example>\r\nFrom: Åke "
    "<ake@corp.example>\r\nTo: sam.soto@corp.example\r\nDate: Mon, 2 Mar 2026 10:00:00 +0200\r\n"
    "\r\n"
).encode() + ALL_BYTES
SELECT = "id,changeKey,parentFolderId,subject,internetMessageId,receivedDateTime,isRead"


def test_mail_keeps_its_bytes(fake: FakeMicrosoft365, client: Client, sam: User) -> None:
    delivered = fake.exchange.deliver(sam.id, MIME)
    listing = client.graph(f"{user(sam.id)}/mailFolders/inbox/messages?$select={SELECT}")
    (listed,) = listing.json()["value"]
    assert {key: value for key, value in listed.items() if key[0] != "@"} == {
        "id": delivered.id,
        "changeKey": delivered.change_key,
        "parentFolderId": client.graph(user(sam.id) + "/mailFolders/inbox").json()["id"],
        "subject": "Grüße",
        "internetMessageId": "<1@corp.example>",
        "receivedDateTime": "2026-03-02T09:00:00Z",
        "isRead": False,
    }
    value = client.graph(f"{user(sam.id)}/messages/{listed['id']}/$value")
    assert value.body == MIME
    assert fake.exchange.read_mime(sam.id, message_id=delivered.id) == MIME
    shown = client.graph(f"{user(sam.id)}/messages/{listed['id']}").json()
    assert shown["sentDateTime"] == "2026-03-02T08:00:00Z"
    assert shown["from"]["emailAddress"]["address"] == "ake@corp.example"
    fake.exchange.remove_message(sam.id, message_id=delivered.id)
    assert client.graph(f"{user(sam.id)}/messages/{listed['id']}").status == 404


@pytest.mark.parametrize(
    "mime",
    [
        b"",
        b"no head at all",
        b"Subject: =?utf-8?b?!?=\r\nDate: x\r\n",
        b"Date: Mon, 1 Jan 0001 00:00:00 +1400\r\n\r\n",
        b"Content-Type: text/plain; charset=nonsense\r\n\r\nx",
        b"Content-Type: multipart/mixed\r\n\r\nx",
        b"From: \xff\xfe <\r\nTo: ,;<>\r\nSubject: =?nonsense?q?x?=\r\n\r\n\x00",
    ],
)
def test_mail_may_be_malformed(
    fake: FakeMicrosoft365, client: Client, sam: User, mime: bytes
) -> None:
    delivered = fake.exchange.deliver(sam.id, mime)
    assert client.graph(f"{user(sam.id)}/messages/{delivered.id}").ok
    assert client.graph(f"{user(sam.id)}/messages/{delivered.id}/$value").body == mime


def test_composed_mail_carries_its_text(fake: FakeMicrosoft365, client: Client, sam: User) -> None:
    sent = fake.exchange.compose(
        sam.id, subject="Grüße", sender=Address("ada@corp.example"), body="Å 日本"
    )
    shown = client.graph(f"{user(sam.id)}/messages/{sent.id}").json()
    assert shown["body"]["content"].strip() == "Å 日本"
    assert shown["toRecipients"][0]["emailAddress"]["address"] == "sam.soto@corp.example"


def test_messages_come_in_pages_of_ten(fake: FakeMicrosoft365, client: Client, sam: User) -> None:
    sent = [fake.exchange.deliver(sam.id, b"Subject: %d\r\n\r\n" % n).id for n in range(25)]
    pages = client.pages(f"{user('sam.soto@corp.example')}/mailFolders/inbox/messages?$select=id")
    assert [len(page) for page in pages] == [10, 10, 5]
    assert [each["id"] for page in pages for each in page] == sent[::-1]
    pages = client.pages(f"{user(sam.id)}/mailFolders/inbox/messages?$top=25")
    assert [len(page) for page in pages] == [25]


def test_folders_lie_in_folders(fake: FakeMicrosoft365, client: Client, sam: User) -> None:
    fake.exchange.add_folder(sam.id, path="Inbox/Projekte/Ärger")
    fake.exchange.deliver(sam.id, MIME, folder="Inbox/Projekte/Ärger")
    (inbox, *_) = client.graph(user(sam.id) + "/mailFolders").json()["value"]
    assert (inbox["displayName"], inbox["childFolderCount"]) == ("Inbox", 1)
    found = client.graph(f"{user(sam.id)}/mailFolders/{inbox['id']}/childFolders").json()
    (projects,) = found["value"]
    found = client.graph(f"{user(sam.id)}/mailFolders/{projects['id']}/childFolders").json()
    (trouble,) = found["value"]
    assert trouble["displayName"] == "Ärger"
    assert (trouble["totalItemCount"], trouble["unreadItemCount"]) == (1, 1)
    assert "Inbox/Projekte/Ärger" in [each.path for each in fake.exchange.list_folders(sam.id)]
    named = client.graph(f"{user(sam.id)}/mailFolders?$filter=displayName%20eq%20'inbox'").json()
    assert [each["id"] for each in named["value"]] == [inbox["id"]]


def test_a_mailbox_does_not_show_what_is_in_another(
    fake: FakeMicrosoft365, client: Client, sam: User
) -> None:
    ada = fake.directory.add_user(Address("ada@corp.example"), licenses=(License.OFFICE_365_E3,))
    message = fake.exchange.deliver(ada.id, MIME)
    assert client.graph(f"{user(sam.id)}/messages/{message.id}").status == 404
    path = f"{user(sam.id)}/mailFolders/{message.folder_id}/messages"
    assert client.graph(path).status == 404


def test_users_come_in_pages_of_a_hundred(fake: FakeMicrosoft365, client: Client) -> None:
    added = [fake.directory.add_user(Address(f"p{n}@corp.example")).id for n in range(205)]
    pages = client.pages("/users?$select=id")
    assert [len(page) for page in pages] == [100, 100, 5]
    assert [each["id"] for page in pages for each in page] == added
    assert [len(page) for page in client.pages("/users?$top=999")] == [205]
    assert client.graph("/users?$top=1000").status == 400


def test_users_show_what_is_selected(client: Client, sam: User) -> None:
    shown = client.graph(f"{user(sam.id)}?$select=id,proxyAddresses").json()
    assert shown["proxyAddresses"] == list(sam.proxy_addresses)
    assert set(shown) == {"@odata.context", "id", "proxyAddresses"}


NAMES = ["a.txt", "Reports/März 2026/日本 #1 100%.bin", "Über+uns/it's & more.txt"]


@pytest.mark.parametrize("path", NAMES)
def test_files_keep_their_bytes(
    fake: FakeMicrosoft365, client: Client, wire: Wire, sam: User, path: str
) -> None:
    fake.onedrive.provision(sam.id)
    drive = user("sam@corp.onmicrosoft.example") + "/drive"
    put = client.graph(f"{drive}/root:/{quote(path)}:/content", "PUT", ALL_BYTES)
    assert put.status == 201
    assert fake.onedrive.read_file(sam.id, path=path) == ALL_BYTES
    item = client.graph(f"{drive}/root:/{quote(path)}").json()
    assert item["id"] == put.json()["id"]
    redirect = client.graph(f"{drive}/items/{item['id']}/content")
    assert redirect.status == 302
    location = redirect.header("location") or ""
    assert location.startswith(
        "https://contoso-my.sharepoint.example/personal/sam_corp_onmicrosoft_example/"
    )
    assert wire.send("app", Request("GET", location)).body == ALL_BYTES
    ranged = wire.send("app", Request("GET", location, (("Range", "bytes=10-19"),)))
    assert (ranged.status, ranged.body) == (206, ALL_BYTES[10:20])


def test_downloads_are_led_to_the_host_that_was_given(wire: Wire) -> None:
    fake = FakeMicrosoft365(wire, hosts=Hosts(files="files.corp.example"))
    someone = fake.directory.add_user(
        Address("ada@corp.example"), licenses=(License.OFFICE_365_E3,)
    )
    fake.onedrive.provision(someone.id)
    item = fake.onedrive.write_file(someone.id, path="a.txt", content=b"x")

    redirect = Client(wire, fake).graph(f"{user(someone.id)}/drive/items/{item.id}/content")

    location = redirect.header("location") or ""
    assert location.startswith("https://files.corp.example/personal/")
    assert wire.send("app", Request("GET", location)).body == b"x"


@pytest.mark.parametrize(("minutes", "status"), [(4.9, 200), (5, 401)])
def test_a_download_link_is_over_after_five_minutes(
    fake: FakeMicrosoft365,
    client: Client,
    wire: Wire,
    clock: HeldClock,
    sam: User,
    minutes: float,
    status: int,
) -> None:
    fake.onedrive.provision(sam.id)
    item = fake.onedrive.write_file(sam.id, path="a.txt", content=b"x")
    location = client.graph(f"{user(sam.id)}/drive/items/{item.id}/content").header("location")
    assert location
    clock.pass_by(minutes=minutes)
    assert wire.send("app", Request("GET", location)).status == status


def test_a_drive_is_walked_by_its_children(
    fake: FakeMicrosoft365, client: Client, sam: User
) -> None:
    fake.onedrive.provision(sam.id)
    fake.onedrive.write_file(sam.id, path="Reports/2026/a.txt", content=b"four")
    drive = client.graph(user(sam.id) + "/drive").json()
    assert (drive["driveType"], drive["owner"]["user"]["id"]) == ("business", sam.id)
    (reports,) = client.graph(user(sam.id) + "/drive/root/children").json()["value"]
    assert (reports["folder"], reports["size"]) == ({"childCount": 1}, 4)
    assert "file" not in reports
    assert reports["parentReference"]["path"] == f"/drives/{drive['id']}/root:"
    path = f"{user(sam.id)}/drive/items/{reports['id']}/children"
    (year,) = client.graph(path).json()["value"]
    (file,) = client.graph(f"{user(sam.id)}/drive/items/{year['id']}/children").json()["value"]
    assert file["parentReference"] == {
        "driveType": "business",
        "driveId": drive["id"],
        "id": year["id"],
        "path": f"/drives/{drive['id']}/root:/Reports/2026",
    }
    assert (file["name"], file["size"]) == ("a.txt", 4)
    assert file["file"]["mimeType"] == "text/plain"
    fake.onedrive.remove(sam.id, path="Reports")
    assert fake.onedrive.list_files(sam.id) == ()
    assert client.graph(user(sam.id) + "/drive/root").json()["size"] == 0


def test_children_come_in_pages(fake: FakeMicrosoft365, client: Client, sam: User) -> None:
    fake.onedrive.provision(sam.id)
    for n in range(7):
        fake.onedrive.write_file(sam.id, path=f"{n}.txt", content=b"")
    pages = client.pages(user(sam.id) + "/drive/root/children?$top=3")
    assert [each["name"] for page in pages for each in page] == [f"{n}.txt" for n in range(7)]
    assert [len(page) for page in pages] == [3, 3, 1]


@pytest.mark.parametrize(
    ("behavior", "status", "names"),
    [
        ("", 200, ["a.txt"]),
        ("?@microsoft.graph.conflictBehavior=replace", 200, ["a.txt"]),
        ("?@microsoft.graph.conflictBehavior=rename", 201, ["a.txt", "a 1.txt"]),
        ("?@microsoft.graph.conflictBehavior=fail", 409, ["a.txt"]),
    ],
)
def test_writing_where_a_file_is(
    fake: FakeMicrosoft365,
    client: Client,
    sam: User,
    behavior: str,
    status: int,
    names: list[str],
) -> None:
    fake.onedrive.provision(sam.id)
    before = fake.onedrive.write_file(sam.id, path="a.txt", content=b"old")
    path = f"{user(sam.id)}/drive/root:/A.txt:/content{behavior}".replace("A.txt", "a.txt")
    answer = client.graph(path, "PUT", b"newer")
    assert answer.status == status
    assert [file.name for file in fake.onedrive.list_files(sam.id)] == names
    if status == 200:
        assert answer.json()["id"] == before.id
        assert answer.json()["eTag"] != f'"{{{before.id}}},{before.version}"'
        assert client.graph(user(sam.id) + "/drive/root").json()["size"] == 5


def test_a_drive_outlives_its_license_for_a_while(
    fake: FakeMicrosoft365, client: Client, clock: HeldClock, sam: User
) -> None:
    fake.onedrive.provision(sam.id)
    fake.directory.remove_license(sam.id, License.OFFICE_365_E3)
    path = user(sam.id) + "/drive/root:/a.txt:/content"
    assert client.graph(path, "PUT", b"x").status == 201
    clock.pass_by(days=60)
    client.token = client.sign_in().json()["access_token"]
    assert error_of(client.graph(path, "PUT", b"x"))[:2] == (423, "notAllowed")
    assert client.graph(user(sam.id) + "/drive/root/children").ok
    clock.pass_by(days=33)
    client.token = client.sign_in().json()["access_token"]
    assert client.graph(user(sam.id) + "/drive").status == 423


def test_onedrive_opens_only_with_a_license(fake: FakeMicrosoft365) -> None:
    added = fake.directory.add_user(
        Address("ada@corp.example"), licenses=(License.EXCHANGE_ONLINE,)
    )
    with pytest.raises(ValueError, match="cannot open OneDrive"):
        fake.onedrive.provision(added.id)


def test_links_follow_the_scheme_and_host_of_the_request(fake: FakeMicrosoft365, sam: User) -> None:
    fake.exchange.deliver(sam.id, MIME)
    fake.exchange.deliver(sam.id, MIME)
    local = Wire()
    other = FakeMicrosoft365(local)
    client = Client(local, other)
    for n in range(3):
        other.directory.add_user(Address(f"p{n}@corp.example"))
    app = local._apps["graph.microsoft.example"][1]
    local.connect("127.0.0.1:8443", "microsoft365", app)
    page = client.send(Request("GET", "http://127.0.0.1:8443/v1.0/users?$top=2")).json()
    assert page["@odata.nextLink"].startswith("http://127.0.0.1:8443/v1.0/users?$top=2&$skiptoken=")
