"""What a request may carry in its query, and how each service behind Graph refuses the rest."""

from __future__ import annotations

import pytest

from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.model import User
from fakes.wire import Address, Request, Response

from .client import EVENTUAL, Client, asked, error_of, user

ARGUMENT = "Unrecognized query argument specified: '{}'."
ENTITY = (
    "The query specified in the URI is not valid. The requested resource is not a collection. "
    "Query options $filter, $orderby, $count, $skip, and $top can be applied only on collections."
)


@pytest.fixture
def drive(fake: FakeMicrosoft365, sam: User) -> str:
    fake.onedrive.provision(sam.id)
    for path in ("b.txt", "C/c.txt", "a.txt"):
        fake.onedrive.write_file(sam.id, path=path, content=b"x")
    fake.exchange.deliver(sam.id, b"Subject: Hi\r\n\r\nthere\r\n")
    return f"{user(sam.id)}/drive"


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("filter=mail eq 'ada@corp.example'", "filter"),
        ("foo=bar", "foo"),
        ("$fliter=mail eq 'ada@corp.example'", "$fliter"),
        ("$top=5&api-version=1.6", "api-version"),
        ("top=5", "top"),
        ('$search="displayName:Hiking&Recreation"', 'Recreation"'),
    ],
)
@pytest.mark.parametrize(
    "path", ["/users", "/users/{}", "/users/delta", "/directory/deletedItems/{}"]
)
def test_the_directory_refuses_what_is_no_option(
    client: Client, sam: User, path: str, query: str, name: str
) -> None:
    refused = error_of(asked(client, f"{path.format(sam.id)}?{query}"))
    assert refused == (400, "Request_BadRequest", ARGUMENT.format(name))


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/users", "$Select=id&$TOP=1"),
        ("/users", "$format=json"),
        ("/users/{}", "$SELECT=id"),
        ("/users/{}/messages", "$orderBy=receivedDateTime DESC"),
        ("/users/{}/messages", "filter=isRead eq false&top=1"),
        ("/users/{}/mailFolders", "select=id&foo=bar"),
        ("/users/{}/drive/root/children", "select=name,size"),
        ("/users/{}/drive/root/children", "ProjectNumber=New"),
    ],
)
@pytest.mark.usefixtures("drive")
def test_options_that_are_taken(client: Client, sam: User, path: str, query: str) -> None:
    assert asked(client, f"{path.format(sam.id)}?{query}").status == 200


def names_of(answer: Response) -> list[str]:
    return [each["name"] for each in answer.json()["value"]]


def test_options_without_dollar_do_what_those_with_it_do(client: Client, drive: str) -> None:
    children = f"{drive}/root/children"
    for prefix in ("", "$"):
        query = f"{prefix}filter=folder ne null&{prefix}select=name"
        assert asked(client, f"{children}?{query}").json()["value"] == [{"name": "C"}]
        assert names_of(asked(client, f"{children}?{prefix}orderby=name desc")) == [
            *("C", "b.txt", "a.txt")
        ]
    page = asked(client, f"{children}?top=2&select=name").json()
    assert len(page["value"]) == 2
    assert len(client.graph(page["@odata.nextLink"]).json()["value"]) == 1


@pytest.mark.parametrize(
    "path", ["/users/{}/messages", "/users/{}/mailFolders/inbox", "/users/{}/drive/root"]
)
@pytest.mark.usefixtures("drive")
def test_a_misspelled_option_is_refused_everywhere(client: Client, sam: User, path: str) -> None:
    refused = error_of(asked(client, f"{path.format(sam.id)}?$fliter=x"))
    assert refused == (400, "BadRequest", "The query parameter '$fliter' is not supported.")


@pytest.mark.parametrize(
    "path",
    [
        *("/users/{}", "/users/{}/messages/{}", "/users/{}/mailFolders/inbox"),
        *("/users/{}/drive", "/users/{}/drive/root", "/directory/deletedItems/{}"),
    ],
)
@pytest.mark.usefixtures("drive")
def test_a_resource_alone_is_not_filtered(client: Client, sam: User, path: str) -> None:
    refused = error_of(asked(client, f"{path.format(sam.id, 'x')}?$filter=id eq 'x'"))
    assert refused == (400, "BadRequest", ENTITY)


@pytest.mark.parametrize(
    "path", ["/users", "/users/delta", "/directory/deletedItems/microsoft.graph.user"]
)
def test_the_directory_does_not_skip(client: Client, path: str) -> None:
    text = "'$skip' is not supported by the service."
    assert error_of(asked(client, f"{path}?$skip=1")) == (400, "Request_BadRequest", text)


def test_the_children_of_a_folder_are_not_skipped(client: Client, drive: str) -> None:
    refused = error_of(asked(client, f"{drive}/root/children?$skip=1"))
    assert refused[:2] == (400, "invalidRequest")
    assert "Query option 'Skip' is not allowed." in refused[2]
    pages = client.pages(f"{drive}/root/children?$top=2")
    assert [[each["name"] for each in page] for page in pages] == [["b.txt", "C"], ["a.txt"]]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/users?$expand=manager"),
        ("GET", "/users/{}/messages?$search=x"),
        ("GET", "/users/{}/messages?search=x"),
        ("GET", "/users/{}/drive/root?$expand=children"),
        ("GET", "/users?$format=atom"),
        ("POST", "/users/{}/mailFolders?$select=id"),
        ("DELETE", "/users/{}/drive/root:/a.txt?$select=id"),
    ],
)
@pytest.mark.usefixtures("drive")
def test_what_the_lab_leaves_out_is_named(
    client: Client, sam: User, method: str, path: str
) -> None:
    answer = client.graph(path.format(sam.id), method)
    status, code, text = error_of(answer)
    assert (status, code) == (501, "NotImplemented")
    assert "query option '$" in text


def test_a_search_of_the_directory_says_that_it_may_be_late(client: Client) -> None:
    query = '/users?$search="displayName:x"'
    text = (
        "Request with $search query parameter only works through MSGraph with a special request "
        "header: 'ConsistencyLevel: eventual'"
    )
    refused = error_of(asked(client, query))
    assert refused == (400, "Request_UnsupportedQuery", text)
    assert error_of(asked(client, query, *EVENTUAL))[:2] == (501, "NotImplemented")


@pytest.mark.parametrize(
    ("path", "most"),
    [("/users", 999), ("/users/{}/messages", 1000), ("/users/{}/mailFolders", 1000)],
)
@pytest.mark.usefixtures("drive")
def test_pages_have_a_size(client: Client, sam: User, path: str, most: int) -> None:
    path = path.format(sam.id)
    assert asked(client, f"{path}?$top={most}").ok
    text = f"Invalid page size specified: '{most + 1}'. Must be between 1 and {most} inclusive."
    refused = error_of(asked(client, f"{path}?$top={most + 1}"))
    assert refused == (400, "BadRequest", text)


def test_values_of_options_have_any_case(client: Client, drive: str) -> None:
    path = f"{drive}/root:/a.txt:/content?@microsoft.graph.conflictBehavior=Rename"
    assert client.graph(path, "PUT", b"two").json()["name"] == "a 1.txt"


def test_deleted_users_come_in_pages(fake: FakeMicrosoft365, client: Client, sam: User) -> None:
    others = [fake.directory.add_user(Address(f"p{n}@corp.example")) for n in range(2)]
    for each in (sam, *others):
        fake.directory.delete_user(each.id)
    pages = client.pages("/directory/deletedItems/microsoft.graph.user?$top=2")
    assert [[each["id"] for each in page] for page in pages] == [
        [sam.id, others[0].id],
        [others[1].id],
    ]


def test_the_options_of_a_link_are_those_of_the_request(client: Client, sam: User) -> None:
    link = client.graph("/users/delta?$select=id").json()["@odata.deltaLink"]
    shouted = link.replace("$deltatoken", "$DeltaToken")
    assert client.send(Request("GET", shouted)).json()["value"] == []
    assert sam.id
