"""Queries of the System Log: pages of events, oldest or newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import islice

from fakes.okta.filters import Value
from fakes.okta.messages import BAD_CURSOR
from fakes.okta.model import LogEvent
from fakes.okta.rules import folded
from fakes.okta.service.errors import OktaError
from fakes.okta.service.request_filters import WITH_CONTAINS, Wanted, filter_of
from fakes.okta.service.state import State
from fakes.wire import Clock

from .actors_and_targets import Party, actor_of, targets_of

USUALLY = timedelta(days=7)
_NOTHING_READ = "0"

_OF_EVENTS: dict[str, Callable[[LogEvent], Value]] = {
    "uuid": lambda event: event.uuid,
    "published": lambda event: event.published,
    "eventType": lambda event: event.event_type,
    "displayMessage": lambda event: event.display_message,
    "severity": lambda event: event.severity.value,
    "outcome.result": lambda event: event.result,
    "outcome.reason": lambda event: event.reason or None,
}
_OF_PARTIES: dict[str, Callable[[Party], Value]] = {
    "id": lambda party: party.id,
    "type": lambda party: party.type,
    "alternateId": lambda party: party.alternate_id,
    "displayName": lambda party: party.display_name,
}


@dataclass(frozen=True, slots=True)
class LogPage:
    """Events, the cursor behind them, and whether there is anything to read there.

    A query without ``until`` always has a next page: there may be new events later.
    """

    events: tuple[LogEvent, ...]
    cursor: str
    goes_on: bool


@dataclass(frozen=True, slots=True)
class LogQuery:
    """What is asked of the log: a time span, a filter and words; ``after`` is a cursor."""

    since: datetime | None = None
    until: datetime | None = None
    wanted: Wanted | None = None
    words: tuple[str, ...] = ()
    descending: bool = False
    after: str = ""


class LogReader:
    """Reads the log in the order in which it was written, from a cursor on."""

    def __init__(self, state: State, clock: Clock) -> None:
        self._state = state
        self._clock = clock

    def filtered(self, text: str) -> Wanted:
        """Return what ``filter`` asks for; raises OktaError."""
        return filter_of(text, _may_ask, WITH_CONTAINS)

    def page(self, query: LogQuery, limit: int) -> LogPage:
        """Return the events that match a query after its cursor, the id of the last event read."""
        newest = next(self._state.events.before(""), None)
        found = tuple(islice(self._fitting(query), limit + 1))
        page = found[:limit]
        if len(found) > limit:
            return LogPage(page, page[-1].uuid, goes_on=True)
        polled = query.until is None and not query.descending
        return LogPage(page, newest.uuid if newest else _NOTHING_READ, goes_on=polled)

    def actor(self, event: LogEvent) -> Party:
        """Return who did something."""
        return actor_of(self._state, event)

    def targets(self, event: LogEvent) -> tuple[Party, ...]:
        """Return who or what an event is about."""
        return targets_of(self._state, event)

    def _fitting(self, query: LogQuery) -> Iterator[LogEvent]:
        since = query.since or (query.until or self._clock.now()) - USUALLY
        for event in self._from(query):
            in_time = since <= event.published and (
                query.until is None or event.published < query.until
            )
            if in_time and self._fits(event, query):
                yield event

    def _from(self, query: LogQuery) -> Iterator[LogEvent]:
        """Return the events behind the cursor, in the direction of the query."""
        after = "" if query.after == _NOTHING_READ else query.after
        if after and after not in self._state.events:
            raise OktaError("E0000001", BAD_CURSOR, detail="after")
        events = self._state.events
        return events.before(after) if query.descending else events.after(after)

    def _fits(self, event: LogEvent, query: LogQuery) -> bool:
        if query.wanted and not query.wanted.holds(partial(self._read, event)):
            return False
        return not query.words or self._says(event, query.words)

    def _says(self, event: LogEvent, words: tuple[str, ...]) -> bool:
        parties = (self.actor(event), *self.targets(event))
        texts = [event.event_type, event.display_message, event.reason, event.result]
        texts += [text for party in parties for text in (party.alternate_id, party.display_name)]
        said = folded(" ".join(texts))
        return all(folded(word) in said for word in words)

    def _read(self, event: LogEvent, name: str) -> tuple[Value, ...]:
        if name in _OF_EVENTS:
            return (_OF_EVENTS[name](event),)
        whose, _, what = name.partition(".")
        parties = (self.actor(event),) if whose == "actor" else self.targets(event)
        return tuple(_OF_PARTIES[what](party) for party in parties)


def _may_ask(name: str) -> bool:
    whose, _, what = name.partition(".")
    return name in _OF_EVENTS or (whose in ("actor", "target") and what in _OF_PARTIES)
