"""What stands below a sentence: the columns of its table, and what their cells hold.

A step function declares its table where it is defined, and gets rows by column:

    @given("this fruit is in the basket:")
    @table(Column("fruit", choice({"apple": 1, "pear": 2}), required=True), Column("origin"))
    def is_in(datatable: Rows) -> None:

Every table of a scenario is read before its first step is run, as every sentence is looked up.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from pytest_bdd.gherkin_parser import DataTable
from pytest_bdd.gherkin_parser import Row as Line

from .phrases import Term

Row = Mapping[str, Any]
Rows = Sequence[Row]
Function = TypeVar("Function", bound=Callable[..., object])

_ATTRIBUTE = "__crosswalk_table__"


class Problem(NamedTuple):
    """What is wrong with a table, and where; the column is None where it is a whole line."""

    line: int
    column: int | None
    text: str


class Misfit(ValueError):
    """What stands below a sentence does not fit it, or something is missing there."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(each.text for each in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, by its header.

    ``holds`` says what fits in a cell and what a text stands for; without it any text fits. A table
    may leave the column out unless it is ``required``. With ``empty`` a cell may be blank; its
    value is "" then. With ``unique`` no two rows hold the same. ``brings`` reads from a cell the
    name that later sentences of the scenario may use.
    """

    name: str
    holds: Term | None = None
    required: bool = False
    empty: bool = False
    unique: bool = False
    brings: Callable[[str], str] | None = None

    def read(self, cell: str, names: Collection[str] | None = None) -> object:
        """Return what a cell stands for; raises ValueError, saying what was expected.

        ``names`` are those that the scenario has brought; without them any name will do.
        """
        if self.holds is None or (self.empty and not cell):
            return cell
        return self.holds.read(cell, names)

    @property
    def expected(self) -> str:
        """What fits in a cell, in words."""
        words = self.holds.expected if self.holds else "any text"
        return f"{words}, or empty" if self.empty and self.holds else words


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a table; ``check`` raises ValueError for a row whose cells do not agree."""

    columns: tuple[Column, ...]
    check: Callable[[Row], object] | None = None

    @property
    def brings(self) -> bool:
        """Whether a column brings names."""
        return any(each.brings for each in self.columns)

    def names(self, below: DataTable) -> Iterator[str]:
        """Yield the names that a table brings."""
        header, *rows = below.raw()
        reading = {each.name: each.brings for each in self.columns if each.brings}
        for row in rows:
            for name, cell in zip(header, row, strict=True):
                if name in reading:
                    yield reading[str(name)](str(cell))

    def read(self, below: DataTable, known: Collection[str] | None = None) -> list[Row]:
        """Return the rows by column; raises Misfit with everything that is wrong.

        ``known`` are the names that the scenario has brought before; without them any will do.
        """
        names = [str(cell.value) for cell in below.rows[0].cells]
        problems = list(self._wrong_header(below, names))
        rows: list[Row] = []
        if not problems:
            for number, line in enumerate(below.rows[1:], start=1):
                row: dict[str, object] = {}
                wrong = list(self._wrong_cells(number, line, names, row, known))
                problems += wrong or self._wrong_row(number, line, row, rows)
                rows.append(row)
        if problems:
            raise Misfit(*problems)
        return rows

    def _wrong_header(self, below: DataTable, names: Sequence[str]) -> Iterator[Problem]:
        header = below.rows[0]
        known = [each.name for each in self.columns]
        columns = f"the columns are {', '.join(known)}"
        for index, (name, cell) in enumerate(zip(names, header.cells, strict=True)):
            place = cell.location.line, cell.location.column
            if name not in known:
                yield Problem(*place, f"unknown column {name!r}: {columns}")
            elif name in names[:index]:
                yield Problem(*place, f"the column {name!r} stands there twice")
        for each in self.columns:
            if each.required and each.name not in names:
                missing = f"the column {each.name!r} is missing: {columns}"
                yield Problem(header.location.line, None, missing)

    def _wrong_cells(
        self,
        number: int,
        line: Line,
        names: Sequence[str],
        row: dict[str, object],
        known_names: Collection[str] | None,
    ) -> Iterator[Problem]:
        """Fill a row with the values of its cells."""
        known = {each.name: each for each in self.columns}
        for name, cell in zip(names, line.cells, strict=True):
            try:
                row[name] = known[name].read(str(cell.value), known_names)
            except ValueError as error:
                place = cell.location.line, cell.location.column
                yield Problem(*place, f"row {number}, column {name!r}: {error}")

    def _wrong_row(
        self, number: int, line: Line, row: Row, above: Sequence[Row]
    ) -> Iterator[Problem]:
        place = line.location.line, None
        for name in (each.name for each in self.columns if each.unique and each.name in row):
            if row[name] != "" and row[name] in [other.get(name) for other in above]:
                twice = f"row {number}, column {name!r}: another row above has the same"
                yield Problem(*place, twice)
        try:
            if self.check:
                self.check(row)
        except ValueError as error:
            yield Problem(*place, f"row {number}: {error}")


def table(
    *columns: Column, check: Callable[[Row], object] | None = None
) -> Callable[[Function], Function]:
    """Declare the table that stands below the sentences of a step function."""

    def declare(function: Function) -> Function:
        vars(function)[_ATTRIBUTE] = Table(columns, check)
        return function

    return declare


def columns(*names: str, required: bool = False) -> tuple[Column, ...]:
    """Return columns of any text."""
    return tuple(Column(name, required=required) for name in names)


def table_of(function: Callable[..., object]) -> Table | None:
    """Return the table that a step function declares."""
    found: Table | None = vars(function).get(_ATTRIBUTE)
    return found
