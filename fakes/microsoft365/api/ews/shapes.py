"""EWS shapes: which properties of a folder or an item an operation asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar
from xml.etree.ElementTree import Element

from .soap import below, full

_ID_ONLY = "IdOnly"
Property = TypeVar("Property")


class Shape:
    """The properties that are asked for: those that are named, or every one that is modeled.

    Source: Microsoft, BaseShape and AdditionalProperties of Exchange Web Services.
    """

    def __init__(self, operation: Element, name: str) -> None:
        shape = operation.find(full(f"m:{name}"))
        if shape is None:
            self._named, self._all = frozenset[str](), True
            return
        fields = below(shape, "t:AdditionalProperties/t:FieldURI")
        self._named = frozenset(field.get("FieldURI", "").rpartition(":")[2] for field in fields)
        self._all = shape.findtext(full("t:BaseShape"), "") != _ID_ONLY

    def __contains__(self, name: str) -> bool:
        return self._all or name in self._named

    def asked(self, known: Mapping[str, Property]) -> list[tuple[str, Property]]:
        """Return those of some properties that are asked for."""
        return [(name, each) for name, each in known.items() if self._all or name in self._named]
