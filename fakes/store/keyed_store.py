"""Values that do not know their own key: bytes, mostly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from typing import TypeVar

from .changes import Changes

Value = TypeVar("Value")


class KeyedStore(MutableMapping[str, Value]):
    """A dict that can be watched: what lies under a key is replaced, never changed in place."""

    def __init__(self, values: Mapping[str, Value] | None = None) -> None:
        self._values = dict(values or {})
        self._changes: Changes | None = None

    def __getitem__(self, key: str) -> Value:
        return self._values[key]

    def __setitem__(self, key: str, value: Value) -> None:
        self._values[key] = value
        if self._changes:
            self._changes.note_put(key)

    def __delitem__(self, key: str) -> None:
        del self._values[key]
        if self._changes:
            self._changes.note_removed(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def holding(self, values: Mapping[str, Value]) -> KeyedStore[Value]:
        """Return another shelf with these values."""
        return KeyedStore(values)

    def watch(self) -> Changes:
        """Return what will note every change from now on."""
        self._changes = Changes()
        return self._changes
