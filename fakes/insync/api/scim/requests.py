"""Bodies and the parameters of a search, as users and groups read them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import falcon
import msgspec

from .errors import ScimError, bad_request, invalid_value, not_implemented
from .matching import path_of
from .projection import Projection
from .values import check_schemas

MOST = 1000
_NUMBER = re.compile(r"[+-]?[0-9]+")
_SEARCH = "urn:ietf:params:scim:api:messages:2.0:SearchRequest"
_FARTHEST = 10**15
_UNSUPPORTED = {"sortby": "Sorting", "sortorder": "Sorting", "cursor": "Pagination by cursor"}


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched for: a filter, if any, and the page of what it finds."""

    filter: str | None
    start: int
    count: int
    projection: Projection


def body_of(req: falcon.Request) -> Any:
    """Return the JSON of a request; raises ScimError where it is none."""
    media = (req.content_type or "").partition(";")[0].strip().lower()
    if media and not re.fullmatch(r"application/(.*\+)?json", media):
        raise ScimError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "The request body must be application/scim+json"
        )
    try:
        return msgspec.json.decode(req.bounded_stream.read())
    except (ValueError, RecursionError):
        raise bad_request("invalidSyntax", "The body is not JSON that can be read") from None


def search_of(said: Mapping[str, Any]) -> Search:
    """Return the search that a query or a body asks for; raises ScimError."""
    by_name = {name.lower(): value for name, value in said.items()}
    for name, what in _UNSUPPORTED.items():
        if name in by_name:
            raise not_implemented(what)
    wanted = by_name.get("filter")
    if not isinstance(wanted, str | None):
        raise invalid_value("filter: expected a text")
    return Search(
        filter=wanted,
        start=max(_number(by_name, "startIndex", 1), 1),
        count=min(max(_number(by_name, "count", MOST), 0), MOST),
        projection=_projection(by_name),
    )


def search_in_body(req: falcon.Request) -> Search:
    """Return the search that a body asks for; raises ScimError."""
    body = body_of(req)
    if not isinstance(body, dict):
        raise bad_request("invalidSyntax", "Expected a JSON object")
    check_schemas(body.get("schemas", []), _SEARCH)
    return search_of(body)


def projection_of(req: falcon.Request) -> Projection:
    """Return which attributes a query asks for."""
    if not req.query_string:
        return Projection()
    return _projection({name.lower(): value for name, value in req.params.items()})


def _projection(said: Mapping[str, Any]) -> Projection:
    projection = Projection(_names(said, "attributes"), _names(said, "excludedAttributes"))
    if projection.wanted and projection.excluded:
        raise invalid_value("attributes and excludedAttributes exclude each other")
    return projection


def _names(said: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """Return the names in a list, which a query separates by commas."""
    value = said.get(name.lower()) or ()
    given = value.split(",") if isinstance(value, str) else value
    if not isinstance(given, list | tuple) or not all(isinstance(each, str) for each in given):
        raise invalid_value(f"{name}: expected names")
    for each in given:
        if path_of(each.strip()).term:
            raise bad_request("invalidPath", f"{name}: {each!r} selects values")
    return tuple(each.strip() for each in given)


def _number(said: Mapping[str, Any], name: str, otherwise: int) -> int:
    value = said.get(name.lower())
    if value is None:
        return otherwise
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        return _within_reach(float(value))
    if isinstance(value, int) and not isinstance(value, bool):
        return _within_reach(value)
    raise invalid_value(f"{name}: expected a number")


def _within_reach(number: float) -> int:
    """Return a number, or one beyond every page where it is beyond any that can be counted."""
    return int(min(max(number, -_FARTHEST), _FARTHEST))
