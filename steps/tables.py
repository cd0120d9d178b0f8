"""Tables of the features: columns that several have, and what was found beside what is expected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

import pytest

from crosswalk.runner.phrases import form, texts
from crosswalk.runner.tables import Column
from fakes.company.cast import CAST
from fakes.insync.model import ErrorCode

from .naming import NAME, unlisted

PERSON = Column(
    "person",
    form(
        rf"(?:{NAME}|\(nobody known\)|\S+@\S+)",
        str,
        expected=f"one of {', '.join(CAST)}, (nobody known), or the UPN of a generated person",
        unlisted=unlisted,
    ),
)
EMAIL_ID = Column("inSync email ID")
ENDS = texts(
    "succeeds",
    "ends with errors",
    *(f"fails with {code.value}" for code in ErrorCode),
    "fails without a code",
    "is not started",
)
"""How a job may have ended, in a cell."""


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
