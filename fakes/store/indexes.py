"""What a table is searched by: under which values each of its records is found."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from typing import Generic, TypeAlias, TypeVar

Record = TypeVar("Record")
Values = Callable[[Record], Iterable[Hashable]]
Texts = Callable[[Record], Iterable[str]]
_Keys: TypeAlias = str | tuple[str, ...] | dict[str, None]
_FEW = 16


class Taken(Exception):
    """Another record already holds a value that must be unique."""

    def __init__(self, index: str, value: Hashable) -> None:
        super().__init__(f"{index} {value} is taken")
        self.index = index
        self.value = value


class Index(Generic[Record]):
    """The keys that are found under a value; ``values`` says under which a record is found."""

    def __init__(self, values: Values[Record]) -> None:
        self.values = values

    def replace(self, key: str, before: Record | None, after: Record | None) -> None:
        """Let a key be found under the values of the record that is there now, if there is one."""
        new = () if after is None else tuple(self.values(after))
        if before is None:
            self.add(key, new, False)
            return
        old = tuple(self.values(before))
        if old != new:
            held = {*old}
            self.drop(key, held.difference(new))
            self.add(key, [value for value in new if value not in held], True)

    def add(self, key: str, values: Iterable[Hashable], late: bool, /) -> None:
        """Let a key be found under more values; ``late`` when its record was there before."""
        raise NotImplementedError

    def drop(self, key: str, values: Iterable[Hashable], /) -> None:
        """Let a key no longer be found under some values."""
        raise NotImplementedError


class Unique(Index[Record]):
    """The one key of each value."""

    def __init__(self, name: str, values: Values[Record]) -> None:
        super().__init__(values)
        self._name = name
        self._holders: dict[Hashable, str] = {}

    def key(self, value: Hashable) -> str | None:
        """Return the key of a value, or None."""
        return self._holders.get(value)

    def check_free(self, key: str, record: Record) -> None:
        """Raise Taken when a value of a record belongs to another key."""
        for value in self.values(record):
            if self._holders.get(value, key) != key:
                raise Taken(self._name, value)

    def check_all_free(self, records: Mapping[str, Record]) -> None:
        """Raise Taken when records that are put together, by their keys, cannot all have values.

        What one of them gives up is free for another.
        """
        wanted: dict[Hashable, str] = {}
        for key, record in records.items():
            for value in self.values(record):
                holder = self._holders.get(value, key)
                if wanted.setdefault(value, key) != key or (
                    holder != key and holder not in records
                ):
                    raise Taken(self._name, value)

    def replace_all(self, records: Mapping[str, Record], before: Mapping[str, Record]) -> None:
        """Let keys be found under the values of the records that are there now."""
        for key, record in before.items():
            self.drop(key, self.values(record))
        for key, record in records.items():
            self.add(key, self.values(record), False)

    def add(self, key: str, values: Iterable[Hashable], _late: bool, /) -> None:
        """Let the key be found under more values, which are free."""
        for value in values:
            self._holders[value] = key

    def drop(self, _key: str, values: Iterable[Hashable], /) -> None:
        """Let nothing be found under some values."""
        for value in values:
            del self._holders[value]


class Grouped(Index[Record]):
    """The keys of each value, in the order of the records.

    They are not in that order under the values that are ``shuffled``: a record that was there came
    to hold them late. Most values of a large lab have one key, or a few: these take no dict.
    """

    def __init__(self, values: Values[Record]) -> None:
        super().__init__(values)
        self.shuffled: set[Hashable] = set()
        self._holders: dict[Hashable, _Keys] = {}

    def keys(self, value: Hashable) -> Collection[str]:
        """Return the keys of a value."""
        holders = self._holders.get(value, ())
        return (holders,) if isinstance(holders, str) else holders

    def add(self, key: str, values: Iterable[Hashable], late: bool, /) -> None:
        """Add a key to those of some values."""
        for value in values:
            holders = self._holders.setdefault(value, key)
            if holders is key:
                continue
            self._holders[value] = _with(holders, key)
            if late:
                self.shuffled.add(value)

    def drop(self, key: str, values: Iterable[Hashable], /) -> None:
        """Remove a key from those of some values."""
        for value in values:
            left = _without(self._holders[value], key)
            if left:
                self._holders[value] = left
            else:
                del self._holders[value]
                self.shuffled.discard(value)

    def sort(self, value: Hashable, place: Callable[[str], int]) -> None:
        """Put the keys of a value in the order of their places."""
        in_order = sorted(self.keys(value), key=place)
        few = len(in_order) <= _FEW
        self._holders[value] = tuple(in_order) if few else dict.fromkeys(in_order)
        self.shuffled.remove(value)


class Spelled(Generic[Record]):
    """The keys of texts in alphabetical order, made once somebody searches for a beginning."""

    def __init__(self, texts: Texts[Record]) -> None:
        self.texts = texts
        self._rows: list[tuple[str, str]] | None = None

    def replace(self, key: str, before: Record | None, after: Record | None) -> None:
        """Let a key be found under the texts of the record that is there now, if there is one."""
        if self._rows is None:
            return
        old = set() if before is None else {*self.texts(before)}
        new = set() if after is None else {*self.texts(after)}
        for text in old - new:
            del self._rows[bisect_left(self._rows, (text, key))]
        for text in new - old:
            insort(self._rows, (text, key))

    def keys(self, beginning: str, records: Mapping[str, Record]) -> Iterator[str]:
        """Yield each key once that has a text with this beginning, in the order of the texts."""
        if self._rows is None:
            self._rows = sorted(
                (text, key) for key, record in records.items() for text in {*self.texts(record)}
            )
        seen = set()
        for at in range(bisect_left(self._rows, (beginning,)), len(self._rows)):
            text, key = self._rows[at]
            if not text.startswith(beginning):
                return
            if key not in seen:
                seen.add(key)
                yield key


def _with(holders: _Keys, key: str) -> _Keys:
    if isinstance(holders, dict):
        holders[key] = None
        return holders
    few = (holders,) if isinstance(holders, str) else holders
    if key in few:
        return few
    return (*few, key) if len(few) < _FEW else dict.fromkeys((*few, key))


def _without(holders: _Keys, key: str) -> _Keys:
    if isinstance(holders, dict):
        del holders[key]
        return holders
    few = () if isinstance(holders, str) else holders
    return tuple([each for each in few if each != key])
