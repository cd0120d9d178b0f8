"""The segments of an address: their spelling, and those that Graph does not have."""

from __future__ import annotations

import pytest

from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.model import User
from fakes.wire import Address, Request

from .client import GRAPH, Client, error_of, user

ORIGIN = GRAPH.removesuffix("/v1.0")
COLLECTION = (
    "The request URI is not valid. Since the segment '{}' refers to a collection, this must be the "
    "last segment in the request URI or it must be followed by an function or action that can be "
    "bound to it otherwise all intermediate segments must refer to a single resource."
)


@pytest.fixture
def drive(fake: FakeMicrosoft365, sam: User) -> str:
    fake.onedrive.provision(sam.id)
    fake.onedrive.write_file(sam.id, path="Reports/a.txt", content=b"one")
    return f"{user(sam.id)}/drive"


@pytest.mark.parametrize(
    "path",
    [
        "/Users/{}",
        "/USERS('{}')",
        "/users/{}/",
        "/users/{}/MailFolders/Inbox/Messages",
        "/users/{}/mailfolders/inbox/childfolders",
        "/users('{}')/mailFolders('inbox')/messages/delta()",
        "/users/{}/MAILBOXSETTINGS/userpurpose",
        "/users/{}/Drive/Root/Children",
        "/users/{}/drive/ROOT:/Reports/a.txt",
        "/users/{}/drive/Root:/Reports:/Children",
        "/users/{}/Drives",
        "/Directory/DeletedItems/microsoft.graph.user",
        "/directory/deletedItems/graph.user",
    ],
)
@pytest.mark.usefixtures("drive")
def test_segments_of_any_case(client: Client, sam: User, path: str) -> None:
    assert client.graph(path.format(sam.id)).status == 200


@pytest.mark.parametrize("version", ["v1.0", "V1.0"])
def test_the_version_of_any_case(client: Client, version: str) -> None:
    assert client.send(Request("GET", f"{ORIGIN}/{version}/users")).ok


def test_paths_in_a_drive_and_ids_keep_their_case(client: Client, drive: str) -> None:
    assert client.graph(f"{drive}/root:/REPORTS/A.TXT").json()["name"] == "a.txt"
    item = client.graph(f"{drive}/root:/Reports/a.txt").json()["id"]
    assert error_of(client.graph(f"{drive}/items/{item.lower()}"))[:2] == (404, "itemNotFound")


@pytest.mark.parametrize("path", ["/me", "/Me/messages", "/me/drive/root/children"])
def test_an_app_is_nobody(client: Client, path: str) -> None:
    text = "/me request is only valid with delegated authentication flow."
    assert error_of(client.graph(path)) == (400, "BadRequest", text)


@pytest.mark.parametrize(
    ("path", "segment"),
    [
        ("/user", "user"),
        ("/identityRiskEvents", "identityRiskEvents"),
        ("/users/{}/mesages", "mesages"),
        ("/users/{}/mailFolders/inbox/mesages", "mesages"),
        ("/users/{}/messages/x/photos", "photos"),
        ("/users/{}/drive/rot/children", "rot"),
        ("/drives/x/root/chidren", "chidren"),
        ("/users/$count/x", "x"),
    ],
)
def test_segments_that_graph_does_not_have(
    client: Client, sam: User, path: str, segment: str
) -> None:
    refused = error_of(client.graph(path.format(sam.id)))
    assert refused == (400, "BadRequest", f"Resource not found for the segment '{segment}'.")


@pytest.mark.parametrize("path", ["/users", "/v2.0/users", "/v1.0None?$top=1"])
def test_versions_that_graph_does_not_have(client: Client, path: str) -> None:
    refused = error_of(client.send(Request("GET", f"{ORIGIN}{path}")))
    assert refused == (400, "BadRequest", "Invalid version.")


@pytest.mark.parametrize(
    "path",
    [
        *("/groups", "/users/{}/calendar", "/users/{}/manager", "/users/{}/messages/x/move"),
        *("/users/{}/drive/root/permissions", "/users/{}/todo/lists/1/tasks", "/sites/root"),
    ],
)
def test_segments_that_the_lab_leaves_out(client: Client, sam: User, path: str) -> None:
    assert error_of(client.graph(path.format(sam.id)))[:2] == (501, "NotImplemented")


def test_beta_is_left_out(client: Client) -> None:
    answer = client.send(Request("GET", f"{ORIGIN}/beta/users"))
    assert error_of(answer)[:2] == (501, "NotImplemented")


def test_a_name_that_begins_with_a_dollar(fake: FakeMicrosoft365, client: Client) -> None:
    name = "$abc@corp.example"
    fake.directory.add_user(Address(name))
    for path in (f"/users/{name}", f"/users/{name}/drive", "/users/%24abc@corp.example"):
        assert error_of(client.graph(path)) == (400, "BadRequest", COLLECTION.format("users"))
    assert client.graph(f"/users('{name}')").json()["userPrincipalName"] == name
    assert client.graph(f"/users('{name}')/mailFolders").status == 404


def test_the_drives_of_a_user(
    fake: FakeMicrosoft365, client: Client, sam: User, drive: str
) -> None:
    known = client.graph(drive).json()
    (listed,) = client.graph(f"{user(sam.id)}/drives").json()["value"]
    assert listed == {name: value for name, value in known.items() if "@" not in name}
    by_id = f"{user(sam.id)}/drives/{listed['id']}"
    root = client.graph(f"{drive}/root").json()
    for path in (f"{by_id}/root", f"/drives/{listed['id']}/root", f"{by_id}/items/{root['id']}"):
        assert client.graph(path).json() == root
    assert client.graph(f"{by_id}/root:/Reports/a.txt").json()["name"] == "a.txt"
    other = fake.directory.add_user(Address("ada@corp.example"))
    strange = client.graph(f"/users/{other.id}/drives/{listed['id']}")
    assert error_of(strange)[:2] == (404, "itemNotFound")
    assert error_of(client.graph(f"/users/{other.id}/drives"))[0] == 404
