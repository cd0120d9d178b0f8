"""A state and what the file holds of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .counters import StoredCounters
from .fields import PersistentState, remembered
from .ids import Ids
from .keyed_store import KeyedStore
from .rows import Statement, StoredField, StoredRecords, StoredValue
from .table import Table


class StoredState:
    """The fields of one state, of which the file holds nothing yet."""

    def __init__(self, name: str, state: PersistentState) -> None:
        self._counters: StoredCounters | None = None
        self._fields: list[StoredField] = []
        for field in remembered(state):
            value = getattr(state, field)
            if isinstance(value, Ids):
                self._counters = StoredCounters(name, state, field)
            else:
                kind = StoredRecords if isinstance(value, Table | KeyedStore) else StoredValue
                self._fields.append(kind(name, state, field))

    def changed(self) -> tuple[StoredField, ...]:
        """Return the fields of which the file may hold something else."""
        return tuple(each for each in self._fields if each.changed())

    def drew_beyond(self) -> bool:
        """Tell whether more identifiers were drawn, where nothing else changed, than is written.

        They are written some way ahead from now on.
        """
        return self._counters is not None and self._counters.drew_beyond()

    def statements(self, fields: Iterable[StoredField]) -> Iterator[Statement]:
        """Return what writes these fields, and how far identifiers are drawn."""
        for field in fields:
            yield from field.statements()
        if self._counters:
            yield from self._counters.statements()

    def counted_exactly(self) -> Iterator[Statement]:
        """Return what makes the file say how far they really are drawn, at the end."""
        if self._counters:
            yield from self._counters.closing_statements()

    def written(self, fields: Iterable[StoredField]) -> None:
        """Remember that the file holds these fields now, and what was drawn."""
        for field in fields:
            field.written()
        if self._counters:
            self._counters.written()

    def restored(self) -> None:
        """Remember that the state is what the file holds."""
        for field in self._fields:
            field.written()
        if self._counters:
            self._counters.resume()
