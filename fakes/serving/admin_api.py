"""The admin ports over HTTP: what an admin can do at each system, called by name.

``POST /admin/{system}/{part}/{verb}`` takes ``{"args": [...], "kwargs": {...}}``, either of which
may be left out, and answers what the verb returns. Values are JSON as msgspec writes it: a record
is an object, an enum its value, bytes are Base64, times ISO 8601.

200: what it returned. 400: the body or an argument is wrong. 404: there is no such verb. 422: the
console refused, in its words. Every error is ``{"error": "a sentence"}``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from inspect import BoundArguments
from typing import Any

import falcon
import msgspec

from .operations import ADMINS, Misuse, NotThere, Verb, find, parts_of


@dataclass(frozen=True, slots=True)
class Call:
    """What a request asks for in its body."""

    args: list[object] = field(default_factory=list)
    kwargs: dict[str, object] = field(default_factory=dict)


class AdminPorts:
    """The resource that calls a verb of one of the systems of a lab.

    ``systems`` has an attribute for each system that is served.
    """

    def __init__(self, systems: object) -> None:
        self._systems = systems

    def on_get(self, _req: falcon.Request, resp: falcon.Response) -> None:
        """Answer with every verb there is: how it is called, and what it does."""
        described = {
            system: {
                part: {name: _described(verb) for name, verb in verbs.items()}
                for part, verbs in parts_of(system).items()
            }
            for system in ADMINS
            if getattr(self._systems, system, None)
        }
        _answer(resp, falcon.HTTP_200, described)

    def on_post_verb(
        self, req: falcon.Request, resp: falcon.Response, system: str, part: str, verb: str
    ) -> None:
        """Call a verb and answer with what it returned."""
        try:
            known, target = find(system, part, verb), self._target(system)
            call = msgspec.json.decode(req.bounded_stream.read() or b"{}", type=Call)
            bound = known.read(call.args, call.kwargs)
        except NotThere as error:
            _answer(resp, falcon.HTTP_404, {"error": str(error)})
        except (Misuse, msgspec.DecodeError) as error:
            _answer(resp, falcon.HTTP_400, {"error": str(error)})
        else:
            _act(resp, getattr(getattr(target, part), verb), bound)

    def _target(self, system: str) -> object:
        target = getattr(self._systems, system, None)
        if target is None:
            raise NotThere(f"{system} is not served here")
        return target


def mount(app: falcon.App[Any, Any], prefix: str, systems: object) -> None:
    """Let an app answer below a prefix for the systems of a lab."""
    ports = AdminPorts(systems)
    app.add_route(f"{prefix}/admin", ports)
    app.add_route(f"{prefix}/admin/{{system}}/{{part}}/{{verb}}", ports, suffix="verb")


def _act(resp: falcon.Response, method: Callable[..., object], bound: BoundArguments) -> None:
    try:
        result = method(*bound.args, **bound.kwargs)
    except ValueError as refusal:
        _answer(resp, falcon.HTTP_422, {"error": str(refusal)})
    else:
        _answer(resp, falcon.HTTP_200, result)


def _answer(resp: falcon.Response, status: str, content: object) -> None:
    resp.status = status
    resp.content_type = falcon.MEDIA_JSON
    resp.data = msgspec.json.encode(content, order="deterministic")


def _described(verb: Verb) -> dict[str, str]:
    return {"call": verb.call, "does": verb.doc}
