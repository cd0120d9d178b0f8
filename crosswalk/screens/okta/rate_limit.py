"""What is the lab's own: the rate limit."""

from __future__ import annotations

from dataclasses import dataclass

from crosswalk.screens.window import Window


@dataclass(frozen=True, slots=True)
class Limit:
    """The limit as the page shows it."""

    limit: int


class LimitScreen:
    """The rate limit of the Management API."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def limit(self) -> int:
        """Read the limit."""
        self._window.go("okta", "Rate limit")
        return self._window.read(Limit).limit

    def set_limit(self, a_minute: int) -> None:
        """Enter a limit and save it."""
        self._window.go("okta", "Rate limit")
        self._window.fill("Requests a minute", str(a_minute))
        self._window.press("Save")
