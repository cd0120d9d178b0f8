"""Microsoft Graph: the users of a tenant."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

import msgspec

from .api import Api, ClientCredentials, Record
from .credentials import GraphAccess
from .listing import Listing, decoded
from .sender import Answer, Sender, is_loopback
from .unfinished import Page

SYSTEM = "Microsoft Graph"
_MOST = 999
_SELECTED = (
    *("id", "userPrincipalName", "displayName", "mail", "proxyAddresses", "userType"),
    *("accountEnabled", "assignedLicenses"),
)
_RESOURCE = "https://graph.microsoft.com"


class _Users(msgspec.Struct):
    value: list[Record]
    following: str = msgspec.field(default="", name="@odata.nextLink")


def api_of(access: GraphAccess, sender: Sender) -> Api:
    """Return Graph, for which the credentials of an app get tokens."""
    parts = urlsplit(access.url)
    resource = _RESOURCE if is_loopback(access.url) else f"https://{parts.netloc}"
    form = {
        "client_id": access.client_id,
        "client_secret": access.client_secret,
        "scope": f"{resource}/.default",
    }
    authorization = ClientCredentials(
        sender, "Microsoft Entra ID", access.token_url, form=form, secret=access.client_secret
    )
    return Api(SYSTEM, access.url, authorization, sender)


def users(api: Api) -> Listing:
    """Return the list of users, guests too."""
    query = urlencode({"$select": ",".join(_SELECTED), "$top": _MOST}, safe="$,")
    return Listing("microsoft365-users", f"{api.root}/users?{query}", "id", _read)


def _read(api: Api, _target: str, answer: Answer) -> Page:
    found = decoded(api, answer, _Users, "a page of users")
    return Page(found.value, api.target(found.following) if found.following else "")
