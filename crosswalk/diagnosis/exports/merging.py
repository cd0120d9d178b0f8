"""Several rows about one person complete one another, or contradict."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Any, TypeVar

from crosswalk.diagnosis.tenant import Place

from .rows import Row
from .unusable import UnusableExport

R = TypeVar("R", bound=Row)
Read = tuple[str, Place, R]
"""By what a person is known, folded; where the row stands; the row."""


def merged(read: list[Read[R]]) -> list[tuple[Place, R]]:
    """Return one row for each person, in the order of what they are known by.

    Raises UnusableExport where two rows give a person two values for one column.
    """
    read.sort(key=lambda each: each[:2])
    if all(one[0] != other[0] for one, other in pairwise(read)):
        return [(place, row) for _, place, row in read]
    return [_joined([*group]) for _, group in groupby(read, key=lambda each: each[0])]


def _joined(rows: Sequence[Read[R]]) -> tuple[Place, R]:
    _, first, known_row = rows[0]
    joined: Any = known_row
    places = dict.fromkeys(known_row._fields, first)
    for _, place, row in rows[1:]:
        for field, value in zip(row._fields, row, strict=True):
            known = getattr(joined, field)
            if known is None and value is not None:
                joined = joined._replace(**{field: value})
                places[field] = place
            elif value is not None and not _agree(known, value):
                raise _contradiction(row[0], field, (places[field], known), (place, value))
    return first, joined


def _agree(one: object, other: object) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one.casefold() == other.casefold()
    return one == other


def _contradiction(
    who: object, field: str, one: tuple[Place, object], other: tuple[Place, object]
) -> UnusableExport:
    (first, known), (place, value) = one, other
    text = (
        f"{who} has two values for {field.replace('_', ' ')}: {known!r} in "
        f"{first.file}:{first.line}, {value!r} here: keep the one that is right"
    )
    return UnusableExport(place.file, text, place.line)
