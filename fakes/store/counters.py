"""How far identifiers were drawn, as the file holds it: exactly, or some way ahead.

A read draws identifiers too, the number of a request for one, and changes nothing else. To write
each of them would make every read a write. What has to be certain is only that no identifier is
given twice, so a kind that was drawn by a request that changed nothing else is written ahead: the
file says that the next thousand are drawn, and says it again when they are. After a crash the rest
of the thousand is skipped. A store that is closed writes how far each kind really was drawn.

A kind that is drawn for records only is written exactly, together with the record that bears it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .fields import PersistentState
from .ids import Ids
from .rows import Statement, put_field

AHEAD = 1000
"""How many identifiers of a kind are written as drawn before they are."""


class StoredCounters:
    """The identifiers of a state and how far the file says they are drawn."""

    def __init__(self, system: str, state: PersistentState, field: str) -> None:
        self._place = (system, field)
        self._state = state
        self._field = field
        self._tracked: Ids | None = None
        self._drawn: Mapping[str, int] = {}
        self._in_file: Mapping[str, int] = {}
        self._ahead: set[str] = set()

    def drew_beyond(self) -> bool:
        """Tell whether more were drawn than the file says; such kinds are written ahead then."""
        drawn = self._ids().drawn
        if drawn == self._drawn:
            return False
        exceeded = self._exceeded()
        if not exceeded:
            self._drawn = dict(drawn)
            return False
        self._ahead.update(exceeded)
        return True

    def statements(self) -> Iterator[Statement]:
        """Return what makes the file say how far identifiers are drawn, or somewhat more."""
        if self._is_replaced():
            self._ahead.clear()
        elif not self._exceeded():
            return
        yield self._put(self._bounds())

    def written(self) -> None:
        """Remember that the statements were carried out."""
        if self._is_replaced() or self._exceeded():
            self._in_file = self._bounds()
            self._tracked = self._ids()
        self._drawn = dict(self._ids().drawn)

    def resume(self) -> None:
        """Go on after the state was read from the file: from what was really drawn, if known."""
        ids = self._ids()
        self._in_file = dict(ids.drawn)
        if self._tracked is not None:
            ids.drawn = dict(self._drawn)
        self._tracked = ids
        self._drawn = dict(ids.drawn)

    def closing_statements(self) -> Iterator[Statement]:
        """Return what makes the file say how far identifiers really were drawn."""
        if self._tracked is not None and self._drawn != self._in_file:
            yield self._put(self._drawn)

    def _is_replaced(self) -> bool:
        return self._ids() is not self._tracked

    def _exceeded(self) -> list[str]:
        known = self._in_file.get
        return [kind for kind, count in self._ids().drawn.items() if count > known(kind, 0)]

    def _bounds(self) -> dict[str, int]:
        return {kind: self._bound(kind, count) for kind, count in self._ids().drawn.items()}

    def _bound(self, kind: str, count: int) -> int:
        if kind not in self._ahead:
            return count
        in_file = self._in_file.get(kind, 0)
        return in_file if count <= in_file else count + AHEAD

    def _put(self, drawn: Mapping[str, int]) -> Statement:
        return put_field(self._place, Ids(self._ids().seed, dict(drawn)))

    def _ids(self) -> Ids:
        ids: Ids = getattr(self._state, self._field)
        return ids
