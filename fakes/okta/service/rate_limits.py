"""The rate limit of the org: how many requests a minute it answers, 0 for any number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from fakes.wire import Clock

from .state import State

WINDOW = timedelta(seconds=60)
# The value of the headers while no limit is set.
USUAL = 600


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left of a minute that ends at ``reset``, in seconds since 1970."""

    limit: int
    remaining: int
    reset: int
    refused_at: datetime | None = None


class RateLimits:
    """Counts requests within a minute that begins with the first of them."""

    def __init__(self, state: State, clock: Clock) -> None:
        self._state = state
        self._clock = clock
        # When the minute began and what it has seen: a read counts, and changes no state.
        self._window: tuple[datetime | None, int] = (None, 0)

    def limit(self) -> int:
        """Return how many requests a minute takes, 0 for any number."""
        return self._state.rate_limit

    def set_limit(self, a_minute: int) -> None:
        """Answer only so many requests a minute from now on, or any number with 0."""
        if a_minute < 0:
            raise ValueError(f"a limit of {a_minute} a minute: expected 0 for any number, or more")
        self._state.rate_limit = a_minute
        self.forget()

    def forget(self) -> None:
        """Forget what was counted."""
        self._window = (None, 0)

    def take(self) -> Allowance:
        """Count a request and return what is left."""
        now, limit = self._clock.now(), self._state.rate_limit
        if not limit:
            return _unlimited(int(now.timestamp()) + 60)
        began, seen = self._window
        if began is None or not began <= now < began + WINDOW:
            began, seen = now, 0
        self._window = (began, seen + 1)
        reset = int((began + WINDOW).timestamp()) + 1
        refused_at = now if seen >= limit else None
        return Allowance(limit, max(limit - seen - 1, 0), reset, refused_at)


@lru_cache(maxsize=2)
def _unlimited(reset: int) -> Allowance:
    return Allowance(USUAL, USUAL - 1, reset)
