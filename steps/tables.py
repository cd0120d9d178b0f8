"""Data tables as records, with the header checked."""

from __future__ import annotations

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
