"""The worst rows of a diagnosis, as many as a page can hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

from .harm import Rank

_T = TypeVar("_T")


class Worst(Generic[_T]):
    """Keeps what ranks lowest of all that is offered, of one rank the first that came."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept = 0
        self._by_rank: dict[Rank, list[_T]] = {}
        self._last: Rank | None = None
        self.left_out = 0

    def takes(self, rank: Rank) -> bool:
        """Tell whether something of a rank is kept, and count it as left out if it is not."""
        if self._kept < self._most or (self._last is not None and rank < self._last):
            return True
        self.left_out += 1
        return False

    def add(self, rank: Rank, item: _T) -> None:
        """Keep what is taken, in place of the last one if there are too many."""
        items = self._by_rank.get(rank)
        if items is None:
            items = self._by_rank[rank] = []
            self._last = max(self._by_rank)
        items.append(item)
        self._kept += 1
        if self._kept > self._most:
            self._drop()

    def _drop(self) -> None:
        assert self._last is not None
        items = self._by_rank[self._last]
        items.pop()
        self._kept -= 1
        self.left_out += 1
        if not items:
            del self._by_rank[self._last]
            self._last = max(self._by_rank)

    def __len__(self) -> int:
        return self._kept

    def __iter__(self) -> Iterator[_T]:
        for rank in sorted(self._by_rank):
            yield from self._by_rank[rank]
