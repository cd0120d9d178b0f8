"""What an admin can do, read from the protocols in `admin.py` of each fake.

A verb is known by system, part and name: ``okta``, ``directory``, ``add``. Nothing can be called
that no protocol declares. Server and client both read the protocols here, so that they agree.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from types import GenericAlias, MappingProxyType
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec

from fakes.insync.admin import InSyncAdmin
from fakes.microsoft365.admin import Microsoft365Admin
from fakes.okta.admin import OktaAdmin

Entry = TypeVar("Entry")

_ANNOTATION = re.compile(r"(: |-> )'([^']*)'")
_ENUM = re.compile(r"<\w+\.\w+: ('[^']*')>")

ADMINS: Mapping[str, type] = MappingProxyType(
    {"okta": OktaAdmin, "insync": InSyncAdmin, "microsoft365": Microsoft365Admin}
)


class NotThere(Exception):
    """There is no such system, part or verb; the message lists those there are."""


class Misuse(Exception):
    """The arguments are not those of the verb; the message names the first that is wrong."""


@dataclass(frozen=True, slots=True)
class Verb:
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
        """How the verb is called, as Python writes it."""
        written = _ENUM.sub(r"\1", str(self.signature))
        return self.name + _ANNOTATION.sub(r"\1\2", written)

    def bind(self, args: Sequence[object], kwargs: Mapping[str, object]) -> inspect.BoundArguments:
        """Return arguments by the name of the parameter that takes them; raises Misuse."""
        try:
            return self.signature.bind(*args, **kwargs)
        except TypeError as error:
            raise Misuse(f"{self}: {error}: expected {self.call}") from None

    def read(self, args: Sequence[object], kwargs: Mapping[str, object]) -> inspect.BoundArguments:
        """Return arguments that arrived as JSON as what the method takes; raises Misuse."""
        bound = self.bind(args, kwargs)
        for name, given in bound.arguments.items():
            bound.arguments[name] = self._read_one(name, given)
        return bound

    def _read_one(self, name: str, given: object) -> object:
        try:
            value = msgspec.convert(given, self.types[name], strict=True)
            _refuse_unread(given, msgspec.to_builtins(value))
        except msgspec.ValidationError as error:
            raise Misuse(f"{self}: {name}: {error}{_choices(self.types[name])}") from None
        return value


Parts = Mapping[str, Mapping[str, Verb]]


@cache
def parts_of(system: str) -> Parts:
    """Return the verbs of a system by part and name; raises NotThere."""
    pages = inspect.getmembers(_entry(ADMINS, system, "system"), _is_property)
    return {part: _verbs(system, part, get_type_hints(page.fget)["return"]) for part, page in pages}


def find(system: str, part: str, name: str) -> Verb:
    """Return a verb; raises NotThere listing the systems, parts or verbs there are."""
    verbs = _entry(parts_of(system), part, f"part of {system}")
    return _entry(verbs, name, f"verb of {system}.{part}")


def _entry(known: Mapping[str, Entry], name: str, kind: str) -> Entry:
    if name not in known:
        raise NotThere(f"there is no {kind} named {name!r}: expected one of {', '.join(known)}")
    return known[name]


def _is_property(member: object) -> bool:
    return isinstance(member, property)


def _verbs(system: str, part: str, protocol: type) -> dict[str, Verb]:
    return {
        name: _verb(system, part, name, method)
        for name, method in inspect.getmembers(protocol, inspect.isfunction)
        if not name.startswith("_")
    }


def _verb(system: str, part: str, name: str, method: Callable[..., object]) -> Verb:
    types = get_type_hints(method)
    result = types.pop("return")
    _self, *parameters = inspect.signature(method).parameters.values()
    for each in parameters:
        if each.kind is each.VAR_POSITIONAL:
            types[each.name] = GenericAlias(tuple, (types[each.name], ...))
    signature = inspect.signature(method).replace(parameters=parameters)
    return Verb(system, part, name, inspect.getdoc(method) or "", signature, types, result)


def _refuse_unread(given: object, understood: object, at: str = "") -> None:
    """Refuse fields that a record does not have, which msgspec passes over."""
    if isinstance(given, dict) and isinstance(understood, dict):
        for field, value in given.items():
            if field not in understood:
                known = ", ".join(understood)
                raise msgspec.ValidationError(f"no field {field!r}{at}: expected {known}")
            _refuse_unread(value, understood[field], f"{at} in {field}")
    elif isinstance(given, list) and isinstance(understood, list | tuple):
        for one, other in zip(given, understood, strict=False):
            _refuse_unread(one, other, at)


def _choices(expected: Any) -> str:
    """Say which values an argument may have, where they can be listed."""
    kinds = (expected, *get_args(expected))
    values = [each.value for kind in kinds if _is_enum(kind) for each in kind]
    return f" (one of {', '.join(map(repr, values))})" if values else ""


def _is_enum(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)
