"""Which rows of a file have to be written for a field of a state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol, TypeAlias

import msgspec

from .changes import Changes
from .encoding import plain
from .fields import PersistentState
from .keyed_store import KeyedStore
from .table import Table

Statement: TypeAlias = tuple[str, tuple[str | bytes, ...]]

_PUT_FIELD = "INSERT OR REPLACE INTO fields (system, field, data) VALUES (?, ?, ?)"
# The position of a row is the next one, and stays when the row is updated.
_PUT_RECORD = (
    "INSERT INTO records (system, field, key, data) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (system, field, key) DO UPDATE SET data = excluded.data"
)
_REMOVE_RECORD = "DELETE FROM records WHERE system = ? AND field = ? AND key = ?"
_REMOVE_RECORDS = "DELETE FROM records WHERE system = ? AND field = ?"


class Kept(Protocol):
    """A field of a state and what the file holds of it."""

    def statements(self) -> Iterator[Statement]:
        """Return what makes the file hold what the state holds."""

    def settle(self) -> None:
        """Remember that it was carried out."""

    def adopt(self) -> None:
        """Remember that the file holds what the state holds."""


def kept(system: str, state: PersistentState, field: str) -> Kept:
    """Return a field that the file holds nothing of yet."""
    rows = isinstance(getattr(state, field), Table | KeyedStore)
    return _Rows(system, state, field) if rows else _Value(system, state, field)


class _Value:
    """A small field, written whole when its bytes are others."""

    def __init__(self, system: str, state: PersistentState, field: str) -> None:
        self._place = (system, field)
        self._state = state
        self._before = b""
        self._now = b""

    def statements(self) -> Iterator[Statement]:
        self._now = _spelled(getattr(self._state, self._place[1]))
        if self._now != self._before:
            yield _PUT_FIELD, (*self._place, self._now)

    def settle(self) -> None:
        self._before = self._now

    def adopt(self) -> None:
        self._before = _spelled(getattr(self._state, self._place[1]))


class _Rows:
    """A table or a shelf: its changed records are written, or all when another took its place."""

    def __init__(self, system: str, state: PersistentState, field: str) -> None:
        self._place = (system, field)
        self._state = state
        self._watched: object = None
        self._changes = Changes()

    def statements(self) -> Iterator[Statement]:
        rows = self._rows()
        return self._changed(rows) if rows is self._watched else self._all(rows)

    def settle(self) -> None:
        if self._rows() is self._watched:
            self._changes.forget()
        else:
            self.adopt()

    def adopt(self) -> None:
        self._watched = self._rows()
        self._changes = self._rows().watch()

    def _rows(self) -> Table[Any] | KeyedStore[Any]:
        rows: Table[Any] | KeyedStore[Any] = getattr(self._state, self._place[1])
        return rows

    def _changed(self, rows: Table[Any] | KeyedStore[Any]) -> Iterator[Statement]:
        for key in self._changes.removed:
            yield _REMOVE_RECORD, (*self._place, key)
        for key in self._changes.put:
            yield _PUT_RECORD, (*self._place, key, _spelled(rows.get(key)))

    def _all(self, rows: Table[Any] | KeyedStore[Any]) -> Iterator[Statement]:
        yield _REMOVE_RECORDS, self._place
        for key, value in rows.items():
            yield _PUT_RECORD, (*self._place, key, _spelled(value))


def _spelled(value: object) -> bytes:
    return msgspec.json.encode(plain(value))
