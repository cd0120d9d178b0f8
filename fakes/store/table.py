"""Records by key and by index, so that no look-up walks them all."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

Record = TypeVar("Record")
Values = Callable[[Record], Iterable[Hashable]]


class Taken(Exception):
    """Another record already holds a value that must be unique."""

    def __init__(self, index: str, value: Hashable) -> None:
        super().__init__(f"{index} {value} is taken")
        self.index = index
        self.value = value


class Table(Generic[Record]):
    """Immutable records in the order in which they first came.

    ``key`` names a record; ``unique`` and ``grouped`` give for each index the values under which
    a record is found. A record is changed by putting another one under the same key.
    """

    def __init__(
        self,
        key: Callable[[Record], str],
        *,
        unique: Mapping[str, Values[Record]] | None = None,
        grouped: Mapping[str, Values[Record]] | None = None,
    ) -> None:
        self._key = key
        self._records: dict[str, Record] = {}
        self._order: _Order | None = None
        self._unique = {name: _Index(values) for name, values in (unique or {}).items()}
        self._grouped = {name: _Index(values) for name, values in (grouped or {}).items()}
        self._indexes = (*self._unique.values(), *self._grouped.values())

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records.values())

    def __len__(self) -> int:
        return len(self._records)

    def __contains__(self, key: str) -> bool:
        return key in self._records

    def get(self, key: str) -> Record | None:
        """Return the record of a key, or None."""
        return self._records.get(key)

    def after(self, key: str) -> Iterator[Record]:
        """Return the records that came after the one of a key, or all of them after "".

        Raises KeyError when there is none. Records must not be removed meanwhile.
        """
        order = self._order = self._order or _Order(self._records)
        return (self._records[each] for each in order.after(key))

    def find(self, index: str, value: Hashable) -> Record | None:
        """Return the one record that holds a value in a unique index, or None."""
        keys = self._unique[index].keys(value)
        return self._records[next(iter(keys))] if keys else None

    def group(self, index: str, value: Hashable) -> tuple[Record, ...]:
        """Return the records that share a value in a grouped index, oldest first."""
        return tuple(self._records[key] for key in self._grouped[index].keys(value))

    def count(self, index: str, value: Hashable) -> int:
        """Return how many records share a value in a grouped index."""
        return len(self._grouped[index].keys(value))

    def put(self, record: Record) -> None:
        """Add a record, or replace the one of the same key.

        Raises Taken, and changes nothing, when a unique value belongs to another record.
        """
        key = self._key(record)
        for name, index in self._unique.items():
            index.check_free(name, record, key)
        before = self._records.get(key)
        for each in self._indexes:
            each.replace(key, before, record)
        if before is None and self._order:
            self._order.append(key)
        self._records[key] = record

    def remove(self, key: str) -> None:
        """Remove the record of a key; raises KeyError when there is none."""
        record = self._records.pop(key)
        self._order = None
        for each in self._indexes:
            each.replace(key, record, None)

    def clear(self) -> None:
        """Remove every record."""
        for key in tuple(self._records):
            self.remove(key)


class _Order:
    """Keys in a row with the place of each; made once somebody reads on from a key."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys: list[str] = []
        self._places: dict[str, int] = {}
        for key in keys:
            self.append(key)

    def append(self, key: str) -> None:
        self._places[key] = len(self._keys)
        self._keys.append(key)

    def after(self, key: str) -> Iterator[str]:
        start = self._places[key] + 1 if key else 0
        return (self._keys[at] for at in range(start, len(self._keys)))


class _Index(Generic[Record]):
    """The keys of the records that hold a value, in the order in which they came to hold it."""

    def __init__(self, values: Values[Record]) -> None:
        self._values = values
        self._keys: dict[Hashable, dict[str, None]] = {}

    def keys(self, value: Hashable) -> Mapping[str, None]:
        return self._keys.get(value, {})

    def check_free(self, name: str, record: Record, key: str) -> None:
        for value in self._values(record):
            holders = self._keys.get(value)
            if holders and key not in holders:
                raise Taken(name, value)

    def replace(self, key: str, before: Record | None, after: Record | None) -> None:
        old = dict.fromkeys(() if before is None else self._values(before))
        new = dict.fromkeys(() if after is None else self._values(after))
        for value in old:
            if value not in new:
                self._drop(key, value)
        for value in new:
            self._keys.setdefault(value, {})[key] = None

    def _drop(self, key: str, value: Hashable) -> None:
        holders = self._keys[value]
        holders.pop(key, None)
        if not holders:
            del self._keys[value]
