"""The app and its assignments, in the shape of the Management API."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from fakes.okta.model import (
    APP_LABEL,
    APP_NAME,
    AppAttribute,
    Apply,
    AppUser,
    SignOn,
    UsernameFormat,
)
from fakes.okta.service.app.app_requests import AppRecord
from fakes.okta.service.app.username_templates import TEMPLATES

from .bodies import moment
from .values import json_of

PUSH_STATUS = {Apply.CREATE_AND_UPDATE: "PUSH", Apply.CREATE_ONLY: "DONT_PUSH"}
NO_VPN = {"vpn": {"network": {"connection": "DISABLED"}, "message": None, "helpUrl": None}}


def app_body(app: AppRecord, prefix: str) -> dict[str, Any]:
    """Return the application object."""
    here = f"{prefix}/api/v1/apps/{app.id}"
    return {
        "id": app.id,
        "orn": f"orn:okta:idp:{app.org_id}:apps:{APP_NAME}:{app.id}",
        "name": APP_NAME,
        "label": APP_LABEL,
        "status": "ACTIVE",
        "created": moment(app.created),
        "lastUpdated": moment(app.last_updated),
        "features": list(app.features),
        "signOnMode": "SAML_2_0",
        "accessibility": {"selfService": False, "errorRedirectUrl": None, "loginRedirectUrl": None},
        "visibility": {
            "autoLaunch": False,
            "autoSubmitToolbar": False,
            "hide": {"iOS": False, "web": False},
        },
        "credentials": {"userNameTemplate": _user_name_template(app.sign_on)},
        "settings": {
            "app": {},
            "notifications": NO_VPN,
            "manualProvisioning": False,
            "implicitAssignment": False,
            "notes": {"admin": None, "enduser": None},
        },
        "_links": {
            "self": {"href": here},
            "users": {"href": f"{here}/users"},
            "groups": {"href": f"{here}/groups"},
        },
    }


def app_user_body(
    app_user: AppUser, attributes: Iterable[AppAttribute], app_id: str, prefix: str
) -> dict[str, Any]:
    """Return an app user object; what is not set is null, the username is a credential."""
    values = dict(app_user.profile)
    body = {
        "id": app_user.user_id,
        "externalId": app_user.external_id,
        "created": moment(app_user.created),
        "lastUpdated": moment(app_user.last_updated),
        "scope": app_user.scope.value,
        "status": app_user.status.value,
        "statusChanged": moment(app_user.status_changed),
        "passwordChanged": None,
        "syncState": app_user.sync_state.value,
        "credentials": {"userName": app_user.user_name},
        "profile": {
            each.variable_name: json_of(values.get(each.variable_name), each.data_type)
            for each in attributes
            if each.variable_name != "userName"
        },
        "_links": {
            "app": {"href": f"{prefix}/api/v1/apps/{app_id}"},
            "user": {"href": f"{prefix}/api/v1/users/{app_user.user_id}"},
        },
    }
    if app_user.last_sync:
        body["lastSync"] = moment(app_user.last_sync)
    return body


def granted_body(
    app_id: str, group_id: str, since: datetime, priority: int, prefix: str
) -> dict[str, Any]:
    """Return the assignment of the app to a group."""
    here = f"{prefix}/api/v1/apps/{app_id}"
    return {
        "id": group_id,
        "lastUpdated": moment(since),
        "priority": priority,
        "profile": {},
        "_links": {
            "app": {"href": here},
            "self": {"href": f"{here}/groups/{group_id}"},
            "group": {"href": f"{prefix}/api/v1/groups/{group_id}"},
        },
    }


def connection_body() -> dict[str, Any]:
    """Return the connection of an app for which the API does not know it."""
    return {"profile": {"authScheme": "UNKNOWN"}, "status": "UNKNOWN"}


def _user_name_template(sign_on: SignOn) -> dict[str, Any]:
    is_custom = sign_on.format is UsernameFormat.CUSTOM
    return {
        "template": sign_on.expression if is_custom else TEMPLATES[sign_on.format],
        "type": "CUSTOM" if is_custom else "BUILT_IN",
        "pushStatus": PUSH_STATUS[sign_on.update_on],
    }
