"""What clients of a lab do: each errand is one request to one interface."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from crosswalk.remote.url_file import Interfaces
from fakes.wire import Request, Response

Carry = Callable[[Request], Response]

# One counter each for clients who update the same user.
ATTRIBUTES = (
    *("nickName", "title", "division", "department", "costCenter", "organization", "manager"),
    *("employeeNumber", "city", "state", "streetAddress", "zipCode", "primaryPhone", "userType"),
    *("honorificPrefix", "honorificSuffix"),
)
_NEEDED = ("okta", "insync_scim", "graph", "control")
_USER = "urn:ietf:params:scim:schemas:core:2.0:User"
_SCIM = ("Content-Type", "application/scim+json")
_JSON = ("Content-Type", "application/json")
_TEXT = ("Content-Type", "text/plain")
_FORM = ("Content-Type", "application/x-www-form-urlencoded")


class UnfitLab(Exception):
    """A lab that cannot be loaded; the message says what it lacks."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What clients find in a lab: whom they update, whom they read, how many accounts there are."""

    shared: tuple[str, ...]
    owner: str
    accounts: int


class Errands:
    """The requests that clients send to a lab, given its url-file."""

    def __init__(self, interfaces: Interfaces) -> None:
        missing = [each for each in _NEEDED if each not in interfaces]
        if missing:
            raise UnfitLab(f"the lab does not serve {', '.join(missing)}: load a whole one")
        self._interfaces = interfaces
        self._form = {
            "grant_type": "client_credentials",
            "scope": "https://graph.microsoft.example/.default",
            "client_id": interfaces["graph"]["client_id"],
            "client_secret": interfaces["graph"]["client_secret"],
        }

    def okta_read(self, user: str) -> Request:
        """Read a user at Okta."""
        return self._to("okta", "GET", f"/api/v1/users/{user}")

    def okta_create(self, login: str) -> Request:
        """Add a user at Okta."""
        profile = {"login": login, "email": login, "firstName": "Load", "lastName": "Shared"}
        return self._to("okta", "POST", "/api/v1/users", {"profile": profile}, _JSON)

    def okta_update(self, user: str, attribute: str, value: str) -> Request:
        """Change one attribute of a user at Okta."""
        changes = {"profile": {attribute: value}}
        return self._to("okta", "POST", f"/api/v1/users/{user}", changes, _JSON)

    def okta_assign(self, user: str) -> Request:
        """Assign the app to a user, whom Okta then imports into inSync."""
        path = f"/api/v1/apps/{self._interfaces['okta']['app_id']}/users"
        return self._to("okta", "POST", path, {"id": user, "scope": "USER"}, _JSON)

    def scim_count(self) -> Request:
        """Ask inSync how many accounts there are."""
        return self._to("insync_scim", "GET", "/Users?count=1")

    def scim_look_up(self, user_name: str) -> Request:
        """Look for the account of a userName."""
        filter_ = quote(f'userName eq "{user_name}"')
        return self._to("insync_scim", "GET", f"/Users?filter={filter_}")

    def scim_create(self, user_name: str) -> Request:
        """Create an account."""
        user = {
            "schemas": [_USER],
            "userName": user_name,
            "displayName": "Load",
            "name": {"givenName": "Load", "familyName": "Created"},
            "emails": [{"value": user_name, "primary": True, "type": "work"}],
            "active": True,
        }
        return self._to("insync_scim", "POST", "/Users", user, _SCIM)

    def graph_users(self) -> Request:
        """List users at Graph."""
        return self._to("graph", "GET", "/users")

    def graph_user(self, user: str) -> Request:
        """Read a user at Graph."""
        return self._to("graph", "GET", f"/users/{user}")

    def graph_messages(self, user: str) -> Request:
        """List a user's messages."""
        return self._to("graph", "GET", f"/users/{user}/messages")

    def graph_files(self, user: str) -> Request:
        """List the files in the root of a user's drive."""
        return self._to("graph", "GET", f"/users/{user}/drive/root/children")

    def graph_upload(self, user: str, path: str, text: str) -> Request:
        """Write a file of a user's drive."""
        path = f"/users/{user}/drive/root:/{path}:/content"
        return self._to("graph", "PUT", path, text.encode(), _TEXT)

    def token(self) -> Request:
        """Trade the credentials of an app for a token."""
        body = urlencode(self._form).encode()
        return Request("POST", self._interfaces["graph"]["token_url"], (_FORM,), body)

    def forget_journal(self) -> Request:
        """Empty the journal: what it holds is no growth of the lab."""
        return self._to("control", "POST", "/_crosswalk/reset?what=journal")

    def _to(
        self,
        interface: str,
        method: str,
        path: str,
        content: object = None,
        *headers: tuple[str, str],
    ) -> Request:
        place = self._interfaces[interface]
        scheme = "SSWS" if interface == "okta" else "Bearer"
        if "token" in place:
            headers = (("Authorization", f"{scheme} {place['token']}"), *headers)
        body = content if isinstance(content, bytes) else _written(content)
        return Request(method, place["url"] + path, headers, body)


def _written(content: object) -> bytes:
    return b"" if content is None else json.dumps(content).encode()


def prepare(errands: Errands, carry: Carry, clients: int) -> Grounds:
    """Read what is in a lab, and add the user whom all clients update; raises UnfitLab."""
    accounts = int(answered(carry, errands.scim_count()).json()["totalResults"])
    logins = (f"shared.{accounts}.{each}@load.example" for each in range(_groups(clients)))
    shared = tuple(
        str(answered(carry, errands.okta_create(login)).json()["id"]) for login in logins
    )
    people = (each["id"] for each in answered(carry, errands.graph_users()).json()["value"])
    for owner in people:
        if all(carry(ask(owner)).ok for ask in (errands.graph_messages, errands.graph_files)):
            return Grounds(shared, owner, accounts)
    raise UnfitLab("nobody in Microsoft 365 has a mailbox and a drive: serve with --seed demo")


def _groups(clients: int) -> int:
    return -(-clients // len(ATTRIBUTES))


def answered(carry: Carry, request: Request) -> Response:
    """Return the answer to a request without which nothing goes on; raises UnfitLab."""
    answer = carry(request)
    if not answer.ok:
        said = answer.body[:200].decode(errors="replace")
        raise UnfitLab(f"{request.method} {request.url} answered {answer.status}: {said}")
    return answer
