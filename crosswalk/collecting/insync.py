"""inSync's REST API: users, active and preserved."""

from __future__ import annotations

from base64 import b64encode
from urllib.parse import urlencode

import msgspec

from .api import Api, ClientCredentials, Record
from .credentials import InSyncAccess
from .listing import Listing, decoded
from .sender import Answer, Sender
from .unfinished import Page

SYSTEM = "inSync"
_USERS = "/insync/usermanagement/v1/users"


class _Users(msgspec.Struct):
    users: list[Record]
    nextPageToken: str | None = None


def api_of(access: InSyncAccess, sender: Sender) -> Api:
    """Return the REST API, for which API credentials get tokens that last half an hour."""
    basic = b64encode(f"{access.client_id}:{access.client_secret}".encode()).decode()
    authorization = ClientCredentials(
        *(sender, SYSTEM, f"{access.url}/token"),
        form={"scope": "read"},
        secret=access.client_secret,
        basic=basic,
    )
    return Api(SYSTEM, access.url, authorization, sender)


def users(api: Api) -> Listing:
    """Return the list of users."""
    return Listing("insync-users", f"{api.root}{_USERS}", "userID", _read)


def _read(api: Api, target: str, answer: Answer) -> Page:
    found = decoded(api, answer, _Users, "a page of users")
    path, token = target.partition("?")[0], found.nextPageToken
    return Page(found.users, f"{path}?{urlencode({'pageToken': token})}" if token else "")
