"""Data tables as records, with the header checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import TypeVar

import pytest

Value = TypeVar("Value")


def records(datatable: list[list[str]], *columns: str, whole: bool = False) -> list[dict[str, str]]:
    """Return the rows of a table by column.

    The table may not have other columns, or one twice; it may leave some out, unless ``whole``. A
    row as long as the header is Gherkin's own rule. Fails with the columns that are expected.
    """
    header, *rows = datatable
    problems = (
        *(f"has the column {name!r}" for name in header if name not in columns),
        *(f"has the column {name!r} twice" for name in header if header.count(name) > 1),
        *(f"lacks the column {name!r}" for name in columns if whole and name not in header),
    )
    if problems:
        pytest.fail(f"the table {problems[0]}; expected {', '.join(columns)}", pytrace=False)
    return [dict(zip(header, row, strict=True)) for row in rows]


def choice(column: str, cell: str, values: Mapping[str, Value]) -> Value:
    """Return the value that a cell stands for; fails with the texts that would fit."""
    if cell not in values:
        pytest.fail(f"{column}: {cell!r} is not one of {', '.join(values)}", pytrace=False)
    return values[cell]


def agree(found: Sequence[Mapping[str, str]], expected: Sequence[Mapping[str, str]]) -> None:
    """Check that rows are the rows expected, in order; fails with both, row beside row.

    A column that the expected rows leave out is not compared.
    """
    columns = list((*expected, *found, {})[0])
    found = [{column: row.get(column, "") for column in columns} for row in found]
    if found == list(expected):
        return
    rows = [("", *columns)]
    for theirs, ours in zip_longest(found, expected):
        if theirs == ours:
            rows.append(("", *_cells(ours, columns)))
        else:
            rows.append(("expected", *(_cells(ours, columns) or ("no such row",))))
            rows.append(("found", *(_cells(theirs, columns) or ("no such row",))))
    pytest.fail(_aligned(rows), pytrace=False)


def _cells(row: Mapping[str, str] | None, columns: Sequence[str]) -> tuple[str, ...]:
    return () if row is None else tuple(row[column] for column in columns)


def _aligned(rows: Sequence[tuple[str, ...]]) -> str:
    widths = [max(map(len, column)) for column in zip_longest(*rows, fillvalue="")]
    return "\n".join(
        " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip()
        for row in rows
    )
