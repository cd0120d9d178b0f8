"""What an admin can do, read from the protocols in `admin.py` of each fake.

An operation is known by system, part and name: ``okta``, ``directory``, ``add``. Nothing can be
called that no protocol declares. Server and client both read the protocols here, so that they
agree. Over HTTP the arguments of an operation are an object of JSON, by their names.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from types import GenericAlias, MappingProxyType
from typing import Annotated, Any, TypeVar, get_args, get_type_hints

import msgspec

from fakes.insync.admin import InSyncAdmin
from fakes.microsoft365.admin import Microsoft365Admin
from fakes.okta.admin import OktaAdmin
from fakes.wire import Address

from .endpoints import refuse_unread, said_of
from .examples import ALSO, example

Entry = TypeVar("Entry")

_ANNOTATION = re.compile(r"(: |-> )'([^']*)'")
_ENUM = re.compile(r"<\w+\.\w+: ('[^']*')>")

ADMINS: Mapping[str, type] = MappingProxyType(
    {"okta": OktaAdmin, "insync": InSyncAdmin, "microsoft365": Microsoft365Admin}
)

_AN_ADDRESS = msgspec.Meta(description="An address of the form `name@domain.example`.")
_AS_JSON: Mapping[Any, Any] = {
    Address: Annotated[str, _AN_ADDRESS],
    Address | None: Annotated[str, _AN_ADDRESS] | None,
}
"""Types whose arguments are written more simply than the records of answers."""


class NotThere(Exception):
    """There is no such system, part or operation; the message lists those there are."""


class Misuse(Exception):
    """The arguments are not those of the operation; the message names the first that is wrong."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of a protocol: how it is called, and the types of what goes in and comes out."""

    system: str
    part: str
    name: str
    doc: str
    signature: inspect.Signature
    types: Mapping[str, Any]
    result: Any

    def __str__(self) -> str:
        return f"{self.system}.{self.part}.{self.name}"

    @property
    def call(self) -> str:
        """How the operation is called, as Python writes it."""
        written = _ENUM.sub(r"\1", str(self.signature))
        return self.name + _ANNOTATION.sub(r"\1\2", written)

    @property
    def needed(self) -> tuple[str, ...]:
        """The arguments that cannot be left out."""
        return tuple(
            each.name
            for each in self.signature.parameters.values()
            if each.default is each.empty and each.kind is not each.VAR_POSITIONAL
        )

    @property
    def arguments(self) -> type[msgspec.Struct]:
        """The arguments as one object of JSON."""
        fields = [self._field(each) for each in self.signature.parameters.values()]
        return msgspec.defstruct(str(self), fields, forbid_unknown_fields=True, kw_only=True)

    @property
    def example(self) -> dict[str, Any]:
        """Arguments that the operation takes, as JSON has them."""
        listed = [
            name
            for name, each in self.signature.parameters.items()
            if each.kind is each.VAR_POSITIONAL
        ]
        return {
            name: example(str(self), name, self.types[name])
            for name in (*self.needed, *listed, *ALSO.get(str(self), ()))
        }

    def written(self, *args: object, **kwargs: object) -> dict[str, object]:
        """Return the arguments of a call by name, as ``read`` takes them; raises TypeError."""
        try:
            bound = self.signature.bind(*args, **kwargs)
        except TypeError as error:
            raise TypeError(f"{self}: {error}: expected {self.call}") from None
        return {
            name: each.text if isinstance(each, Address) else each
            for name, each in bound.arguments.items()
        }

    def read(self, given: Mapping[str, object]) -> inspect.BoundArguments:
        """Return arguments that arrived as JSON as what the method takes; raises Misuse."""
        names = tuple(self.signature.parameters)
        self._check(given, names)
        read = {name: self._read_one(name, given[name]) for name in names if name in given}
        return inspect.BoundArguments(self.signature, read)

    def _check(self, given: Mapping[str, object], names: tuple[str, ...]) -> None:
        known = f"expected {', '.join(names) or 'none'}"
        for name in given:
            if name not in names:
                raise Misuse(f"{self}: unknown argument {name!r}: {known}")
        missing = [repr(name) for name in self.needed if name not in given]
        if missing:
            plural = "s" if len(missing) > 1 else ""
            raise Misuse(f"{self}: missing argument{plural} {', '.join(missing)}: {known}")

    def _read_one(self, name: str, given: object) -> object:
        kind = self.types[name]
        try:
            value = msgspec.convert(given, _AS_JSON.get(kind, kind), strict=True)
            refuse_unread(given, msgspec.to_builtins(value))
            return Address(value) if kind in _AS_JSON and isinstance(value, str) else value
        except (msgspec.ValidationError, ValueError) as error:
            said = f"{said_of(error)}{_choices(kind)}"
            raise Misuse(f"{self}: argument {name!r}: {said}") from None

    def _field(self, each: inspect.Parameter) -> tuple[Any, ...]:
        kind = _AS_JSON.get(self.types[each.name], self.types[each.name])
        if each.kind is each.VAR_POSITIONAL:
            return each.name, kind, ()
        return (each.name, kind) if each.default is each.empty else (each.name, kind, each.default)


Parts = Mapping[str, Mapping[str, Operation]]


@cache
def parts_of(system: str) -> Parts:
    """Return the operations of a system by part and name; raises NotThere."""
    pages = inspect.getmembers(_entry(ADMINS, system, "system"), _is_property)
    return {
        part: _operations(system, part, get_type_hints(page.fget)["return"]) for part, page in pages
    }


def operations_of(system: str) -> tuple[Operation, ...]:
    """Return every operation of a system."""
    return tuple(each for part in parts_of(system).values() for each in part.values())


def find(system: str, part: str, name: str) -> Operation:
    """Return an operation; raises NotThere listing the systems, parts or operations there are."""
    operations = _entry(parts_of(system), part, f"part of {system}")
    return _entry(operations, name, f"operation of {system}.{part}")


def _entry(known: Mapping[str, Entry], name: str, kind: str) -> Entry:
    if name not in known:
        raise NotThere(f"there is no {kind} named {name!r}: expected one of {', '.join(known)}")
    return known[name]


def _is_property(member: object) -> bool:
    return isinstance(member, property)


def _operations(system: str, part: str, protocol: type) -> dict[str, Operation]:
    return {
        name: _operation(system, part, name, method)
        for name, method in inspect.getmembers(protocol, inspect.isfunction)
        if not name.startswith("_")
    }


def _operation(system: str, part: str, name: str, method: Callable[..., object]) -> Operation:
    types = get_type_hints(method)
    result = types.pop("return")
    _self, *parameters = inspect.signature(method).parameters.values()
    for each in parameters:
        if each.kind is each.VAR_POSITIONAL:
            types[each.name] = GenericAlias(tuple, (types[each.name], ...))
    signature = inspect.signature(method).replace(parameters=parameters)
    return Operation(system, part, name, inspect.getdoc(method) or "", signature, types, result)


def _choices(expected: Any) -> str:
    """Say which values an argument may have, where they can be listed."""
    kinds = (expected, *get_args(expected))
    values = [each.value for kind in kinds if _is_enum(kind) for each in kind]
    return f" (one of {', '.join(map(repr, values))})" if values else ""


def _is_enum(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)
