"""Reading of requests; fields and parameters that are not modeled are refused by name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

import falcon

from fakes.okta.messages import NO_TEXT, NOT_MODELED
from fakes.okta.model import DataType
from fakes.okta.service.errors import OktaError
from fakes.okta.service.request_filters import Wanted

from .encoding import decoded
from .values import texts_of

# What Okta marks as read-only: clients that change an object they have read send it back.
READ_ONLY = (
    *("id", "created", "activated", "status", "statusChanged", "lastLogin", "lastUpdated"),
    *("lastMembershipUpdated", "passwordChanged", "transitioningToStatus", "objectClass"),
    *("externalId", "syncState", "lastSync", "_links", "_embedded"),
)


_TEXTS: Mapping[str, DataType] = {}


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


def profile_of(body: Mapping[str, Any], types: Mapping[str, DataType] = _TEXTS) -> dict[str, str]:
    """Return the profile of a body as it is stored; raises OktaError at a value of another type."""
    return dict(texts_of(object_of(body.get("profile")), types))


def wanted_of(
    req: falcon.Request, filtered: Callable[[str], Wanted], searched: Callable[[str], Wanted]
) -> Wanted | None:
    """Return what the parameters ``filter`` and ``search`` ask for, of which only one may stand."""
    by_filter, by_search = req.get_param("filter"), req.get_param("search")
    if by_filter and by_search:
        raise OktaError("E0000033")
    if by_filter:
        return filtered(by_filter)
    return searched(by_search) if by_search else None


def flag(req: falcon.Request, name: str) -> bool:
    """Return a query parameter that is true unless it says false."""
    return (req.get_param(name) or "true").lower() != "false"


def is_true(req: falcon.Request, name: str) -> bool:
    """Return a query parameter that is false unless it says true."""
    return (req.get_param(name) or "false").lower() == "true"


def texts_in(body: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """Return a list of texts that a body may hold; raises OktaError when it is none."""
    value = body.get(name) or []
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise OktaError("E0000003")
    return tuple(value)


def text_of(body: Mapping[str, Any], name: str) -> str:
    """Return a text that a body may hold, empty when it does not; raises OktaError."""
    value = body.get(name)
    if not isinstance(value, str | None):
        raise OktaError("E0000001", NO_TEXT.format(field=name), detail=name)
    return value or ""


def expansion_of(req: falcon.Request, known: str) -> str:
    """Return what a request wants to be embedded, of which one thing is known."""
    expand = req.get_param("expand") or ""
    if expand not in ("", known):
        raise not_modeled(f"The expansion {expand!r}")
    return expand


def not_modeled(what: str) -> OktaError:
    """Return the error for something that Okta has and this fake has not."""
    return OktaError("E0000060", NOT_MODELED.format(what=what))


def refuse_beyond(modeled: Collection[str], given: Collection[str], what: str) -> None:
    """Raise OktaError for a name that is given and not modeled."""
    for name in given:
        if name not in modeled:
            raise not_modeled(what.format(name))
