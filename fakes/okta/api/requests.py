"""Reading of requests; fields and parameters that are not modeled are refused by name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import falcon

from fakes.okta.messages import NO_TEXT, NOT_MODELED
from fakes.okta.service.errors import OktaError

from .encoding import decoded

# What Okta marks as read-only: clients that change an object they have read send it back.
READ_ONLY = (
    *("id", "created", "activated", "status", "statusChanged", "lastLogin", "lastUpdated"),
    *("lastMembershipUpdated", "passwordChanged", "transitioningToStatus", "objectClass"),
    *("externalId", "syncState", "lastSync", "_links", "_embedded"),
)


def body_of(req: falcon.Request, modeled: Collection[str]) -> dict[str, Any]:
    """Return the JSON object of a request; raises OktaError when it is none."""
    try:
        body = decoded(req.bounded_stream.read())
    except ValueError:
        body = None
    body = object_of(body)
    refuse_beyond(modeled, body, "The field {!r}")
    return body


def object_of(value: object) -> dict[str, Any]:
    """Return a JSON object; raises OktaError when a value is none."""
    if not isinstance(value, dict):
        raise OktaError("E0000003")
    return value


def part_of(body: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return a JSON object that a body may hold, empty when it does not."""
    value = body.get(name)
    return {} if value is None else object_of(value)


def profile_of(body: Mapping[str, Any]) -> dict[str, str]:
    """Return the profile of a body, null as an empty text; raises OktaError at other types."""
    profile = object_of(body.get("profile"))
    wrong = [name for name, value in profile.items() if not isinstance(value, str | None)]
    if wrong:
        causes = (NO_TEXT.format(field=name) for name in wrong)
        raise OktaError("E0000001", *causes, detail=wrong[0])
    return {name: value or "" for name, value in profile.items()}


def has_password(body: Mapping[str, Any]) -> bool:
    """Tell whether a body sets a password in clear; raises OktaError at other credentials."""
    credentials = part_of(body, "credentials")
    refuse_beyond(("password", "provider"), credentials, "The credential {!r}")
    password = part_of(credentials, "password")
    refuse_beyond(("value",), password, "The password {!r}")
    return bool(password.get("value"))


def flag(req: falcon.Request, name: str) -> bool:
    """Return a query parameter that is true unless it says false."""
    return (req.get_param(name) or "true").lower() != "false"


def not_modeled(what: str) -> OktaError:
    """Return the error for something that Okta has and this fake has not."""
    return OktaError("E0000060", NOT_MODELED.format(what=what))


def refuse_beyond(modeled: Collection[str], given: Collection[str], what: str) -> None:
    """Raise OktaError for a name that is given and not modeled."""
    for name in given:
        if name not in modeled:
            raise not_modeled(what.format(name))
