"""Apps other than Druva 2.0 and their assignments, in the shape of the Management API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fakes.okta.model import AppStatus, OtherApp, OtherAppGroup, OtherAppUser, SignOnMode
from fakes.okta.service.app.other_apps import details_of
from fakes.okta.service.app.username_templates import USUAL

from .app_bodies import NO_VPN
from .bodies import moment
from .encoding import decoded

_ACCESSIBILITY = {"selfService": False, "errorRedirectUrl": None, "loginRedirectUrl": None}
_HIDE = {"iOS": False, "web": False}
_VISIBILITY = {"autoLaunch": False, "autoSubmitToolbar": False, "hide": _HIDE}
_TEMPLATE = {"template": USUAL, "type": "BUILT_IN"}
_AUTHENTICATION = {"autoKeyRotation": True, "token_endpoint_auth_method": "client_secret_basic"}
_LIFECYCLE = {AppStatus.ACTIVE: "deactivate", AppStatus.INACTIVE: "activate"}


def other_app_body(app: OtherApp, org_id: str, prefix: str, secret: str = "") -> dict[str, Any]:
    """Return an application object: what was said of the app over what every app has."""
    said, here = details_of(app), f"{prefix}/api/v1/apps/{app.id}"
    verb = _LIFECYCLE[app.status]
    body: dict[str, Any] = {
        "id": app.id,
        "orn": f"orn:okta:idp:{org_id}:apps:{app.name}:{app.id}",
        "name": app.name,
        "label": app.label,
        "status": app.status.value,
        "created": moment(app.created),
        "lastUpdated": moment(app.last_updated),
        "features": [],
        "signOnMode": app.mode.value,
        "accessibility": _ACCESSIBILITY,
        "visibility": _VISIBILITY,
        "credentials": _credentials(app, secret),
        "settings": {"app": {}, "notifications": NO_VPN},
    }
    links = {
        "self": {"href": here},
        "users": {"href": f"{here}/users"},
        "groups": {"href": f"{here}/groups"},
        verb: {"href": f"{here}/lifecycle/{verb}"},
    }
    return {**_over(body, said), "_links": links}


def other_app_user_body(app_user: OtherAppUser, prefix: str) -> dict[str, Any]:
    """Return an app user object; nothing is sent, so it is active and not in sync."""
    credentials: dict[str, Any] = {"userName": app_user.user_name}
    if app_user.has_password:
        credentials["password"] = {}
    return {
        "id": app_user.user_id,
        "externalId": None,
        "created": moment(app_user.created),
        "lastUpdated": moment(app_user.last_updated),
        "scope": "USER" if app_user.own else "GROUP",
        "status": "ACTIVE",
        "statusChanged": moment(app_user.created),
        "passwordChanged": None,
        "syncState": "DISABLED",
        "credentials": credentials,
        "profile": decoded(app_user.profile.encode()),
        "_links": {
            "app": {"href": f"{prefix}/api/v1/apps/{app_user.app_id}"},
            "user": {"href": f"{prefix}/api/v1/users/{app_user.user_id}"},
        },
    }


def other_app_group_body(granted: OtherAppGroup, prefix: str) -> dict[str, Any]:
    """Return the assignment of an app to a group."""
    here = f"{prefix}/api/v1/apps/{granted.app_id}"
    return {
        "id": granted.group_id,
        "lastUpdated": moment(granted.last_updated),
        "priority": granted.priority,
        "profile": decoded(granted.profile.encode()),
        "_links": {
            "app": {"href": here},
            "self": {"href": f"{here}/groups/{granted.group_id}"},
            "group": {"href": f"{prefix}/api/v1/groups/{granted.group_id}"},
        },
    }


def _credentials(app: OtherApp, secret: str) -> dict[str, Any]:
    credentials: dict[str, Any] = {"userNameTemplate": _TEMPLATE, "signing": {}}
    if app.mode is SignOnMode.OPENID_CONNECT:
        client = {"client_id": app.id, **_AUTHENTICATION}
        credentials["oauthClient"] = {**client, "client_secret": secret} if secret else client
    return credentials


def _over(usual: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is usual with what was said over it, object by object; null says nothing."""
    merged = dict(usual)
    for name, value in said.items():
        below = merged.get(name)
        if isinstance(value, dict) and isinstance(below, dict):
            merged[name] = _over(below, value)
        elif value is not None or name not in merged:
            merged[name] = value
    return merged
