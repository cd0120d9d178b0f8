"""msgraph-sdk and azure-identity, unmodified."""

from __future__ import annotations

import io
from typing import Any

import pytest

from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.model import Credentials, User
from fakes.microsoft365.quickxor import quick_xor_hash
from fakes.wire import Address, Request, Response, Wire

from .clients import graph_of, part
from .transports import REASON, over_httpx, run

pytest.importorskip("msgraph", reason=REASON)
pytest.importorskip("azure.identity", reason=REASON)
pytestmark = [pytest.mark.contract, pytest.mark.filterwarnings("ignore")]
CHUNK = 320 * 1024


@pytest.fixture
def graph(wire: Wire, credentials: Credentials) -> Any:
    return graph_of(wire, credentials)


def asking(module: str, builder: str, **query: Any) -> Any:
    owner = part(module, builder)
    parameters = next(
        value for name, value in vars(owner).items() if name.endswith("GetQueryParameters")
    )
    configuration = part("kiota_abstractions.base_request_configuration", "RequestConfiguration")
    return configuration(query_parameters=parameters(**query))


def users_asking(**query: Any) -> Any:
    return asking("msgraph.generated.users.users_request_builder", "UsersRequestBuilder", **query)


def test_users_come_in_pages(fake: FakeMicrosoft365, graph: Any) -> None:
    added = [fake.directory.add_user(Address(f"p{n}@corp.example")) for n in range(5)]

    async def walk() -> list[str]:
        page = await graph.users.get(request_configuration=users_asking(top=2))
        seen = [user.id for user in page.value]
        while page.odata_next_link:
            page = await graph.users.with_url(page.odata_next_link).get()
            seen += [user.id for user in page.value]
        return seen

    assert run(walk) == [user.id for user in added]


@pytest.mark.parametrize(
    ("text", "is_advanced", "found"),
    [
        ("mail eq 'sam.soto@corp.example'", False, 1),
        ("mail eq 'hello@corp.example'", False, 0),
        ("proxyAddresses/any(p:p eq 'smtp:hello@corp.example')", False, 1),
        ("endswith(mail,'@corp.example')", True, 1),
        ("userType ne 'Guest'", True, 2),
    ],
)
def test_users_are_filtered(
    fake: FakeMicrosoft365, graph: Any, sam: User, text: str, is_advanced: bool, found: int
) -> None:
    fake.directory.add_user(Address("ada@other.example"))
    asked = users_asking(filter=text, count=is_advanced or None)
    if is_advanced:
        asked.headers.add("ConsistencyLevel", "eventual")

    async def ask() -> Any:
        return await graph.users.get(request_configuration=asked)

    listed = run(ask)
    assert len(listed.value) == found
    assert listed.odata_count == (found if is_advanced else None)
    assert not found or sam.id in [user.id for user in listed.value]


def test_an_advanced_query_must_say_so(graph: Any) -> None:
    async def ask() -> Any:
        return await graph.users.get(request_configuration=users_asking(filter="userType ne 'x'"))

    assert code_of(ask) == (400, "Request_UnsupportedQuery")


def test_nobody_is_not_found(graph: Any, sam: User) -> None:
    for key in ("nobody@corp.example", str(sam.mail)):
        assert code_of(graph.users.by_user_id(key).get) == (404, "Request_ResourceNotFound")
    absent = graph.users.by_user_id("nobody@corp.example").mail_folders.get
    assert code_of(absent) == (404, "ErrorInvalidUser")


def test_changes_are_followed(fake: FakeMicrosoft365, graph: Any, sam: User) -> None:
    async def walk(url: str = "") -> Any:
        builder = graph.users.delta
        return await (builder.with_url(url) if url else builder).get()

    first = run(walk)
    assert [user.id for user in first.value] == [sam.id]
    fake.directory.delete_user(sam.id)

    async def again() -> Any:
        return await walk(first.odata_delta_link)

    (gone,) = run(again).value
    assert (gone.id, gone.additional_data["@removed"]) == (sam.id, {"reason": "changed"})


def test_mail_is_read_and_written(fake: FakeMicrosoft365, graph: Any, sam: User) -> None:
    mime = b"Subject: Hi\r\nFrom: ada@corp.example\r\nTo: sam.soto@corp.example\r\n\r\nthere\r\n"
    fake.exchange.deliver(sam.id, mime)
    mailbox = graph.users.by_user_id(str(sam.mail))
    message = part("msgraph.generated.models.message", "Message")(
        subject="Written",
        body=part("msgraph.generated.models.item_body", "ItemBody")(content="Text"),
        single_value_extended_properties=[
            part(
                "msgraph.generated.models.single_value_legacy_extended_property",
                "SingleValueLegacyExtendedProperty",
            )(id="Integer 0x0E07", value="4")
        ],
    )

    async def walk() -> tuple[Any, ...]:
        folders = await mailbox.mail_folders.get()
        inbox = mailbox.mail_folders.by_mail_folder_id("inbox")
        listed = await inbox.messages.get()
        value = await mailbox.messages.by_message_id(listed.value[0].id).content.get()
        added = await inbox.messages.post(message)
        await mailbox.messages.by_message_id(listed.value[0].id).delete()
        return folders, listed, value, added

    folders, listed, value, added = run(walk)
    assert "Inbox" in [folder.display_name for folder in folders.value]
    assert [each.subject for each in listed.value] == ["Hi"]
    assert value == mime
    assert (added.subject, added.is_draft) == ("Written", False)
    (kept,) = fake.exchange.list_messages(sam.id, folder="Inbox")
    assert kept.id == added.id


def test_files_are_read_and_written(fake: FakeMicrosoft365, graph: Any, sam: User) -> None:
    fake.onedrive.write_file(sam.id, path="Reports/a.txt", content=b"one")

    async def walk() -> tuple[Any, ...]:
        drive = await graph.users.by_user_id(str(sam.user_principal_name)).drive.get()
        items = graph.drives.by_drive_id(drive.id).items
        (folder,) = (await items.by_drive_item_id("root").children.get()).value
        (file,) = (await items.by_drive_item_id(folder.id).children.get()).value
        content = await items.by_drive_item_id(file.id).content.get()
        new = await items.by_drive_item_id("root:/Reports/b.txt:").content.put(b"two")
        changes = await items.by_drive_item_id("root").delta.get()
        await items.by_drive_item_id(file.id).delete()
        return file, content, new, changes

    file, content, new, changes = run(walk)
    assert content == b"one"
    assert file.file.hashes.quick_xor_hash == quick_xor_hash(b"one")
    assert {file.id, new.id} < {each.id for each in changes.value}
    assert [each.path for each in fake.onedrive.list_files(sam.id)] == ["Reports/b.txt"]


def test_the_token_stays_where_it_belongs(
    fake: FakeMicrosoft365,
    wire: Wire,
    graph: Any,
    sam: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[Request] = []
    carry = wire.send

    def send(sender: str, request: Request) -> Response:
        sent.append(request)
        return carry(sender, request)

    monkeypatch.setattr(wire, "send", send)
    fake.onedrive.write_file(sam.id, path="a.txt", content=b"one")

    async def walk() -> Any:
        drive = await graph.users.by_user_id(sam.id).drive.get()
        item = graph.drives.by_drive_id(drive.id).items.by_drive_item_id("root:/a.txt:")
        return await item.content.get()

    assert run(walk) == b"one"
    assert "/personal/" in sent[-1].url
    assert "authorization" not in dict(sent[-1].headers)


def test_the_upload_task_of_msgraph_core_stops_at_the_second_range(
    fake: FakeMicrosoft365, wire: Wire, graph: Any, sam: User
) -> None:
    """It expects a range to say where it ends, which the documented answer does not."""
    content = bytes(range(256)) * (CHUNK // 128)
    body = part(
        "msgraph.generated.drives.item.items.item.create_upload_session."
        "create_upload_session_post_request_body",
        "CreateUploadSessionPostRequestBody",
    )()
    task = part("msgraph_core.tasks.large_file_upload", "LargeFileUploadTask")

    async def walk() -> Any:
        drive = await graph.users.by_user_id(sam.id).drive.get()
        item = graph.drives.by_drive_id(drive.id).items.by_drive_item_id("root:/big.bin:")
        session = await item.create_upload_session.post(body)
        upload = task(session, graph.request_adapter, io.BytesIO(content), max_chunk_size=CHUNK)
        with pytest.raises(ValueError, match="invalid literal"):
            await upload.upload()
        return session

    session = run(walk)
    rest = content[CHUNK:]
    span = f"bytes {CHUNK}-{len(content) - 1}/{len(content)}"

    async def finish() -> Any:
        client = part("httpx", "AsyncClient")(transport=over_httpx(wire))
        return await client.put(session.upload_url, content=rest, headers={"Content-Range": span})

    assert run(finish).status_code == 201
    assert fake.onedrive.read_file(sam.id, path="big.bin") == content


def test_throttled_requests_are_tried_again(fake: FakeMicrosoft365, graph: Any, wire: Wire) -> None:
    fake.throttling.limit(calls=1, seconds=1)

    async def walk() -> None:
        await graph.users.get()
        await graph.users.get()

    run(walk)
    assert 429 in [each.status for each in wire.journal]


def test_a_batch(graph: Any, sam: User) -> None:
    content = part("msgraph_core.requests.batch_request_content", "BatchRequestContent")()
    builder = part("msgraph_core.requests.batch_request_builder", "BatchRequestBuilder")
    item = part("msgraph_core.requests.batch_request_item", "BatchRequestItem")
    for key in (sam.id, "nobody@corp.example"):
        asked = graph.users.by_user_id(key).to_get_request_information()
        asked.path_parameters["baseurl"] = "https://graph.microsoft.com/v1.0"
        content.add_request(None, item(request_information=asked))

    async def walk() -> Any:
        return await builder(graph.request_adapter).post(content)

    answers = run(walk).responses
    assert sorted(each.status for each in answers.values()) == [200, 404]


def code_of(work: Any) -> tuple[int, str]:
    error = part("msgraph.generated.models.o_data_errors.o_data_error", "ODataError")
    with pytest.raises(error) as caught:
        run(work)
    failed: Any = caught.value
    return failed.response_status_code, failed.error.code
