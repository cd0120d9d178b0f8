"""What the simulated Graph says of the properties of each resource, read from its tables."""

from __future__ import annotations

from collections.abc import Iterator

from fakes.microsoft365.api.graph.attachments import ATTACHMENT
from fakes.microsoft365.api.graph.drive_shape import DRIVE, ITEM
from fakes.microsoft365.api.graph.folders_shape import FOLDER, SETTINGS
from fakes.microsoft365.api.graph.messages_shape import MESSAGE
from fakes.microsoft365.api.graph.properties import EDM, Properties, Property, Sorts
from fakes.microsoft365.api.graph.users_shape import USER

TABLES = (USER, MESSAGE, ATTACHMENT, FOLDER, SETTINGS, DRIVE, ITEM)
HEADER = ("property", "type", "shown", "`$filter`", "in advanced queries only", "`$orderby`")
_ORDER = (
    *("eq", "ne", "not", "in", "gt", "ge", "lt", "le"),
    *("startswith", "endswith", "contains", "null"),
)
_ALWAYS_ADVANCED = frozenset({"ne", "not", "endswith"})


def page() -> Iterator[str]:
    """Yield the lines of the page on properties."""
    for table in TABLES:
        yield from ("", f"## {table.resource}", "")
        yield f"| {' | '.join(HEADER)} |"
        yield "| --- " * len(HEADER) + "|"
        yield from (f"| {' | '.join(_row(name, row, table))} |" for name, row in table.rows.items())
        yield from ("", f"Left out: {', '.join(sorted(table.left_out, key=str.lower))}.")


def _row(name: str, row: Property, table: Properties) -> tuple[str, ...]:
    needs = _advanced(name, row) if table is USER else frozenset()
    return (
        f"`{name}`",
        _type(row),
        _shown(row),
        _operators(row.filters - needs),
        _operators(needs),
        "" if row.sorts is Sorts.NO else row.sorts.value,
    )


def _advanced(name: str, row: Property) -> frozenset[str]:
    if name.endswith("/$count"):
        return row.filters
    return row.advanced | (row.filters & _ALWAYS_ADVANCED)


def _type(row: Property) -> str:
    if row.elements is not None:
        inner = (f"{name} {EDM[kind]}".strip() for name, kind in row.elements.items())
        return f"Collection({', '.join(inner) or 'object'})"
    return EDM.get(row.kind, "object")


def _shown(row: Property) -> str:
    if row.get is None:
        return "never"
    return "by default" if row.usual else "with `$select`"


def _operators(names: frozenset[str]) -> str:
    return ", ".join(name for name in _ORDER if name in names)
