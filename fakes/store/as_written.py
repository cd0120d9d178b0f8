"""Whether states still are what they were when they were written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import is_not
from typing import Any

from .fields import PersistentState, remembered
from .ids import Ids
from .keyed_store import KeyedStore
from .table import Table


class AsWritten:
    """What all fields of some states were when they were last written, but for identifiers.

    Every request asks whether they still are, and after most they are. A few operations on all
    fields together find that out, and none of them runs Python code for each field: a value is
    the very one that it was, a table noted no change, a dict holds what it held.
    """

    def __init__(self, states: Iterable[PersistentState]) -> None:
        fields = [(vars(each), name) for each in states for name in _fields(each)]
        self._holders = [holder for holder, _ in fields]
        self._names = [name for _, name in fields]
        self._values: list[object] = [self] * len(fields)
        self._changes: list[object] = []
        self._dicts: list[dict[Any, Any]] = []
        self._sets: list[set[Any]] = []
        self._contents: list[object] = []

    def __bool__(self) -> bool:
        return not (
            any(map(is_not, self._current(), self._values))
            or any(self._changes)
            or self._held() != self._contents
        )

    def note(self) -> None:
        """Remember what they are now."""
        self._values = list(self._current())
        tables = [each for each in self._values if isinstance(each, Table | KeyedStore)]
        self._changes = [each.changes for each in tables]
        outer = [each for each in self._values if isinstance(each, dict)]
        inner = [each for holder in outer for each in holder.values()]
        self._dicts = [*outer, *(each for each in inner if isinstance(each, dict))]
        self._sets = [each for each in inner if isinstance(each, set)]
        self._contents = self._held()

    def _current(self) -> Iterator[object]:
        return map(dict.__getitem__, self._holders, self._names)

    def _held(self) -> list[object]:
        """Return keys and values of the dicts, in their order, and what is in the sets."""
        return [
            list(map(list, self._dicts)),
            list(map(list, map(dict.values, self._dicts))),
            list(map(frozenset, self._sets)),
        ]


def _fields(state: PersistentState) -> Iterator[str]:
    return (each for each in remembered(state) if not isinstance(getattr(state, each), Ids))
