"""Values that do not know their own key: bytes, mostly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from typing import TypeVar

from .tracked_changes import TrackedChanges

Value = TypeVar("Value")


class KeyedStore(MutableMapping[str, Value]):
    """A dict that notes its changes: the value of a key is replaced, never changed in place."""

    def __init__(self, values: Mapping[str, Value] | None = None) -> None:
        self._values = dict(values or {})
        self.changes: TrackedChanges | None = None

    def __getitem__(self, key: str) -> Value:
        return self._values[key]

    def __setitem__(self, key: str, value: Value) -> None:
        self._values[key] = value
        if self.changes is not None:
            self.changes.note_put(key)

    def __delitem__(self, key: str) -> None:
        del self._values[key]
        if self.changes is not None:
            self.changes.note_removed(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __len__(self) -> int:
        return len(self._values)

    def with_contents(self, values: Mapping[str, Value]) -> KeyedStore[Value]:
        """Return another store with these values."""
        return KeyedStore(values)
