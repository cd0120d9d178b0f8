"""The admin API: what an admin can do at each system, called by name.

``POST /admin/{system}/{part}/{operation}`` takes the arguments by name, as an object of JSON, and
answers what the operation returns. Values are JSON as msgspec writes it: a record is an object,
an enum its value, bytes are Base64, times ISO 8601. An address is a text in arguments.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from fakes.store.encoding import encoded

from .endpoints import Endpoint
from .operations import ADMINS, NotThere, Operation, find, operations_of, parts_of

LISTED = "/admin"
CALLED = "/admin/{system}/{part}/{operation}"
_OVER_HTTP = (
    ("raises ValueError", "answers 422"),
    ("Raises ValueError", "Answers 422"),
    ("ValueError", "422"),
    ("or None", "or `null`"),
)


class ListedOperation(msgspec.Struct):
    """An operation: how Python calls it, what it does, and a body that it takes."""

    call: str
    does: str
    example: dict[str, Any]


Operations = dict[str, dict[str, dict[str, ListedOperation]]]


class AdminList:
    """The operations of the systems of a lab, of which ``systems`` are served."""

    def __init__(self, systems: object) -> None:
        self._systems = systems

    def get(self) -> Operations:
        """Return every operation by system, part and name, with an example body."""
        return {
            system: {
                part: {name: _listed(each) for name, each in operations.items()}
                for part, operations in parts_of(system).items()
            }
            for system in served(self._systems)
        }


class AdminApi:
    """The admin API of the systems of a lab.

    ``systems`` has an attribute for each system that is served.
    """

    def __init__(self, systems: object) -> None:
        self._systems = systems

    def post(
        self, system: str, part: str, operation: str, body: dict[str, Any] | None = None
    ) -> msgspec.Raw:
        """Call an operation with arguments by name, and return what it returned."""
        found = find(system, part, operation)
        if system not in served(self._systems):
            raise NotThere(f"{system} is not served here")
        bound = found.read(body or {})
        method = getattr(getattr(getattr(self._systems, system), part), operation)
        result = method(*bound.args, **bound.kwargs)
        return msgspec.Raw(encoded(result))


def served(systems: object) -> tuple[str, ...]:
    """Return the systems that are served, of those there are."""
    return tuple(each for each in ADMINS if getattr(systems, each, None))


def described(prefix: str, systems: object) -> Iterator[Endpoint]:
    """Yield each operation of the systems that are served, as a route of its own."""
    for system in served(systems):
        for each in operations_of(system):
            yield Endpoint(
                "POST",
                f"{prefix}{LISTED}/{str(each).replace('.', '/')}",
                _over_http(each.doc),
                each.result,
                body=each.arguments,
                needs_body=bool(each.needed),
                example=each.example,
            )


def _listed(operation: Operation) -> ListedOperation:
    return ListedOperation(operation.call, _over_http(operation.doc), operation.example)


def _over_http(doc: str) -> str:
    """Return what is said of a method with the status in place of the exception."""
    for python, http in _OVER_HTTP:
        doc = doc.replace(python, http)
    return doc
