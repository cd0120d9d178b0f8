"""Reads a CSV file into the columns of its kind."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter

from .columns import Columns
from .entering import Entering
from .headers import Found, place_of
from .table import Table


def enter_sheet(table: Table, found: Found, columns: Columns, entering: Entering) -> None:
    """Enter the rows of a CSV file, with the attributes that mappings need where it has them."""
    places = {column.field: place for column, place in found.places.items()}
    places |= _further(table, columns)
    for rows, lines in table.rows():
        cells = {
            field: [*map(str.strip, map(itemgetter(place), rows))]
            for field, place in places.items()
        }
        entering.add(cells, lines)


def _further(table: Table, columns: Columns) -> Mapping[str, int]:
    """Return where the columns are that are asked for besides those of the kind."""
    places = {field: place_of(table.header, name) for field, name in columns.further.items()}
    return {field: place for field, place in places.items() if place is not None}
