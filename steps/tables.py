"""Data tables as records, with the header checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

import pytest


def records(datatable: list[list[str]], *columns: str) -> list[dict[str, str]]:
    """Return the rows of a table by column.

    The table may leave columns out and may not have others; a row as long as the header is
    Gherkin's own rule. Fails with the columns there are when the header holds another one.
    """
    header, *rows = datatable
    unknown = [name for name in header if name not in columns]
    if unknown:
        pytest.fail(
            f"the table has the column {unknown[0]!r}; expected {', '.join(columns)}",
            pytrace=False,
        )
    return [dict(zip(header, row, strict=True)) for row in rows]


def agree(found: Sequence[Mapping[str, str]], expected: Sequence[Mapping[str, str]]) -> None:
    """Check that rows are the rows expected, in order; fails with both, row beside row."""
    if list(found) == list(expected):
        return
    columns = list((expected or found)[0])
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
