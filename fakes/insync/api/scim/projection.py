"""Which attributes an answer holds (RFC 7644, section 3.9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from .schema import Resource, ResourceType

_ALWAYS = ("schemas", "id")


@dataclass(frozen=True, slots=True)
class Projection:
    """What ``attributes`` and ``excludedAttributes`` name."""

    wanted: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted or self.excluded)

    def of(self, resource: Resource, kind: ResourceType) -> Resource:
        """Return what is left of a resource."""
        if not self:
            return resource
        chosen = _Chosen(
            everything=not self.wanted,
            wanted=_paths(self.wanted, kind),
            excluded=_paths(self.excluded, kind),
            extensions=frozenset(extension.id for extension in kind.extensions),
        )
        left = {
            name: value if name in _ALWAYS else chosen.left_of(value, name)
            for name, value in resource.items()
        }
        left = {name: value for name, value in left.items() if value not in (None, {}, [])}
        core = kind.schema.id
        return left | {"schemas": [urn for urn in left["schemas"] if urn == core or urn in left]}


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The paths of what is wanted, unless it is everything, and of what is excluded."""

    everything: bool
    wanted: frozenset[str]
    excluded: frozenset[str]
    extensions: frozenset[str]

    def left_of(self, value: Any, path: str) -> Any:
        """Return what is left of a value, or None."""
        if path in self.excluded:
            return None
        inside = self if path not in self.wanted else replace(self, everything=True)
        if isinstance(value, list):
            return [left for each in value if (left := inside.left_of(each, path))]
        if not isinstance(value, dict):
            return value if inside.everything else None
        head = f"{path}:" if path in self.extensions else f"{path}."
        parts = {name: inside.left_of(each, head + name) for name, each in value.items()}
        return {name: each for name, each in parts.items() if each not in (None, {}, [])}


def _paths(names: Iterable[str], kind: ResourceType) -> frozenset[str]:
    """Return the names as the schema writes them; a name of nothing chooses nothing."""
    places = (kind.place(name) for name in names)
    return frozenset(place.name.removesuffix(":") for place in places if place)
