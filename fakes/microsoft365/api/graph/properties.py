"""The properties of a resource: one row each, which every query option reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

from .dialects import Dialect

EDM: Mapping[type, str] = {
    str: "Edm.String",
    bool: "Edm.Boolean",
    int: "Edm.Int32",
    datetime: "Edm.DateTimeOffset",
    UUID: "Edm.Guid",
}
"""What OData calls the types that are compared."""
NULL = "null"
"""Stands among the operators of a row for a comparison with null."""
NONE: frozenset[str] = frozenset()


class Sorts(Enum):
    """Whether ``$orderby`` takes a property."""

    NO = "no"
    YES = "yes"
    ADVANCED = "in advanced queries"


@dataclass(frozen=True, slots=True)
class Property:
    """A property: its value in an answer, and what can be asked of it.

    Both are read from the record, and from what it is in where it takes more than the record.
    Without ``get`` it is a path that is asked for and never shown. ``compared`` is its value in a
    filter and an order, where that is another one than in an answer. ``filters`` are its operators,
    ``advanced`` those of them that only an advanced query takes. ``elements`` are the kinds of what
    is in the elements of a collection: one without a name where they are no objects. ``only`` are
    the values that it can be compared with, where that is not any. ``nullable`` tells whether null
    is one of them.
    """

    get: Callable[..., Any] | None
    kind: type = str
    usual: bool = True
    filters: frozenset[str] = NONE
    advanced: frozenset[str] = NONE
    sorts: Sorts = Sorts.NO
    compared: Callable[..., Any] | None = None
    elements: Mapping[str, type] | None = None
    only: tuple[object, ...] = ()
    nullable: bool = True

    value: Callable[..., Any] = field(init=False)
    """Reads what a filter or an order compares."""

    def __post_init__(self) -> None:
        """Find what is compared; raises TypeError for a row that is for nothing."""
        read = self.compared or self.get
        if read is None:
            raise TypeError("a property is shown or compared: expected get or compared")
        object.__setattr__(self, "value", read)


class Properties:
    """The properties of a resource by name, whose case does not matter."""

    def __init__(
        self, resource: str, dialect: Dialect, rows: Mapping[str, Property], left_out: str
    ) -> None:
        self.resource = resource
        self.title = resource[0].upper() + resource[1:]
        self.dialect = dialect
        self.rows = rows
        self.left_out = tuple(left_out.split())
        self.usual = tuple(name for name, row in rows.items() if row.get and row.usual)
        self._spelled = {name.lower(): name for name in rows}
        self._left_out = frozenset(name.lower() for name in self.left_out)

    def filtered_by(
        self, filters: Mapping[str, frozenset[str]], dialect: Dialect | None = None
    ) -> Properties:
        """Return these properties with filters by a few of them only."""
        rows = {
            name: replace(row, filters=filters.get(name, NONE)) for name, row in self.rows.items()
        }
        return Properties(self.resource, dialect or self.dialect, rows, " ".join(self.left_out))

    @property
    def shown(self) -> tuple[str, ...]:
        """The names of what an answer can have."""
        return tuple(name for name, row in self.rows.items() if row.get)

    def spelled(self, name: str) -> str | None:
        """Return a name as it is written in answers, or None where there is no such row."""
        return self._spelled.get(name.lower())

    def leaves_out(self, name: str) -> bool:
        """Tell whether Graph has a property that this simulation does not have."""
        return name.partition("/")[0].lower() in self._left_out
