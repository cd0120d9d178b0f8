"""The pages that are the lab's own: throttling and assumptions."""

from __future__ import annotations

from dataclasses import dataclass

from crosswalk.screens.window import Window
from fakes.microsoft365.model import Limit

from .lists import CONSOLE


@dataclass(frozen=True, slots=True)
class Reading:
    """An assumption on the page, with its readings and the one that is in force."""

    assumption: str
    readings: tuple[str, ...]
    in_force: str


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


class AssumptionsScreen:
    """The assumptions of Microsoft 365, and how they are read."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def options(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Read which readings each assumption has."""
        return tuple((each.assumption, each.readings) for each in self._read())

    def in_force(self) -> tuple[tuple[str, str], ...]:
        """Read which reading is in force."""
        return tuple((each.assumption, each.in_force) for each in self._read())

    def choose(self, assumption: str, reading: str) -> None:
        """Choose another reading and click the button beside it."""
        self._window.go(CONSOLE, "Assumptions")
        self._window.choose(f"Reading of {assumption}", reading)
        self._window.press(f"Read {assumption} so")

    def _read(self) -> tuple[Reading, ...]:
        self._window.go(CONSOLE, "Assumptions")
        return self._window.read_all(Reading)
