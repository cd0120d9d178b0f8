"""The page of the limit on each app, which is the lab's own."""

from __future__ import annotations

from crosswalk.screens.window import Window
from fakes.microsoft365.model import Limit

from .lists import CONSOLE


class ThrottlingScreen:
    """The limit that Graph puts on each app."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def limit(self, *, calls: int, seconds: int) -> Limit:
        """Fill in the form and set the limit."""
        self._window.go(CONSOLE, "Throttling")
        self._window.fill("Calls", str(calls))
        self._window.fill("Seconds", str(seconds))
        self._window.press("Set the limit")
        return self._window.read(Limit)

    def lift(self) -> None:
        """Lift the limit, if there is one."""
        if self.current() is not None:
            self._window.press("Lift the limit")

    def current(self) -> Limit | None:
        """Read the page."""
        self._window.go(CONSOLE, "Throttling")
        return next(iter(self._window.read_all(Limit)), None)
