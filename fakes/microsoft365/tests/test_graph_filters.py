"""What can be asked of the properties of each resource, and the words of each refusal."""

from __future__ import annotations

import pytest

from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.attributes import Details
from fakes.microsoft365.model import License, User
from fakes.wire import Address

from .client import EVENTUAL, Client, asked, error_of, user

E3 = "6fd2c87f-b296-42f0-b197-1e91e994b900"
INVALID = "Invalid filter clause: "
TYPES = (
    "A binary operator with incompatible types was detected. "
    "Found operand types '{}' and '{}' for operator kind '{}'."
)
DETAILS = Details(
    job_title="Engineer",
    department="Research",
    company_name="Corp",
    office_location="18/2111",
    business_phone="+1 425 555 0109",
)


@pytest.fixture
def ada(fake: FakeMicrosoft365) -> User:
    """Somebody without a license, of another department."""
    added = fake.directory.add_user(Address("ada@corp.example"), display_name="Ada")
    return fake.directory.set_details(added.id, Details(department="Sales"))


@pytest.fixture
def named(fake: FakeMicrosoft365, sam: User, ada: User) -> tuple[User, User]:
    return fake.directory.set_details(sam.id, DETAILS), ada


def found(client: Client, text: str) -> list[str]:
    path, headers = f"/users?$filter={text}", ()
    answer = asked(client, path, *headers)
    if not answer.ok:
        answer = asked(client, f"{path}&$count=true", *EVENTUAL)
    return [each["displayName"] for each in answer.json()["value"]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("UserPrincipalName eq 'ada@corp.example'", ["Ada"]),
        ("AccountEnabled eq true", ["Sam Soto", "Ada"]),
        ("STARTSWITH(DISPLAYNAME,'a')", ["Ada"]),
        ("ProxyAddresses/Any(p:StartsWith(p,'smtp:hello'))", ["Sam Soto"]),
        (f"assignedLicenses/any(x:x/skuId eq {E3})", ["Sam Soto"]),
        ("assignedLicenses/any(x:x/skuId eq 4b9405b0-7788-4568-add1-99614e613b69)", []),
        ("department eq 'research'", ["Sam Soto"]),
        ("jobTitle in ('engineer','clerk')", ["Sam Soto"]),
        ("userType eq 'MEMBER'", ["Sam Soto", "Ada"]),
        ("createdDateTime ge 2026-03-02", ["Sam Soto", "Ada"]),
        ("createdDateTime ge 2026-03-03", []),
    ],
)
@pytest.mark.usefixtures("named")
def test_filters_of_every_query(client: Client, text: str, names: list[str]) -> None:
    listed = asked(client, f"/users?$filter={text}").json()["value"]
    assert [each["displayName"] for each in listed] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("assignedLicenses/$count eq 0", ["Ada"]),
        ("AssignedLicenses/$Count ne 0", ["Sam Soto"]),
        ("businessPhones/any(p:startswith(p,'+1 425'))", ["Sam Soto"]),
        ("officeLocation eq '18/2111'", ["Sam Soto"]),
        ("startswith(companyName,'co')", ["Sam Soto"]),
        ("companyName eq null", ["Ada"]),
        ("jobTitle eq null", ["Ada"]),
        (f"not assignedLicenses/any(x:x/skuId eq {E3})", ["Ada"]),
        ("userType ne 'Guest'", ["Sam Soto", "Ada"]),
        ("createdDateTime in (2026-03-02T09:00:00Z)", ["Sam Soto", "Ada"]),
    ],
)
@pytest.mark.usefixtures("named")
def test_filters_of_advanced_queries(client: Client, text: str, names: list[str]) -> None:
    path = f"/users?$filter={text}"
    for query, headers in (("", ()), ("&$count=true", ()), ("", EVENTUAL)):
        refused = error_of(asked(client, path + query, *headers))
        assert refused[:2] == (400, "Request_UnsupportedQuery")
    listed = asked(client, f"{path}&$count=true", *EVENTUAL).json()["value"]
    assert [each["displayName"] for each in listed] == names


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("accountEnabled eq 'true'", TYPES.format("Edm.Boolean", "Edm.String", "Equal")),
        ("AccountEnabled ne 'False'", TYPES.format("Edm.Boolean", "Edm.String", "NotEqual")),
        (
            "createdDateTime ge '2026-07-01T00:00:00'",
            TYPES.format("Edm.DateTimeOffset", "Edm.String", "GreaterThanOrEqual"),
        ),
        (
            f"assignedLicenses/any(x:x/skuId eq '{E3}')",
            TYPES.format("Edm.Guid", "Edm.String", "Equal"),
        ),
        (f"id eq {E3}", TYPES.format("Edm.String", "Edm.Guid", "Equal")),
        (
            "startswith(accountEnabled,'t')",
            "No function signature for the function with name 'startswith' matches the specified "
            "arguments. The function signatures considered are: "
            "startswith(Edm.String Nullable=true, Edm.String Nullable=true).",
        ),
        ("mail/any(m:m eq 'a')", "Any/All may only be used following a collection."),
    ],
)
def test_values_of_another_type(client: Client, text: str, said: str) -> None:
    refused = error_of(asked(client, f"/users?$filter={text}"))
    assert refused == (400, "BadRequest", INVALID + said)


@pytest.mark.parametrize(
    ("path", "code", "said"),
    [
        (
            "/users?$filter=officeLocation eq 'japan'",
            "Request_UnsupportedQuery",
            "Unsupported or invalid query filter clause specified for property 'officeLocation' "
            "of resource 'User'.",
        ),
        (
            "/users?$filter=proxyAddresses/all(p:p eq 'x')",
            "Request_UnsupportedQuery",
            "Unsupported or invalid query filter clause specified for property 'proxyAddresses' "
            "of resource 'User'.",
        ),
        (
            "/users?$filter=officelocaton eq 'x'",
            "Request_UnsupportedQuery",
            "Property 'officelocaton' does not exist as a declared property or extension property.",
        ),
        (
            "/users?$orderby=createdDateTime desc",
            "Request_UnsupportedQuery",
            "Unsupported sort property 'createdDateTime' for 'User'.",
        ),
        (
            "/users?$orderby=department",
            "Request_UnsupportedQuery",
            "Unsupported sort property 'department' for 'User'.",
        ),
        (
            "{mail}/messages?$filter=toRecipients/any(i:i/emailAddress/address eq 'a@b.example')",
            "ErrorInvalidUrlQueryFilter",
            "The query filter contains one or more invalid nodes.",
        ),
        (
            "{mail}/messages?$filter=isJunk ne true",
            "RequestBroker--ParseUri",
            "Could not find a property named 'isJunk' on type 'microsoft.graph.message'.",
        ),
        (
            "{mail}/messages?$select=subject,@removed",
            "RequestBroker--ParseUri",
            "Could not find a property named '@removed' on type 'microsoft.graph.message'.",
        ),
        (
            "{mail}/mailFolders/inbox?$select=isRead",
            "BadRequest",
            "Parsing OData Select and Expand failed: "
            "Could not find a property named 'isRead' on type 'microsoft.graph.mailFolder'.",
        ),
        (
            "{mail}/mailFolders?$filter=totalItemCount gt 0",
            "ErrorInvalidProperty",
            "The property 'totalItemCount' does not support filtering.",
        ),
        (
            "{mail}/mailFolders/inbox/messages/delta?$filter=subject eq 'x'",
            "ErrorInvalidUrlQuery",
            "The '$filter' parameter value is not supported for 'Messages' resource; "
            "only a value of 'receivedDateTime ge value' is supported.",
        ),
        (
            "{mail}/messages?$filter=isRead eq true&$orderby=receivedDateTime",
            "InefficientFilter",
            "The restriction or sort order is too complex for this operation.",
        ),
        (
            "{mail}/drive/root/children?$filter=file ne null",
            "notSupported",
            "Operation not supported",
        ),
        (
            "{mail}/drive/root/children?$orderby=size",
            "invalidRequest",
            "Sorting on 'size' isn't supported.",
        ),
    ],
)
def test_refusals(
    fake: FakeMicrosoft365, client: Client, sam: User, path: str, code: str, said: str
) -> None:
    fake.onedrive.provision(sam.id)
    refused = error_of(asked(client, path.format(mail=user(sam.id))))
    assert refused == (400, code, said)


def test_names_come_back_as_graph_writes_them(client: Client, sam: User) -> None:
    shown = asked(client, f"/users/{sam.id}?$select=Id,UserPrincipalName").json()
    assert shown.keys() == {"@odata.context", "id", "userPrincipalName"}
    listed = asked(client, "/users?$select=Id,DISPLAYNAME&$orderby=DisplayName Desc").json()
    assert listed["value"] == [{"id": sam.id, "displayName": "Sam Soto"}]


def test_a_user_has_no_unknown_property_and_graph_does_not_mind(client: Client, sam: User) -> None:
    shown = asked(client, f"/users/{sam.id}?$select=id,extension_AppRoles").json()
    assert shown.keys() == {"@odata.context", "id"}


@pytest.mark.usefixtures("named")
def test_an_advanced_order(client: Client) -> None:
    path = "/users?$orderby=createdDateTime desc,displayName&$count=true"
    listed = asked(client, path, *EVENTUAL).json()["value"]
    assert [each["displayName"] for each in listed] == ["Ada", "Sam Soto"]


def test_filters_of_messages(fake: FakeMicrosoft365, client: Client, sam: User) -> None:
    mime = b"Subject: %b\r\nFrom: ada@corp.example\r\nImportance: high\r\n\r\nthere\r\n"
    for subject in (b"One", b"Two"):
        fake.exchange.deliver(sam.id, mime % subject)
    mail = f"{user(sam.id)}/messages"

    def subjects(text: str, order: str = "") -> list[str]:
        answer = asked(client, f"{mail}?$filter={text}{order}&$select=subject")
        return [each["subject"] for each in answer.json()["value"]]

    assert subjects("HasAttachments eq true") == []
    assert sorted(subjects("hasAttachments eq false")) == ["One", "Two"]
    assert subjects("From/EmailAddress/Address eq 'ADA@corp.example' and Subject eq 'one'") == [
        "One"
    ]
    assert subjects("importance eq 'Normal' and subject eq 'two'") == ["Two"]
    order = "&$orderby=receivedDateTime desc,subject"
    text = "receivedDateTime ge 2026-03-01 and subject ne 'x' and isRead eq false"
    assert subjects(text, order) == ["One", "Two"]


def test_collections_are_counted(fake: FakeMicrosoft365, client: Client, sam: User) -> None:
    for n in range(3):
        fake.exchange.deliver(sam.id, b"Subject: No. %d\r\n\r\nthere\r\n" % n)
    fake.exchange.add_folder(sam.id, path="Inbox/Plans")
    mail = user(sam.id)
    folders = asked(client, f"{mail}/mailFolders?$top=99").json()["value"]
    for path, count in (
        ("messages/$count", 3),
        ("mailFolders/inbox/messages/$count", 3),
        ("mailFolders/drafts/messages/$Count", 0),
        ("mailFolders/inbox/childFolders/$count", 1),
        ("mailFolders/$count", len(folders)),
        ("messages/$count?$filter=subject eq 'no. 1'", 1),
        ("mailFolders/$count?$filter=displayName eq 'inbox'", 1),
    ):
        counted = asked(client, f"{mail}/{path}")
        assert (counted.body, counted.header("content-type")) == (b"%d" % count, "text/plain")
    assert asked(client, f"{mail}/messages?$count=true&$top=1").json()["@odata.count"] == 3


def test_licenses_are_told_apart(fake: FakeMicrosoft365, client: Client, ada: User) -> None:
    fake.directory.assign_license(ada.id, License.ONEDRIVE)
    text = "assignedLicenses/any(x:x/skuId eq e6778190-713e-4e4f-9119-8b8238de25df)"
    assert found(client, text) == ["Ada"]
    assert found(client, f"not ({text})") == []
