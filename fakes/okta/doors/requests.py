"""Reads what a request carries; what it asks for beyond the model is refused by name."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

import falcon

from fakes.okta.messages import BAD_LIMIT, NO_TEXT, NOT_MODELLED
from fakes.okta.service.refusals import Refused

MOST = 200


def body_of(req: falcon.Request, modelled: Collection[str]) -> dict[str, Any]:
    """Return the JSON object of a request; raises Refused when it is none."""
    try:
        body = json.loads(req.bounded_stream.read())
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise Refused("E0000003")
    _refuse_beyond(modelled, body, "The field {!r}")
    return body


def profile_of(body: Mapping[str, Any]) -> dict[str, str]:
    """Return the profile of a body, null as an empty text; raises Refused at other types."""
    profile = body.get("profile")
    if not isinstance(profile, dict):
        raise Refused("E0000003")
    wrong = [name for name, value in profile.items() if not isinstance(value, str | None)]
    if wrong:
        causes = (NO_TEXT.format(field=name) for name in wrong)
        raise Refused("E0000001", *causes, detail=wrong[0])
    return {name: value or "" for name, value in profile.items()}


def has_password(body: Mapping[str, Any]) -> bool:
    """Tell whether a body sets a password in clear; raises Refused at other credentials."""
    credentials = body.get("credentials") or {}
    _refuse_beyond(("password", "provider"), credentials, "The credential {!r}")
    password = credentials.get("password") or {}
    _refuse_beyond(("value",), password, "The password {!r}")
    return bool(password.get("value"))


def flag(req: falcon.Request, name: str) -> bool:
    """Return a query parameter that is true unless it says false."""
    return (req.get_param(name) or "true").lower() != "false"


def limit_of(req: falcon.Request) -> int:
    """Return how many records a page may have."""
    text = req.get_param("limit")
    if text is None:
        return MOST
    if not text.isdecimal() or not int(text):
        raise Refused("E0000001", BAD_LIMIT, detail="limit")
    return min(int(text), MOST)


def only(req: falcon.Request, *modelled: str) -> None:
    """Raise Refused at a query parameter that is not modelled."""
    if req.query_string:
        _refuse_beyond(modelled, req.params, "The parameter {!r}")


def not_modelled(what: str) -> Refused:
    """Return the refusal of something that Okta has and this does not."""
    return Refused("E0000060", NOT_MODELLED.format(what=what))


def _refuse_beyond(modelled: Collection[str], given: Collection[str], what: str) -> None:
    for name in given:
        if name not in modelled:
            raise not_modelled(what.format(name))
