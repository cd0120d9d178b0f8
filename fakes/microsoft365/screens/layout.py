"""Which fields of a record a screen shows at once, and which among the technical details."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from fakes.screens import Page


@dataclass(frozen=True, slots=True)
class Layout:
    """The fields of a kind of records with their labels: ``first`` in the vendor's order."""

    kind: str
    first: Mapping[str, str]
    rest: Mapping[str, str]

    @property
    def columns(self) -> Mapping[str, str]:
        """Every field: the columns of a list that shows all of them."""
        return {**self.first, **self.rest}


def layout(kind: type[Any], first: Mapping[str, str]) -> Layout:
    """Return the layout of a record: what is not among the first fields is technical."""
    rest = {
        each.name: each.name.replace("_", " ").capitalize()
        for each in fields(kind)
        if each.name not in first
    }
    return Layout(kind.__name__, first, rest)


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a list; ``wide`` where it has all columns."""

    page: Page[Any]
    layout: Layout

    @property
    def wide(self) -> bool:
        """Whether every column is shown."""
        return self.page.query.get("columns") == "all"

    @property
    def query(self) -> Mapping[str, str]:
        """The query of the list with the other columns: all of them, or few."""
        rest = {name: value for name, value in self.page.query.items() if name != "columns"}
        return rest if self.wide else {**rest, "columns": "all"}
