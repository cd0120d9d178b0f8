"""What may be said of users and groups: their attributes, as RFC 7643 describes them.

``schemas.json`` holds the schemas of RFC 7643, section 8.7, without what has its default. R12:
inSync adds userPrincipalName to the core User, and company and companyName, on which SCIM
mappings are known to filter. Of a manager and an email address it asks less than the RFC, and
F60: of a user more, a displayName.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec import UNSET, Struct, UnsetType

Resource = dict[str, Any]
"""What is said of a user or a group: the values of its attributes, by their names."""


class Attribute(Struct, frozen=True, kw_only=True, dict=True, rename="camel"):
    """An attribute (RFC 7643, section 7)."""

    name: str
    type: str = "string"
    multi_valued: bool = False
    description: str | UnsetType = UNSET
    required: bool = False
    case_exact: bool = False
    mutability: str = "readWrite"
    returned: str = "default"
    uniqueness: str = "none"
    canonical_values: tuple[str, ...] | UnsetType = UNSET
    reference_types: tuple[str, ...] | UnsetType = UNSET
    sub_attributes: tuple[Attribute, ...] | UnsetType = UNSET

    @cached_property
    def parts(self) -> dict[str, Attribute]:
        """The sub-attributes, by their names in lower case."""
        return _by_name(self.sub_attributes or ())

    @property
    def is_complex(self) -> bool:
        """Tell whether a value is an object of sub-attributes."""
        return self.type == "complex"


class Schema(Struct, frozen=True, dict=True):
    """The attributes that an URN stands for."""

    id: str
    name: str
    description: str
    attributes: tuple[Attribute, ...]

    @cached_property
    def parts(self) -> dict[str, Attribute]:
        """The attributes, by their names in lower case."""
        return _by_name(self.attributes)


@dataclass(frozen=True)
class Place:
    """Where a value stands: in an extension or not, under an attribute, in a part of it or not.

    Without an attribute it is the extension as a whole, or the resource.
    """

    extension: str
    attribute: Attribute | None
    part: Attribute | None = None

    @property
    def name(self) -> str:
        """The name, in full."""
        head = f"{self.extension}:" if self.extension else ""
        path = self.attribute.name if self.attribute else ""
        return f"{head}{path}.{self.part.name}" if self.part else head + path


@dataclass(frozen=True, eq=False)
class ResourceType:
    """Users or groups: where they are and what may be said of one.

    A client may leave out what is ``never_unassigned``, but cannot remove it.
    """

    name: str
    endpoint: str
    schema: Schema
    extensions: tuple[Schema, ...] = ()
    never_unassigned: frozenset[str] = frozenset()

    @cached_property
    def attributes(self) -> dict[str, Attribute]:
        """The attributes of the core schema and those that every resource has."""
        return _by_name((*COMMON, *self.schema.attributes))

    def missing_in(self, resource: Resource) -> tuple[Attribute, ...]:
        """Return the required attributes that a resource lacks."""
        return tuple(each for each in self._required if each.name not in resource)

    @cached_property
    def _required(self) -> tuple[Attribute, ...]:
        return tuple(attribute for attribute in self.attributes.values() if attribute.required)

    @cached_property
    def extension_of(self) -> dict[str, Schema]:
        """The extensions, by their URNs in lower case."""
        return {extension.id.lower(): extension for extension in self.extensions}

    def place(self, name: str) -> Place | None:
        """Return the place that a name stands for, whatever its case, or None (section 2.1)."""
        return _place(self, name.lower())


def _by_name(attributes: tuple[Attribute, ...]) -> dict[str, Attribute]:
    return {attribute.name.lower(): attribute for attribute in attributes}


@lru_cache(maxsize=1024)
def _place(kind: ResourceType, name: str) -> Place | None:
    if name in kind.extension_of:
        return Place(kind.extension_of[name].id, None)
    if name == kind.schema.id.lower():
        return Place("", None)
    urn, _, path = name.rpartition(":")
    if urn in ("", kind.schema.id.lower()):
        return _inside("", kind.attributes, path)
    extension = kind.extension_of.get(urn)
    return _inside(extension.id, extension.parts, path) if extension else None


def _inside(extension: str, attributes: dict[str, Attribute], path: str) -> Place | None:
    head, _, tail = path.partition(".")
    attribute = attributes.get(head)
    part = attribute.parts.get(tail) if attribute else None
    if attribute is None or (tail and part is None):
        return None
    return Place(extension, attribute, part)


def _fixed(name: str, returned: str = "default", uniqueness: str = "none") -> Attribute:
    return Attribute(
        name=name,
        mutability="readOnly",
        case_exact=True,
        returned=returned,
        uniqueness=uniqueness,
        multi_valued=name == "schemas",
    )


def _time(name: str) -> Attribute:
    return Attribute(name=name, type="dateTime", mutability="readOnly")


# RFC 7643, section 3.1: what every resource has, and no schema lists.
COMMON = (
    _fixed("schemas", returned="always"),
    _fixed("id", returned="always", uniqueness="server"),
    Attribute(name="externalId", case_exact=True),
    Attribute(
        name="meta",
        type="complex",
        mutability="readOnly",
        sub_attributes=(
            *map(_fixed, ("resourceType", "location", "version")),
            *map(_time, ("created", "lastModified")),
        ),
    ),
)
SCHEMAS = msgspec.json.decode(
    Path(__file__).with_name("schemas.json").read_bytes(), type=tuple[Schema, ...]
)
_CORE_USER, ENTERPRISE_USER, _CORE_GROUP = SCHEMAS
# A user is active or preserved, and nothing third.
USER = ResourceType("User", "/Users", _CORE_USER, (ENTERPRISE_USER,), frozenset({"active"}))
GROUP = ResourceType("Group", "/Groups", _CORE_GROUP)
