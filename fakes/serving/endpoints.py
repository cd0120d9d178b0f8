"""The routes of the control surface: functions that take a query and a body and return an answer.

The types of a function say what its route takes and gives. Requests are read by them, answers are
written by them, and the OpenAPI document is made from them.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, is_dataclass
from functools import partial
from typing import Annotated, Any, NewType, get_origin, get_type_hints

import falcon
import msgspec

from fakes.screens import PAGE_HEADERS

METHODS = ("GET", "POST", "PUT", "DELETE")
Html = NewType("Html", str)
"""An answer that is a page and not JSON."""

State = Annotated[
    dict[str, Any],
    msgspec.Meta(
        description="What each system holds, by its name, and the version of the format. "
        "A snapshot also has the time, the journal and the faults, under `wire`.",
        extra_json_schema={"required": ["insync", "microsoft365", "okta", "version"]},
    ),
]

_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_NO_BODY = (b"", b"null")


class Problem(msgspec.Struct):
    """Why a request was refused, in one sentence."""

    error: str


class Unreadable(Exception):
    """A query or a body that cannot be read; the message names the part that is wrong."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A method of a route: what it does, takes and gives.

    ``query`` and ``body`` are None where it takes none. ``example`` is a body that it accepts,
    where the type of the body does not give one.
    """

    method: str
    path: str
    doc: str
    gives: Any
    query: type[msgspec.Struct] | None = None
    body: Any = None
    needs_body: bool = True
    example: Any = None

    @property
    def tag(self) -> str:
        """What it belongs to: a system, where an admin does something in it, or the lab."""
        _, _, called = self.path.partition("/admin/")
        return called.partition("/")[0] if called else "lab"

    @property
    def refusals(self) -> tuple[int, ...]:
        """The statuses with which it can refuse."""
        takes = self.query is not None or self.body is not None
        changes = self.method != "GET"
        told = {
            400: takes or changes,
            403: True,
            415: changes,
            422: takes and changes,
            500: changes,
        }
        return tuple(status for status, can_be in told.items() if can_be)

    @property
    def summary(self) -> str:
        """What it does: the first paragraph of what is said, on one line."""
        return " ".join(self.doc.partition("\n\n")[0].split())

    @property
    def details(self) -> str:
        """What is said after the first paragraph, "" where that is all."""
        return self.doc.partition("\n\n")[2]


def endpoints_of(path: str, resource: object) -> Iterator[tuple[Endpoint, Callable[..., object]]]:
    """Yield each method of a resource, and the function that answers it."""
    for method in METHODS:
        function = getattr(resource, method.lower(), None)
        if function is not None:
            yield _endpoint(method, path, function), function


def route(path: str, resource: object) -> object:
    """Return a resource of falcon that answers with the functions of another resource."""
    responders = falcon_responders(path, resource)
    return type(type(resource).__name__, (), responders)()


def falcon_responders(path: str, resource: object) -> dict[str, Any]:
    """Return what falcon calls for each method of a resource, by the name it calls it by."""
    return {
        f"on_{endpoint.method.lower()}": staticmethod(partial(_respond, endpoint, function))
        for endpoint, function in endpoints_of(path, resource)
    }


def said_of(error: Exception) -> str:
    """Return what an error says; msgspec, which names the place last, in our order."""
    if not isinstance(error, msgspec.MsgspecError):
        return str(error)
    what, _, where = str(error).partition(" - at `$")
    place = where.removesuffix("`").removeprefix(".")
    what = f"{what[:1].lower()}{what[1:]}" if what[1:2].islower() else what
    return f"{place}: {what}" if place else what


def refuse_unread(given: object, understood: object, at: str = "") -> None:
    """Refuse fields that a record does not have, which msgspec passes over."""
    if isinstance(given, dict) and isinstance(understood, dict):
        for field, value in given.items():
            if field not in understood:
                known = ", ".join(understood)
                raise msgspec.ValidationError(f"no field {field!r}{at}: expected {known}")
            refuse_unread(value, understood[field], f"{at} in {field}")
    elif isinstance(given, list) and isinstance(understood, list | tuple):
        for one, other in zip(given, understood, strict=False):
            refuse_unread(one, other, at)


def _endpoint(method: str, path: str, function: Callable[..., object]) -> Endpoint:
    types = get_type_hints(function, include_extras=True)
    body = inspect.signature(function).parameters.get("body")
    return Endpoint(
        method,
        path,
        inspect.getdoc(function) or "",
        types["return"],
        types.get("query"),
        types.get("body"),
        needs_body=body is not None and body.default is body.empty,
    )


def _respond(
    endpoint: Endpoint,
    function: Callable[..., object],
    req: falcon.Request,
    resp: falcon.Response,
    **named: str,
) -> None:
    answer = function(**named, **_taken(endpoint, req))
    if endpoint.gives is Html:
        resp.content_type = falcon.MEDIA_HTML
        resp.set_header("Content-Security-Policy", _POLICY)
        resp.set_headers(dict(PAGE_HEADERS))
        resp.text = str(answer)
    else:
        resp.content_type = falcon.MEDIA_JSON
        resp.data = msgspec.json.encode(answer)


def _taken(endpoint: Endpoint, req: falcon.Request) -> dict[str, Any]:
    """Return the query and the body of a request, as the function takes them."""
    taken: dict[str, Any] = {}
    if endpoint.query:
        taken["query"] = _query(req, endpoint.query)
    if endpoint.method == "GET":
        return taken
    content = req.bounded_stream.read()
    if endpoint.body is None:
        if content.strip() not in _NO_BODY:
            raise Unreadable(f"{req.method} {req.path} takes no body: leave it out")
    elif content or endpoint.needs_body:
        taken["body"] = _body(content, endpoint.body)
    return taken


def _body(content: bytes, kind: Any) -> Any:
    body = msgspec.json.decode(content, type=kind)
    if is_dataclass(kind):
        refuse_unread(msgspec.json.decode(content), msgspec.to_builtins(body))
    return body


def _query(req: falcon.Request, shape: type[msgspec.Struct]) -> msgspec.Struct:
    types = get_type_hints(shape)
    for name in req.params:
        if name not in types:
            raise Unreadable(f"unknown parameter {name!r}: expected {', '.join(types)}")
    given = {
        name: req.get_param_as_list(name) if get_origin(types[name]) is tuple else value
        for name, value in req.params.items()
    }
    try:
        return msgspec.convert(given, shape, strict=False)
    except msgspec.ValidationError as error:
        raise Unreadable(said_of(error)) from None
