"""Rows about one person are joined: they complete one another, or contradict."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, islice
from operator import eq, lt
from typing import Any

from crosswalk.diagnosis.listed import Listed, T

from .columns import Columns
from .unusable import UnusableExport


def joined(columns: Columns, keys: Sequence[str], made: Callable[..., Listed[T]]) -> Listed[T]:
    """Join the rows that have one key; return what is made of them, in the order of the keys.

    ``made`` takes the columns. Raises UnusableExport where two rows give a person two values for
    one column.
    """
    every = [*columns.cells.values()]
    if all(map(lt, keys, islice(keys, 1, None))):
        return made(*every)
    order = sorted(range(len(keys)), key=keys.__getitem__)
    if any(map(eq, *_pairs([keys[each] for each in order]))):
        order = [_join(columns, [*rows]) for _, rows in groupby(order, key=keys.__getitem__)]
        return made(*([*map(cells.__getitem__, order)] for cells in every))
    return made(*every).in_order(order)


def _pairs(keys: Sequence[str]) -> tuple[Iterator[str], Iterator[str]]:
    return iter(keys), islice(keys, 1, None)


def _join(columns: Columns, rows: Sequence[int]) -> int:
    """Enter in the first row of a person what the others tell."""
    first = rows[0]
    if len(rows) > 1:
        for field, column in columns.columns.items():
            cells = columns.cells[field]
            told = [row for row in rows if cells[row] != column.untold]
            for row in told[1:]:
                if not _agree(cells[told[0]], cells[row]):
                    raise contradiction(columns, field, told[0], row)
            if told:
                cells[first] = cells[told[0]]
    return first


def _agree(one: Any, other: Any) -> bool:
    """Tell whether two cells say the same; of addresses, the first is the primary one."""
    if one == other:
        return True
    if isinstance(one, tuple):
        return _agree(one[0], other[0]) and {*map(str.casefold, one)} == {*map(str.casefold, other)}
    return one is not None and other is not None and _parts(one) == _parts(other)


def _parts(cell: str) -> set[str]:
    """Return what a cell joins with ``+``, in any order and case: products."""
    return {part.strip() for part in cell.casefold().split("+")}


def contradiction(
    columns: Columns, field: str, one: int, other: int, who: str = ""
) -> UnusableExport:
    """Return the error of two rows that give a person two values for a column."""
    cells = columns.cells[field]
    who = who or next(iter(columns.cells.values()))[other]
    file, line = columns.place(other)
    there = columns.place(one)
    text = (
        f"{who} has two values for {columns.name(field)}: {_shown(cells[one])} in "
        f"{there.file}:{there.line}, and {_shown(cells[other])} here: keep the one that is right"
    )
    return UnusableExport(file, text, line)


def _shown(value: Any) -> str:
    return repr(";".join(filter(None, value)) if isinstance(value, tuple) else value)
