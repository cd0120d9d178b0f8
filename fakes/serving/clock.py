"""/clock: the one clock of the lab, read and set."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

import msgspec

from fakes.wire import Clock

_TIME = msgspec.Meta(description="A time with its zone; null lets the clock run again.")
_SECONDS = msgspec.Meta(description="By how many seconds the clock is moved.")


class Setting(msgspec.Struct, forbid_unknown_fields=True):
    """How the clock is set: one of the two."""

    frozen: Annotated[datetime | None, _TIME] | msgspec.UnsetType = msgspec.UNSET
    advance: Annotated[float, _SECONDS] | msgspec.UnsetType = msgspec.UNSET


class Time(msgspec.Struct):
    """The time of the lab, and the time at which its clock is frozen, null while it runs."""

    now: datetime
    frozen: datetime | None


class ClockResource:
    """The clock of a lab."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def get(self) -> Time:
        """Return the time of the lab, and whether its clock is frozen."""
        return Time(self._clock.now(), self._clock.frozen)

    def post(self, body: Setting) -> Time:
        """Freeze the clock, advance it, or let it run again; return the time."""
        if (body.frozen is msgspec.UNSET) is (body.advance is msgspec.UNSET):
            raise ValueError('expected either {"frozen": a time or null} or {"advance": seconds}')
        if isinstance(body.advance, float):
            self._advance(body.advance)
        elif isinstance(body.frozen, datetime):
            self._clock.freeze(body.frozen)
        else:
            self._clock.release()
        return self.get()

    def _advance(self, seconds: float) -> None:
        try:
            self._clock.advance(timedelta(seconds=seconds))
            self._clock.now()
        except OverflowError:
            raise ValueError(f"no time is {seconds} seconds away: expected fewer") from None
