"""Query options, pages and JSON as every part of Graph writes them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence, Set
from datetime import datetime
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

import falcon

from fakes.microsoft365 import messages

from .dialects import refusal
from .errors import GraphError
from .properties import Properties

JSON = (
    "application/json;odata.metadata=minimal;odata.streaming=true;"
    "IEEE754Compatible=false;charset=utf-8"
)
MOST = 999
MOST_OF_MAIL = 1000
Record = TypeVar("Record")
Options = Mapping[str, str]
Names = Sequence[str]


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


_decode = json.JSONDecoder(parse_constant=_no_constant).decode
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_NONE: Options = {}
_OF_COLLECTIONS = frozenset({"$filter", "$orderby", "$count", "$skip", "$top"})
_PREFERRED = re.compile(r"odata\.maxpagesize\s*=\s*([0-9]{1,9})", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,9}")


def answer(resp: falcon.Response, payload: Mapping[str, Any]) -> None:
    """Put a payload into a response."""
    resp.data = _encode(payload).encode("utf-8", "replace")


def options(req: falcon.Request, *known: str) -> Options:
    """Return the query; raises GraphError for a ``$`` option that is not modeled here."""
    if not req.params:
        return _NONE
    query = {name: _text(value) for name, value in req.params.items()}
    for name in query:
        if name.startswith("$") and name not in known:
            raise option_not_modeled(req, name)
    return query


def entity_options(req: falcon.Request) -> Options:
    """Return the query of one resource; raises GraphError for an option of collections."""
    if not req.params:
        return _NONE
    if not _OF_COLLECTIONS.isdisjoint(req.params):
        text = messages.OPTION_OF_COLLECTIONS
        raise GraphError(HTTPStatus.BAD_REQUEST, "BadRequest", text)
    return options(req, "$select")


def selected(query: Options, table: Properties, usual: Names | None = None) -> Names:
    """Return the properties that were asked for; raises GraphError for one that is none."""
    if "$select" not in query:
        return table.usual if usual is None else usual
    names = (name.strip() for name in query["$select"].split(","))
    return tuple(dict.fromkeys(each for name in names for each in _selected(name, table)))


def _selected(name: str, table: Properties) -> Names:
    if name == "*":
        return table.usual
    spelled = table.spelled(name)
    if spelled is not None and table.rows[spelled].get:
        return (spelled,)
    if spelled is not None or table.leaves_out(name):
        raise property_not_modeled(name)
    if table.dialect.unselectable is None:
        return ()
    raise refusal(table.dialect.unselectable, name, table.resource)


def number(query: Options, name: str, default: int, *, least: int, most: int) -> int:
    """Return a number from the query; raises GraphError when it is none or out of range."""
    text = query.get(name)
    if text is None:
        return default
    if not _NUMBER.fullmatch(text) or not least <= int(text) <= most:
        message = messages.PAGE_SIZE if name == "$top" else messages.BAD_OPTION
        raise GraphError(HTTPStatus.BAD_REQUEST, "BadRequest", message.format(text, most))
    return int(text)


def listed(req: falcon.Request, kind: str, values: Sequence[Any], following: str) -> dict[str, Any]:
    """Return a page of a collection, with the link to the next one where there is one."""
    page = {"@odata.context": f"{origin(req)}/v1.0/$metadata#{kind}", "value": values}
    if following:
        page["@odata.nextLink"] = following
    return page


def origin(req: falcon.Request) -> str:
    """Return scheme and host as the client knows them, also through a proxy."""
    env = req.env
    is_led = "HTTP_X_FORWARDED_HOST" in env or "HTTP_X_FORWARDED_PROTO" in env
    known: str = req.forwarded_prefix if is_led else req.prefix
    return known


def asked(req: falcon.Request) -> str:
    """Return the path as it was asked for, however it is led to a route."""
    path: str = req.env["PATH_INFO"]
    return path if path.isascii() else path.encode("latin-1").decode("utf-8", "replace")


def page_size(req: falcon.Request, query: Options, default: int, most: int = MOST) -> int:
    """Return how many records a page has: by ``$top``, else as the client would prefer."""
    preferred = _PREFERRED.search(req.env.get("HTTP_PREFER", ""))
    if preferred and "$top" not in query:
        return max(1, min(int(preferred[1]), most))
    return number(query, "$top", default, least=1, most=most)


def paged(
    req: falcon.Request,
    query: Options,
    records: Sequence[Record],
    default: int,
    *,
    by: str = "$skip",
    most: int = MOST,
) -> tuple[Sequence[Record], str]:
    """Return the records of a page by ``$top`` and a place, and the link to the next page."""
    size = page_size(req, query, default, most)
    start = number(query, by, 0, least=0, most=10**9)
    more = len(records) > start + size
    following = link(req, query, by, str(start + size)) if more else ""
    return records[start : start + size], following


def counted(query: Options, records: Sequence[Any]) -> dict[str, int]:
    """Return the number of all records where a query asks for it."""
    wants = query.get("$count", "").lower() == "true"
    return {"@odata.count": len(records)} if wants else {}


def count_only(resp: falcon.Response, records: Sequence[Any]) -> None:
    """Answer with the number of records alone, as ``$count`` at the end of an address asks."""
    resp.content_type = "text/plain"
    resp.data = str(len(records)).encode("ascii")


def link(req: falcon.Request, query: Options, name: str, value: str, *, without: Names = ()) -> str:
    """Return the address of this request with one option changed and others left out."""
    remaining = {each: text for each, text in query.items() if each not in without}
    changed = urlencode({**remaining, name: value}, safe="$,@:'()", quote_via=quote)
    path = quote(asked(req), safe="/:@$!',;=()")
    return f"{origin(req)}{path}?{changed}"


def moment(at: datetime) -> str:
    """Return a time as Graph writes it."""
    return f"{at.isoformat(timespec='seconds').removesuffix('+00:00')}Z"


def _text(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def body_of(req: falcon.Request) -> dict[str, Any]:
    """Return a JSON body; raises GraphError when it is not a JSON object of Unicode text."""
    try:
        text = req.bounded_stream.read().decode("utf-8-sig")
        body = _decode(text)
        if "\\u" in text:
            _encode(body).encode("utf-8")
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise GraphError(HTTPStatus.BAD_REQUEST, "BadRequest", messages.BAD_BODY)
    return body


def expect_known(body: Mapping[str, Any], known: Set[str]) -> None:
    """Raise GraphError for a property in a body that is not modeled; ``@odata.type`` is allowed."""
    unknown = next((name for name in body if name not in known and name != "@odata.type"), None)
    if unknown is not None:
        raise property_not_modeled(unknown)


def option_not_modeled(req: falcon.Request, name: str) -> GraphError:
    """Return the error for a query option that this simulation does not have."""
    text = messages.OPTION_NOT_MODELED.format(name, req.method, asked(req))
    return GraphError(HTTPStatus.NOT_IMPLEMENTED, "NotImplemented", text)


def property_not_modeled(name: str) -> GraphError:
    """Return the error for a property that this simulation does not have."""
    text = messages.PROPERTY_NOT_MODELED.format(name)
    return GraphError(HTTPStatus.NOT_IMPLEMENTED, "NotImplemented", text)


def not_modeled(req: falcon.Request) -> GraphError:
    """Return the error for a route or method that this simulation does not have."""
    text = messages.NOT_MODELED.format(req.method, asked(req))
    return GraphError(HTTPStatus.NOT_IMPLEMENTED, "NotImplemented", text)
