"""Records by key and by index: what each simulated system remembers.

A vendor's API finds a user by id, by login, by a group they are in, and pages through all of them
in the order in which they came. A lab of a hundred thousand people must do each of these without
walking them all, and what it remembers must be saved, restored and compared. One kind of table does
it for all three systems.

Records are immutable. A record is changed by putting another one under the same key, and that has
consequences which the rest relies on.

- Every change passes through ``put`` or ``remove``. They bring the indexes up to date and note the
  key in ``changes``, if anybody asked for that, so that a file can be kept up to date without a
  comparison of all records.
- What a service returned stays as it was. A caller can hold a record while the table goes on.
- A refused change leaves nothing behind. ``put`` checks every unique index before it touches one,
  and raises Taken, which the service turns into the vendor's own refusal. ``put_all`` does so for
  many records, before it changes the first.

An index is a function from a record to the values under which it is found: none, one or several. A
unique index has one record for a value, a grouped one any number, and a spelled one is searched by
how its texts begin. A comparison that ignores case is a matter of the function, which folds, and
not of the table.

Order is the order of first arrival, as in the vendors' lists, and a changed record keeps its place.
A dict gives that for nothing. Three things cost more, and are paid for only when they are used.

- To go on after a given record, as a page does, needs the place of each key. ``_Order`` is made at
  the first such question, is extended by what comes, and is dropped when something goes.
- To find texts by their beginning needs them in alphabetical order, from the first search on.
- Records may come to share a value in another order than they arrived. Such values are marked as
  shuffled, and sorted when somebody asks for the group.

What must not be known here: what a record is, which system it belongs to, how it is encoded. A
table is not locked; whoever serves it lets one request at a time in. Its indexes are functions, so
it is never saved as it is: its records are, and ``with_contents`` makes a table like it from them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Generic

from .indexes import Grouped, Index, Record, Spelled, Taken, Texts, Unique, Values
from .tracked_changes import TrackedChanges


class Table(Generic[Record]):
    """Immutable records in the order in which they first came.

    ``key`` names a record; ``unique`` and ``grouped`` give for each index the values under which
    a record is found, ``spelled`` the texts by whose beginning it is found. A record is changed by
    putting another one under the same key.
    """

    def __init__(
        self,
        key: Callable[[Record], str],
        *,
        unique: Mapping[str, Values[Record]] | None = None,
        grouped: Mapping[str, Values[Record]] | None = None,
        spelled: Mapping[str, Texts[Record]] | None = None,
    ) -> None:
        self._key = key
        self._records: dict[str, Record] = {}
        self._order: _Order | None = None
        self._unique = {name: Unique(name, values) for name, values in (unique or {}).items()}
        self._grouped = {name: Grouped(values) for name, values in (grouped or {}).items()}
        self._spelled = {name: Spelled(texts) for name, texts in (spelled or {}).items()}
        self._indexes: tuple[Index[Record] | Spelled[Record], ...] = (
            *self._unique.values(),
            *self._grouped.values(),
            *self._spelled.values(),
        )
        self.changes: TrackedChanges | None = None

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records.values())

    def __len__(self) -> int:
        return len(self._records)

    def __contains__(self, key: str) -> bool:
        return key in self._records

    def get(self, key: str) -> Record | None:
        """Return the record of a key, or None."""
        return self._records.get(key)

    def items(self) -> Iterable[tuple[str, Record]]:
        """Return the records with their keys, oldest first."""
        return self._records.items()

    def after(self, key: str) -> Iterator[Record]:
        """Return the records that came after the one of a key, or all of them after "".

        Raises KeyError when there is none. Records must not be removed meanwhile.
        """
        return (self._records[each] for each in self._in_order().after(key))

    def before(self, key: str) -> Iterator[Record]:
        """Return the records that came before the one of a key, newest first, or all before "".

        Raises KeyError when there is none. Records must not be removed meanwhile.
        """
        return (self._records[each] for each in self._in_order().before(key))

    def find(self, index: str, value: Hashable) -> Record | None:
        """Return the one record that holds a value in a unique index, or None."""
        key = self._unique[index].key(value)
        return None if key is None else self._records[key]

    def group(self, index: str, value: Hashable) -> tuple[Record, ...]:
        """Return the records that share a value in a grouped index, oldest first."""
        holders = self._grouped[index]
        if value in holders.shuffled:
            holders.sort(value, self._in_order().place)
        return tuple([self._records[key] for key in holders.keys(value)])

    def count(self, index: str, value: Hashable) -> int:
        """Return how many records share a value in a grouped index."""
        return len(self._grouped[index].keys(value))

    def beginning(self, index: str, text: str) -> tuple[Record, ...]:
        """Return the records that have a text with this beginning, in the order of the texts."""
        keys = self._spelled[index].keys(text, self._records)
        return tuple(self._records[key] for key in keys)

    def put(self, record: Record) -> None:
        """Add a record, or replace the one of the same key.

        Raises Taken, and changes nothing, when a unique value belongs to another record.
        """
        key = self._key(record)
        for index in self._unique.values():
            index.check_free(key, record)
        before = self._records.get(key)
        for each in self._indexes:
            each.replace(key, before, record)
        self._hold(key, record)

    def put_all(self, records: Iterable[Record]) -> None:
        """Add records or replace those of the same keys, all of them or none.

        They may take over one another's unique values. Raises Taken, and changes nothing, when one
        belongs to a further record, or two want the same.
        """
        after = {self._key(record): record for record in records}
        for index in self._unique.values():
            index.check_all_free(after)
        before = {key: self._records[key] for key in after if key in self._records}
        for index in self._unique.values():
            index.replace_all(after, before)
        for key, record in after.items():
            for group in self._grouped.values():
                group.replace(key, before.get(key), record)
            for texts in self._spelled.values():
                texts.replace(key, before.get(key), record)
            self._hold(key, record)

    def remove(self, key: str) -> None:
        """Remove the record of a key; raises KeyError when there is none."""
        record = self._records.pop(key)
        self._order = None
        for each in self._indexes:
            each.replace(key, record, None)
        if self.changes is not None:
            self.changes.note_removed(key)

    def clear(self) -> None:
        """Remove every record."""
        for key in tuple(self._records):
            self.remove(key)

    def with_contents(self, records: Iterable[Record]) -> Table[Record]:
        """Return another table with these records, which is searched like this one.

        Raises Taken when two have the same key or the same unique value.
        """
        other = Table(
            self._key,
            unique={name: index.values for name, index in self._unique.items()},
            grouped={name: index.values for name, index in self._grouped.items()},
            spelled={name: index.texts for name, index in self._spelled.items()},
        )
        for record in records:
            if self._key(record) in other:
                raise Taken("key", self._key(record))
            other.put(record)
        return other

    def _hold(self, key: str, record: Record) -> None:
        """Let a record, which the indexes know, stand under its key."""
        if self._order and key not in self._records:
            self._order.append(key)
        self._records[key] = record
        if self.changes is not None:
            self.changes.note_put(key)

    def _in_order(self) -> _Order:
        self._order = self._order or _Order(self._records)
        return self._order


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

    def place(self, key: str) -> int:
        return self._places[key]

    def after(self, key: str) -> Iterator[str]:
        start = self._places[key] + 1 if key else 0
        return (self._keys[at] for at in range(start, len(self._keys)))

    def before(self, key: str) -> Iterator[str]:
        end = self._places[key] if key else len(self._keys)
        return (self._keys[at] for at in range(end - 1, -1, -1))
