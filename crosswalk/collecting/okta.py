"""Okta's Management API: users, deactivated ones too, and the app users of the Druva app."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from .api import Api, ApiToken, Record
from .credentials import OktaAccess
from .errors import CannotCollect
from .listing import Listing, decoded, text
from .sender import Answer, Sender
from .unfinished import Page

SYSTEM = "Okta"
_USERS = "/api/v1/users"
_MOST_USERS, _MOST_APP_USERS = 200, 500
_KEPT_OF_USER = ("id", "status", "profile")
_KEPT_OF_APP_USER = ("id", "externalId", "scope", "status", "syncState", "profile")


def api_of(access: OktaAccess, sender: Sender) -> Api:
    """Return the Management API of an org."""
    return Api(SYSTEM, access.url, ApiToken(access.token), sender)


def users(api: Api) -> tuple[Listing, ...]:
    """Return the lists that hold everybody: Okta lists who is deactivated only when asked."""
    deactivated = urlencode({"filter": 'status eq "DEPROVISIONED"', "limit": _MOST_USERS})
    return (
        Listing("okta-users", f"{api.root}{_USERS}?limit={_MOST_USERS}", "id", _read_users),
        Listing("okta-deactivated", f"{api.root}{_USERS}?{deactivated}", "id", _read_users),
    )


def app_users(api: Api, app_id: str) -> Listing:
    """Return the list of the users of an app."""
    path = f"{api.root}/api/v1/apps/{quote(app_id, safe='')}/users"
    return Listing("okta-app-users", f"{path}?limit={_MOST_APP_USERS}", "id", _read_app_users)


def druva_app(api: Api) -> str:
    """Return the id of the app whose name begins with Druva; raises CannotCollect if unclear."""
    answer = api.get(f"{api.root}/api/v1/apps?q=Druva&limit=200")
    found = decoded(api, answer, list[Record], "a list of apps")
    apps = {text(app.get("id")): text(app.get("label")) for app in found}
    if len(apps) == 1:
        return next(iter(apps))
    named = "; ".join(f"{app_id} {label}" for app_id, label in apps.items())
    raise CannotCollect(
        f"the org has {len(apps)} apps whose name begins with Druva{': ' * bool(named)}{named}. "
        "Set CROSSWALK_OKTA_APP_ID to the id of the one that provisions inSync: it is in the "
        "address of the app's page in the Admin Console"
    )


def _read_users(api: Api, _target: str, answer: Answer) -> Page:
    found = decoded(api, answer, list[Record], "a list of users")
    return Page([_only(each, _KEPT_OF_USER) for each in found], _following(api, answer))


def _read_app_users(api: Api, _target: str, answer: Answer) -> Page:
    found = decoded(api, answer, list[Record], "a list of app users")
    kept = [{**_only(each, _KEPT_OF_APP_USER), "credentials": _name(each)} for each in found]
    return Page(kept, _following(api, answer))


def _following(api: Api, answer: Answer) -> str:
    return api.target(answer.following) if answer.following else ""


def _only(record: Record, kept: tuple[str, ...]) -> Record:
    return {key: record[key] for key in kept if key in record}


def _name(record: Record) -> Record:
    credentials = record.get("credentials")
    return _only(credentials, ("userName",)) if isinstance(credentials, dict) else {}
