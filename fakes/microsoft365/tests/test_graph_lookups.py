from __future__ import annotations

import base64

import pytest

from fakes.microsoft365 import FakeMicrosoft365, rules
from fakes.microsoft365.model import License, User
from fakes.wire import Address, Request, Response, Wire

from .client import EWS, GRAPH, Client, HeldClock, error_of, user

UNKNOWN = "nobody@corp.example"
NAMES = {
    "UPN": "sam@corp.onmicrosoft.example",
    "primary": "sam.soto@corp.example",
    "alias": "hello@corp.example",
    "shouted": "SAM@CORP.onmicrosoft.example",
    "unknown": UNKNOWN,
}


def absent(key: str) -> tuple[int, str, str]:
    text = (
        f"Resource '{key}' does not exist or one of its queried reference-property objects "
        "are not present."
    )
    return 404, "Request_ResourceNotFound", text


@pytest.mark.parametrize(
    ("role", "directory", "mail"),
    [
        ("UPN", True, True),
        ("shouted", True, True),
        ("primary", False, True),
        ("alias", False, True),
        ("unknown", False, False),
    ],
)
def test_three_lookups(
    fake: FakeMicrosoft365, client: Client, sam: User, role: str, directory: bool, mail: bool
) -> None:
    fake.onedrive.provision(sam.id)
    key = NAMES[role]
    for path in ("", "/drive", "/drive/root/children"):
        found = client.graph(user(key) + path)
        assert found.ok if directory else error_of(found) == absent(key)
    for path in ("/mailFolders", "/messages", "/mailFolders/inbox/messages"):
        found = client.graph(user(key) + path)
        text = f"The requested user '{key}' is invalid."
        assert found.ok if mail else error_of(found) == (404, "ErrorInvalidUser", text)


@pytest.mark.parametrize("role", NAMES)
def test_the_apis_agree_with_the_rules(
    fake: FakeMicrosoft365, client: Client, sam: User, role: str
) -> None:
    fake.onedrive.provision(sam.id)
    key = NAMES[role]
    assert client.graph(user(key) + "/drive").ok is rules.opens_drive(sam, key)
    assert client.graph(user(key) + "/messages").ok is rules.opens_mailbox(sam, key)


@pytest.mark.parametrize("path", ["", "/drive", "/mailFolders"])
def test_the_id_opens_everything(
    fake: FakeMicrosoft365, client: Client, sam: User, path: str
) -> None:
    fake.onedrive.provision(sam.id)
    assert client.graph(user(sam.id) + path).ok


def test_a_upn_that_is_no_alias_opens_the_mailbox_by_choice(
    fake: FakeMicrosoft365, client: Client
) -> None:
    upn = "jdoe@corp.example"
    added = fake.directory.add_user(
        Address(upn),
        mail=Address("jane.doe@mail.example"),
        licenses=(License.OFFICE_365_E3,),
        upn_is_alias=False,
    )
    assert client.graph(f"/users/{upn}/mailFolders").ok
    fake.readings.choose("A6", "only its addresses open the mailbox")
    fake.readings.choose("A49", "ResourceNotFound")
    found = client.graph(f"/users/{upn}/mailFolders")
    assert error_of(found)[:2] == (404, "ResourceNotFound")
    assert client.graph(f"/users/{added.id}/mailFolders").ok
    assert client.graph(f"/users/{upn}").ok


@pytest.mark.parametrize("spelled", ["o%27h~ra%5E%40corp.example", "o'h~ra^@corp.example"])
def test_encoded_keys(fake: FakeMicrosoft365, client: Client, spelled: str) -> None:
    fake.directory.add_user(Address("o'h~ra^@corp.example"))
    assert client.graph(f"/users/{spelled}").json()["userPrincipalName"] == "o'h~ra^@corp.example"


@pytest.mark.parametrize("spelled", ["o%27hara%2Bx%40corp.example", "o'hara+x@corp.example"])
def test_a_plus_in_a_path_is_no_blank(fake: FakeMicrosoft365, client: Client, spelled: str) -> None:
    added = fake.directory.add_user(
        Address("o'hara@corp.example"), licenses=(License.OFFICE_365_E3,)
    )
    fake.directory.add_alias(added.id, Address("o'hara+x@corp.example"))
    assert client.graph(f"/users/{spelled}/mailFolders").ok
    assert client.graph(f"/users/{spelled}").status == 404


@pytest.mark.parametrize(
    "path", ["/users/zoe%2Fhr@corp.example", "/users/zoe%2fhr%40corp.example/drive"]
)
def test_a_slash_in_a_name_is_that_of_nobody(client: Client, path: str) -> None:
    refused = error_of(client.graph(path))
    assert refused[:2] == (404, "Request_ResourceNotFound")
    assert "'zoe/hr@corp.example'" in refused[2]


@pytest.mark.parametrize("spelled", ["zoe%2Fhr@corp.example", "zoe%2fhr%40corp.example"])
def test_a_slash_in_an_alias_opens_the_mailbox(
    fake: FakeMicrosoft365, client: Client, sam: User, spelled: str
) -> None:
    fake.directory.add_alias(sam.id, Address("zoe/hr@corp.example"))
    (folder, *_) = client.graph(f"/users/{spelled}/mailFolders").json()["value"]
    assert client.graph(f"/users/{spelled}/mailFolders/{folder['id']}").json() | {
        "@odata.context": ""
    } == folder | {"@odata.context": ""}
    assert client.graph(f"/users('{spelled}')/mailFolders").ok


def test_no_mailbox(fake: FakeMicrosoft365, client: Client) -> None:
    added = fake.directory.add_user(Address("ada@corp.example"), licenses=(License.ONEDRIVE,))
    assert error_of(client.graph(user(added.id) + "/mailFolders")) == (
        404,
        "MailboxNotEnabledForRESTAPI",
        "The mailbox is either inactive, soft-deleted, or is hosted on-premise.",
    )


def test_a_shared_mailbox_needs_no_license(fake: FakeMicrosoft365, client: Client) -> None:
    shared = fake.exchange.add_shared_mailbox(Address("info@corp.example"))
    assert shared.licenses == ()
    assert client.graph("/users/info@corp.example/mailFolders").ok


def test_no_drive(fake: FakeMicrosoft365, client: Client, sam: User) -> None:
    found = client.graph(user(sam.id) + "/drive")
    assert error_of(found) == (404, "ResourceNotFound", "User's mysite not found.")
    fake.readings.choose("A50", "Unable to retrieve user's mysite URL.")
    found = client.graph(user(sam.id) + "/drive")
    assert error_of(found) == (404, "UnknownError", "Unable to retrieve user's mysite URL.")


def test_a_tenant_without_sharepoint(fake: FakeMicrosoft365, client: Client, sam: User) -> None:
    fake.onedrive.switch_sharepoint(False)
    found = client.graph(user(sam.id) + "/drive")
    assert error_of(found) == (400, "BadRequest", "Tenant does not have a SPO license.")


def test_missing_items(fake: FakeMicrosoft365, client: Client, sam: User) -> None:
    fake.onedrive.provision(sam.id)
    for path in ("/drive/items/01NONE", "/drive/root:/none.txt", "/drive/items/01NONE/content"):
        assert error_of(client.graph(user(sam.id) + path)) == (
            404,
            "itemNotFound",
            "The resource could not be found.",
        )
    for path in ("/messages/AAMkNONE", "/messages/AAMkNONE/$value", "/mailFolders/AAMkNONE"):
        assert error_of(client.graph(user(sam.id) + path)) == (
            404,
            "ErrorItemNotFound",
            "The specified object was not found in the store.",
        )


def test_a_taken_folder_name(fake: FakeMicrosoft365, client: Client, sam: User) -> None:
    fake.onedrive.provision(sam.id)
    path = user(sam.id) + "/mailFolders/inbox/childFolders"
    assert client.graph(path, "POST", b'{"displayName":"Bills"}').status == 201
    taken = client.graph(path, "POST", b'{"displayName":"bills"}')
    assert error_of(taken)[:2] == (409, "ErrorFolderExists")
    path = user(sam.id) + "/drive/root/children"
    body = b'{"name":"Bills","folder":{}}'
    assert client.graph(path, "POST", body).status == 201
    assert error_of(client.graph(path, "POST", body))[:2] == (409, "nameAlreadyExists")
    renamed = client.graph(f"{path}?@microsoft.graph.conflictBehavior=rename", "POST", body)
    assert (renamed.status, renamed.json()["name"]) == (201, "Bills 1")


@pytest.mark.parametrize("authorization", ["", "Bearer ", "Bearer nonsense", "Basic abc"])
def test_a_token_is_needed(wire: Wire, client: Client, authorization: str) -> None:
    assert client.graph("/users").ok
    headers = (("Authorization", authorization),)
    answer = wire.send("app", Request("GET", f"{GRAPH}/users", headers))
    assert error_of(answer)[:2] == (401, "InvalidAuthenticationToken")


def test_a_token_expires(client: Client, clock: HeldClock) -> None:
    clock.pass_by(seconds=3598)
    assert client.graph("/users").ok
    clock.pass_by(seconds=1)
    assert error_of(client.graph("/users"))[:2] == (401, "InvalidAuthenticationToken")


@pytest.mark.parametrize(
    ("scope", "graph", "ews"),
    [
        ("https://graph.microsoft.com", 200, 401),
        ("https://graph.microsoft.example", 200, 401),
        ("00000003-0000-0000-c000-000000000000", 200, 401),
        ("https://outlook.office365.com", 401, 500),
        ("https://outlook.office.com", 401, 500),
        ("00000002-0000-0ff1-ce00-000000000000", 401, 500),
        ("https://vault.azure.net", 401, 401),
        ("", 401, 401),
    ],
)
def test_a_token_opens_what_it_is_for(client: Client, scope: str, graph: int, ews: int) -> None:
    token = client.sign_in(None, scope=f"{scope}/.default").json()["access_token"]
    client.token = client.outlook = token
    answer = client.graph("/users")
    assert answer.status == graph
    if graph == 401:
        text = "Access token validation failure. Invalid audience."
        assert error_of(answer) == (401, "InvalidAuthenticationToken", text)
    assert client.send(Request("POST", EWS)).status == ews


def token_error(response: Response) -> tuple[int, str, list[int]]:
    body = response.json()
    return response.status, body["error"], body["error_codes"]


def test_signing_in(fake: FakeMicrosoft365, client: Client) -> None:
    body = client.sign_in().json()
    assert body["token_type"] == "Bearer"
    assert body["expires_in"] == body["ext_expires_in"] == 3599
    refused = client.sign_in(client_secret="wrong")
    assert token_error(refused) == (401, "invalid_client", [7000215])
    fake.apps.remove_secret(
        client_id=client.credentials.client_id, client_secret=client.credentials.client_secret
    )
    assert client.sign_in().status == 401
    assert client.graph("/users").ok
    assert client.sign_in(fake.apps.add_secret(client.credentials.client_id)).ok
    fake.apps.delete_app(client.credentials.client_id)
    assert client.graph("/users").status == 401


def test_the_wrong_tenant_or_grant(wire: Wire, client: Client) -> None:
    url = "https://login.microsoftonline.example/other.example/oauth2/v2.0/token"
    answer = wire.send("app", Request("POST", url, (), b"grant_type=client_credentials"))
    assert token_error(answer) == (400, "invalid_request", [90002])
    assert client.sign_in(grant_type="password").status == 400
    assert client.sign_in(client_id="nobody").status == 400


@pytest.mark.parametrize(
    ("changed", "status", "error", "number"),
    [
        ({"grant_type": ""}, 400, "invalid_request", 900144),
        ({"client_id": ""}, 400, "invalid_request", 900144),
        ({"scope": ""}, 400, "invalid_request", 900144),
        ({"grant_type": "password"}, 400, "unsupported_grant_type", 70003),
        ({"client_id": "nobody"}, 400, "unauthorized_client", 700016),
        ({"scope": "User.Read"}, 400, "invalid_scope", 1002012),
        ({"client_secret": ""}, 401, "invalid_client", 7000218),
        ({"client_secret": "wrong"}, 401, "invalid_client", 7000215),
    ],
)
def test_what_is_wrong_with_a_form(
    client: Client, changed: dict[str, str], status: int, error: str, number: int
) -> None:
    refused = client.sign_in(None, **changed)
    assert token_error(refused) == (status, error, [number])
    said = refused.json()
    text, trace, correlation, at = said["error_description"].split("\r\n")
    assert text.startswith(f"AADSTS{number}: ")
    assert trace == f"Trace ID: {said['trace_id']}"
    assert correlation == f"Correlation ID: {said['correlation_id']}"
    assert at == f"Timestamp: {said['timestamp']}" == "Timestamp: 2026-03-02 09:00:00Z"


def test_errors_name_the_request(client: Client) -> None:
    header = (("client-request-id", "mine"),)
    answer = client.send(Request("GET", f"{GRAPH}/users/{UNKNOWN}", header))
    inner = answer.json()["error"]["innerError"]
    assert answer.header("request-id") == inner["request-id"]
    assert answer.header("client-request-id") == inner["client-request-id"] == "mine"
    assert inner["date"] == "2026-03-02T09:00:00"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/users/x/calendar"),
        ("PUT", "/users/x"),
        ("GET", "/groups"),
        ("PATCH", "/users/x/drive/root:/a.txt:/content"),
        ("GET", "/users/x/displayName"),
        ("GET", "/drive/root"),
    ],
)
def test_what_is_not_modeled_says_so(client: Client, method: str, path: str) -> None:
    status, code, text = error_of(client.graph(path, method))
    assert (status, code) == (501, "NotImplemented")
    assert text.startswith(f"{method} /v1.0{path} ")


@pytest.mark.parametrize(
    "query", ["$orderby=ageGroup", "$select=aboutMe", "$filter=ageGroup eq 'x'"]
)
def test_options_that_are_not_modeled_say_so(client: Client, query: str) -> None:
    answer = client.graph(f"/users?{query.replace(' ', '%20')}")
    assert error_of(answer)[:2] == (501, "NotImplemented")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mail eq 'sam.soto@corp.example'", 1),
        ("mail eq 'hello@corp.example'", 0),
        ("proxyAddresses/any(p:p eq 'smtp:hello@corp.example')", 1),
        ("proxyAddresses/any(p:p eq 'SMTP:sam.soto@corp.example')", 1),
        ("userPrincipalName eq 'SAM@corp.onmicrosoft.example'", 1),
    ],
)
def test_filters_of_users(client: Client, sam: User, text: str, found: int) -> None:
    listed = client.graph(f"/users?$filter={text.replace(' ', '%20')}").json()["value"]
    assert [each["id"] for each in listed] == [sam.id] * found


def test_a_deleted_user_is_in_the_deleted_items(
    fake: FakeMicrosoft365, client: Client, sam: User
) -> None:
    fake.directory.delete_user(sam.id)
    assert error_of(client.graph(user(sam.id)))[1] == "Request_ResourceNotFound"
    assert error_of(client.graph(user(sam.id) + "/messages"))[1] == "ErrorInvalidUser"
    (listed,) = client.graph("/directory/deletedItems/microsoft.graph.user").json()["value"]
    assert listed["id"] == sam.id
    assert listed["userPrincipalName"] == f"{sam.id.replace('-', '')}{sam.user_principal_name}"


def test_bad_base64(client: Client, sam: User) -> None:
    path = user(sam.id) + "/mailFolders/inbox/messages"
    answer = client.graph(path, "POST", b"%%%", "text/plain")
    assert error_of(answer)[:2] == (400, "ErrorMimeContentInvalidBase64String")
    mime = base64.b64encode(b"Subject: Hi\r\n\r\nthere\r\n")
    answer = client.graph(path, "POST", mime, "text/plain")
    assert (answer.status, answer.json()["isDraft"]) == (201, True)
