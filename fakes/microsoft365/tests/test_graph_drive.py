from __future__ import annotations

import json
from typing import Any

import pytest

from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.model import User
from fakes.microsoft365.quickxor import quick_xor_hash
from fakes.wire import Request, Response

from .client import GRAPH, Client, HeldClock, error_of, user


@pytest.fixture
def drive(fake: FakeMicrosoft365, sam: User) -> str:
    fake.onedrive.provision(sam.id)
    fake.onedrive.write_file(sam.id, path="Reports/a.txt", content=b"one")
    return user(sam.id) + "/drive"


def begin(client: Client, path: str, behavior: str = "") -> Response:
    item = {"@microsoft.graph.conflictBehavior": behavior} if behavior else {}
    body = json.dumps({"item": item}).encode()
    return client.graph(f"{path}/createUploadSession", "POST", body, "application/json")


def put(client: Client, url: str, content: bytes, first: int, total: int) -> Response:
    span = f"bytes {first}-{first + len(content) - 1}/{total}"
    request = Request("PUT", url, (("Content-Range", span),), content)
    return client.wire.send("app", request)


def test_the_same_drive_by_its_id(client: Client, drive: str) -> None:
    drive_id = client.graph(drive).json()["id"]
    by_id = f"/drives/{drive_id}"
    assert client.graph(by_id).json()["driveType"] == "business"
    for path in ("/root", "/items/root", "/root:/Reports", "/items/root:/Reports:/children"):
        known, other = client.graph(drive + path), client.graph(by_id + path)
        assert known.status == other.status == 200
        assert [each for each in (known.json(), other.json()) if "id" in each or "value" in each]
    assert error_of(client.graph("/drives/b!none"))[:2] == (404, "itemNotFound")


def test_a_file_has_a_hash_and_a_download(client: Client, drive: str) -> None:
    file = client.graph(f"{drive}/root:/Reports/a.txt").json()
    assert file["file"]["hashes"]["quickXorHash"] == quick_xor_hash(b"one")
    url = file["@microsoft.graph.downloadUrl"]
    whole = client.wire.send("app", Request("GET", url))
    assert (whole.status, whole.body) == (200, b"one")
    part = client.wire.send("app", Request("GET", url, (("Range", "bytes=1-"),)))
    assert (part.status, part.body) == (206, b"ne")
    assert part.header("Content-Range") == "bytes 1-2/3"


def test_an_upload_in_fragments(
    fake: FakeMicrosoft365, client: Client, sam: User, drive: str
) -> None:
    session = begin(client, f"{drive}/root:/Reports/big.bin:").json()
    assert session["nextExpectedRanges"] == ["0-"]
    url = session["uploadUrl"]
    assert url.startswith("https://contoso-my.sharepoint.example/personal/")
    first = put(client, url, b"abc", 0, 6)
    assert (first.status, first.json()["nextExpectedRanges"]) == (202, ["3-"])
    assert client.wire.send("app", Request("GET", url)).json()["nextExpectedRanges"] == ["3-"]
    overlap = put(client, url, b"abc", 0, 6)
    assert error_of(overlap)[0] == 416
    assert overlap.json()["error"]["innerError"]["code"] == "fragmentOverlap"
    early = put(client, url, b"f", 5, 6)
    assert early.json()["error"]["innerError"]["code"] == "fragmentOutOfOrder"
    last = put(client, url, b"def", 3, 6)
    assert (last.status, last.json()["name"]) == (201, "big.bin")
    assert fake.onedrive.read_file(sam.id, path="Reports/big.bin") == b"abcdef"
    assert error_of(put(client, url, b"def", 3, 6))[:2] == (404, "itemNotFound")


def test_an_upload_that_replaces(
    fake: FakeMicrosoft365, client: Client, sam: User, drive: str
) -> None:
    file = client.graph(f"{drive}/root:/Reports/a.txt").json()
    url = begin(client, f"{drive}/items/{file['id']}").json()["uploadUrl"]
    last = put(client, url, b"two", 0, 3)
    assert (last.status, last.json()["id"]) == (200, file["id"])
    assert fake.onedrive.read_file(sam.id, path="Reports/a.txt") == b"two"


def test_names_that_are_taken(
    fake: FakeMicrosoft365, client: Client, sam: User, drive: str
) -> None:
    refused = begin(client, f"{drive}/root:/Reports/a.txt:", "fail")
    assert error_of(refused)[:2] == (409, "nameAlreadyExists")
    url = begin(client, f"{drive}/root:/new.txt:", "fail").json()["uploadUrl"]
    fake.onedrive.write_file(sam.id, path="new.txt", content=b"first")
    assert error_of(put(client, url, b"x", 0, 1))[:2] == (409, "upload_name_conflict")
    assert client.wire.send("app", Request("GET", url)).json()["nextExpectedRanges"] == ["1-"]
    assert client.wire.send("app", Request("DELETE", url)).status == 204
    url = begin(client, f"{drive}/root:/new.txt:", "rename").json()["uploadUrl"]
    assert put(client, url, b"x", 0, 1).json()["name"] == "new 1.txt"


def test_a_file_that_changed_since_is_left_alone(client: Client, drive: str) -> None:
    path = f"{drive}/root:/Reports/a.txt:"
    seen = client.graph(path).json()
    assert client.graph(f"{path}/content", "PUT", b"two").ok
    for method, part in (("PUT", "/content"), ("POST", "/createUploadSession"), ("DELETE", "")):
        for base in (path, f"{drive}/items/{seen['id']}"):
            for tag in (seen["eTag"], seen["cTag"]):
                sent = Request(method, GRAPH + base + part, (("If-Match", tag),), b"")
                assert error_of(client.send(sent))[:2] == (412, "resourceModified")
    now = client.graph(path).json()
    gone = Request("DELETE", GRAPH + path, (("If-Match", now["eTag"]),), b"")
    assert client.send(gone).status == 204


def test_how_full_a_drive_is(client: Client, drive: str) -> None:
    quota = client.graph(drive).json()["quota"]
    assert (quota["state"], quota["used"], quota["deleted"]) == ("normal", 3, 0)
    assert quota["used"] + quota["remaining"] == quota["total"] > 0


@pytest.mark.parametrize(
    ("span", "status", "told"),
    [
        ("bytes=1-", 206, "bytes 1-2/3"),
        ("bytes=-2", 206, "bytes 1-2/3"),
        ("bytes=3-", 416, "bytes */3"),
        ("bytes=x", 200, None),
        ("bytes=2-1", 200, None),
        ("bytes=0-0,2-2", 200, None),
        ("lines=0-1", 200, None),
    ],
)
def test_ranges_of_a_download(
    client: Client, drive: str, span: str, status: int, told: str | None
) -> None:
    url = client.graph(f"{drive}/root:/Reports/a.txt:/content").header("Location") or ""
    answer = client.wire.send("app", Request("GET", url, (("Range", span),)))
    assert (answer.status, answer.header("Content-Range")) == (status, told)
    if status == 416:
        assert error_of(answer)[:2] == (416, "invalidRange")
    over = client.wire.send("app", Request("GET", url + "x"))
    assert error_of(over)[:2] == (401, "unauthenticated")


def test_a_token_in_the_name_of_a_delta(client: Client, drive: str) -> None:
    for spelled in ("delta(token='latest')", "delta?token=latest"):
        page = client.graph(f"{drive}/root/{spelled}").json()
        assert page["value"] == []
        assert client.graph(f"{drive}/root:/b.txt:/content", "PUT", b"b").ok
        changed = client.graph(page["@odata.deltaLink"]).json()["value"]
        assert "b.txt" in [each["name"] for each in changed]


def test_sessions_end(client: Client, clock: HeldClock, drive: str) -> None:
    url = begin(client, f"{drive}/root:/x.bin:").json()["uploadUrl"]
    assert client.wire.send("app", Request("DELETE", url)).status == 204
    assert client.wire.send("app", Request("GET", url)).status == 404
    url = begin(client, f"{drive}/root:/x.bin:").json()["uploadUrl"]
    clock.pass_by(days=7)
    assert client.wire.send("app", Request("GET", url)).status == 404


@pytest.mark.parametrize("span", ["", "bytes 0-1/3", "bytes 0-9/10", "0-2/3"])
def test_fragments_that_are_none(client: Client, drive: str, span: str) -> None:
    url = begin(client, f"{drive}/root:/x.bin:").json()["uploadUrl"]
    request = Request("PUT", url, (("Content-Range", span),), b"abc")
    assert error_of(client.wire.send("app", request))[:2] == (400, "invalidRequest")


def names(page: dict[str, Any]) -> list[str]:
    return [each.get("name", "gone") for each in page["value"]]


def test_changes_of_a_drive(fake: FakeMicrosoft365, client: Client, sam: User, drive: str) -> None:
    page = client.graph(f"{drive}/root/delta").json()
    assert sorted(names(page)) == ["Reports", "a.txt", "root"]
    assert all("path" not in each["parentReference"] for each in page["value"])
    link = page["@odata.deltaLink"]
    file = next(each for each in page["value"] if each["name"] == "a.txt")
    fake.onedrive.write_file(sam.id, path="b.txt", content=b"")
    assert names(client.graph(link).json()) == ["b.txt"]
    assert client.graph(f"{drive}/items/{file['id']}", "DELETE").status == 204
    changed = client.graph(link).json()["value"]
    assert {"id": file["id"], "deleted": {"state": "deleted"}} in changed
    latest = client.graph(f"{drive}/root/delta?token=latest").json()
    assert latest["value"] == []
    stale = client.graph(f"{drive}/root/delta?token=then-99999-1772442000")
    assert error_of(stale)[:2] == (410, "resyncRequired")
    assert stale.header("Location") == f"https://graph.microsoft.example/v1.0{drive}/root/delta"


def test_a_delta_comes_in_pages(fake: FakeMicrosoft365, client: Client, sam: User) -> None:
    fake.onedrive.provision(sam.id)
    for n in range(5):
        fake.onedrive.write_file(sam.id, path=f"{n}.txt", content=b"")
    pages = client.pages(f"{user(sam.id)}/drive/root/delta?$top=2")
    assert [len(page) for page in pages] == [2, 2, 2]


def test_the_root_stays(client: Client, drive: str) -> None:
    assert client.graph(f"{drive}/root", "DELETE").status == 400
    assert client.graph(f"{drive}/root:/Reports", "DELETE").status == 204
    assert client.graph(f"{drive}/root/children").json()["value"] == []


def test_files_come_from_where_graph_is_known(client: Client, drive: str) -> None:
    app = client.wire._apps["graph.microsoft.example"][1]
    client.wire.connect("127.0.0.1:8443", "microsoft365", app)
    url = f"http://127.0.0.1:8443/v1.0{drive}/root:/Reports/a.txt:/content"
    answer = client.send(Request("GET", url))
    assert (answer.header("Location") or "").startswith("http://127.0.0.1:8443/personal/")
