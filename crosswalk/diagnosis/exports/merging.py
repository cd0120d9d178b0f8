"""Several rows about one person complete one another, or contradict."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from crosswalk.diagnosis.tenant import Place

from .rows import Row
from .unusable import UnusableExport

R = TypeVar("R", bound=Row)
Read = tuple[str, int, R]
"""By what a person is known, folded; the number of the place where the row stands; the row."""
_PlaceOf = Callable[[int], Place]


def merged(read: list[Read[R]], place_of: _PlaceOf) -> Iterator[tuple[int, R]]:
    """Yield one row for each person, in the order of what they are known by; ``read`` is used up.

    Raises UnusableExport where two rows give a person two values for one column.
    """
    read.sort(reverse=True)
    while read:
        who, number, row = read.pop()
        if read and read[-1][0] == who:
            rows = [(number, row)]
            while read and read[-1][0] == who:
                rows.append(read.pop()[1:])
            row = _joined(rows, place_of)
        yield number, row


def _joined(rows: Sequence[tuple[int, R]], place_of: _PlaceOf) -> R:
    first, known_row = rows[0]
    joined: Any = known_row
    places = dict.fromkeys(known_row._fields, first)
    for number, row in rows[1:]:
        for field, value in zip(row._fields, row, strict=True):
            known = getattr(joined, field)
            if known is None and value is not None:
                joined = joined._replace(**{field: value})
                places[field] = number
            elif value is not None and not _agree(known, value):
                before, here = place_of(places[field]), place_of(number)
                raise _contradiction(row[0], field, (before, known), (here, value))
    result: R = joined
    return result


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
