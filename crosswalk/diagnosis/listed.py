"""Lists of many values of one kind, which are kept column by column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, TypeVar, overload

T = TypeVar("T", bound=tuple[Any, ...])
Columns = Sequence[Sequence[Any]]


class Listed(Sequence[T]):
    """A list of named tuples, each made when it is asked for: a million of them take much."""

    def __init__(self, kind: type[T], columns: Columns) -> None:
        """Take a column for each field of the kind, all of one length."""
        self._kind = kind
        self._make = partial(tuple.__new__, kind)
        self.columns = columns

    def in_order(self, order: Sequence[int]) -> Listed[T]:
        """Return the values with these numbers."""
        columns = [[*map(column.__getitem__, order)] for column in self.columns]
        return Listed(self._kind, columns)

    def __len__(self) -> int:
        return len(self.columns[0])

    @overload
    def __getitem__(self, index: int, /) -> T: ...

    @overload
    def __getitem__(self, index: slice, /) -> Sequence[T]: ...

    def __getitem__(self, index: int | slice, /) -> T | Sequence[T]:
        cells = [column[index] for column in self.columns]
        if isinstance(index, slice):
            return Listed(self._kind, cells)
        return self._make(cells)

    def __iter__(self) -> Iterator[T]:
        return map(self._make, zip(*self.columns, strict=True))

    def __eq__(self, other: object) -> bool:
        return [*self] == [*other] if isinstance(other, Sequence) else NotImplemented

    def __repr__(self) -> str:
        return repr([*self])


def columns_of(values: Sequence[T], kind: type[T]) -> Columns:
    """Return the columns of a list of named tuples."""
    if isinstance(values, Listed):
        return values.columns
    fields: Sequence[str] = kind._fields  # type: ignore[attr-defined]  # of a named tuple
    return [[value[number] for value in values] for number in range(len(fields))]
