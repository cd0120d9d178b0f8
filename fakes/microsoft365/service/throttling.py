"""Throttling of Graph by app; there is no limit unless one is set."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from fakes.microsoft365 import rules
from fakes.microsoft365.limits import Window
from fakes.microsoft365.model import Limit

from .state import State


@dataclass(frozen=True, slots=True)
class Toll:
    """What a call costs an app: the seconds it has to wait, or 0, and the share of its limit."""

    wait: int = 0
    share: float | None = None


class ThrottlingService:
    """The limit that Graph puts on each app."""

    def __init__(self, state: State) -> None:
        self._state = state
        # A read counts, and changes no state.
        self._windows: dict[str, Window] = {}

    def limit(self, *, calls: int, seconds: int) -> Limit:
        """Let an app call a number of times in a span of seconds, and no more."""
        if calls < 0 or seconds < 1:
            raise ValueError(
                f"{calls} calls in {seconds} seconds is not a limit: expected at least 0 calls "
                "in at least 1 second"
            )
        self.forget()
        self._state.limit = Limit(calls, seconds)
        return self._state.limit

    def forget(self) -> None:
        """Forget what was counted."""
        self._windows.clear()

    def lift(self) -> None:
        """Remove the limit."""
        self._state.limit = None

    def current(self) -> Limit | None:
        """Return the limit, if there is one."""
        return self._state.limit

    def count(self, client_id: str) -> Toll:
        """Count a call of an app; throttled calls count as well."""
        limit, now = self._state.limit, self._state.clock.now()
        if limit is None:
            return Toll()
        window = self._windows.get(client_id)
        if window is None or rules.is_over(window.since, timedelta(seconds=limit.seconds), now):
            window = Window(client_id, now, 0)
        window = replace(window, calls=window.calls + 1)
        self._windows[client_id] = window
        wait = rules.seconds_to_wait(limit, window, now)
        return Toll(wait, rules.share_used(limit, window))
