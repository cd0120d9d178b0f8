"""Which rows of a file have to be written for a field of a state.

A table notes its changes. Any other value is compared with what it was when it was last written,
so that a field that did not change is recognized without encoding it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol, TypeAlias

import msgspec

from .encoding import plain
from .fields import PersistentState
from .keyed_store import KeyedStore
from .table import Table
from .tracked_changes import Change, TrackedChanges

Statement: TypeAlias = tuple[str, tuple[str | bytes, ...]]
Records: TypeAlias = Table[Any] | KeyedStore[Any]

_PUT_FIELD = (
    "INSERT INTO fields (system, field, data) VALUES (?, ?, ?)"
    " ON CONFLICT (system, field) DO UPDATE SET data = excluded.data"
)
# The position of a row is the next one, and stays when the row is updated.
_PUT_RECORD = (
    "INSERT INTO records (system, field, key, data) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (system, field, key) DO UPDATE SET data = excluded.data"
)
_REMOVE_RECORD = "DELETE FROM records WHERE system = ? AND field = ? AND key = ?"
_REMOVE_RECORDS = "DELETE FROM records WHERE system = ? AND field = ?"


class StoredField(Protocol):
    """A field of a state and what the file holds of it."""

    def changed(self) -> bool:
        """Tell whether the file may hold something else than the state."""

    def statements(self) -> Iterator[Statement]:
        """Return what makes the file hold what the state holds."""

    def written(self) -> None:
        """Remember that the file holds what the state holds."""


class StoredValue:
    """A value that is never changed in place, or a small dict of such; it is written whole."""

    def __init__(self, system: str, state: PersistentState, field: str) -> None:
        self._place = (system, field)
        self._state = state
        self._before: object = self

    def changed(self) -> bool:
        """Tell whether another value took its place, or a dict holds something else."""
        now = _unchanging(self._value())
        return now != self._before if isinstance(now, tuple) else now is not self._before

    def statements(self) -> Iterator[Statement]:
        """Return what writes it."""
        yield put_field(self._place, self._value())

    def written(self) -> None:
        """Remember what it is now."""
        self._before = _unchanging(self._value())

    def _value(self) -> object:
        return getattr(self._state, self._place[1])


class StoredRecords:
    """A table: its changed records are written, or all when another table took its place."""

    def __init__(self, system: str, state: PersistentState, field: str) -> None:
        self._place = (system, field)
        self._state = state
        self._tracked: Records | None = None

    def changed(self) -> bool:
        """Tell whether a record changed, or another table took its place."""
        records = self._records()
        return records is not self._tracked or bool(records.changes)

    def statements(self) -> Iterator[Statement]:
        """Return what writes the records that changed and removes those that are gone."""
        records = self._records()
        return self._changed(records) if records is self._tracked else self._all(records)

    def written(self) -> None:
        """Forget the changes, and note those of the table that is there now."""
        self._tracked = self._records()
        self._tracked.changes = TrackedChanges()

    def _records(self) -> Records:
        records: Records = getattr(self._state, self._place[1])
        return records

    def _changed(self, records: Records) -> Iterator[Statement]:
        changes = records.changes or TrackedChanges()
        for key, change in changes.items():
            if change is not Change.PUT:
                yield _REMOVE_RECORD, (*self._place, key)
        for key, change in changes.items():
            if change is not Change.REMOVED:
                yield _PUT_RECORD, (*self._place, key, _encoded(records.get(key)))

    def _all(self, records: Records) -> Iterator[Statement]:
        yield _REMOVE_RECORDS, self._place
        for key, value in records.items():
            yield _PUT_RECORD, (*self._place, key, _encoded(value))


def put_field(place: tuple[str, str], value: object) -> Statement:
    """Return what writes a field as a whole."""
    return _PUT_FIELD, (*place, _encoded(value))


def _unchanging(value: object) -> object:
    """Return a value as it is now: what a dict or set holds is copied, in its order."""
    if isinstance(value, dict):
        return tuple((key, _unchanging(each)) for key, each in value.items())
    return frozenset(value) if isinstance(value, set) else value


def _encoded(value: object) -> bytes:
    return msgspec.json.encode(plain(value))
