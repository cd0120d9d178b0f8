"""What is the lab's own: the rate limit and the assumptions."""

from __future__ import annotations

from dataclasses import dataclass

from crosswalk.screens.window import Window


@dataclass(frozen=True, slots=True)
class Limit:
    """The limit as the page shows it."""

    limit: int


@dataclass(frozen=True, slots=True)
class Assumption:
    """An assumption as the page shows it."""

    id: str
    in_force: str
    readings: tuple[str, ...]


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


class ReadingsScreen:
    """How what nobody has documented is read."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def options(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Read each assumption with its readings."""
        return tuple((each.id, each.readings) for each in self._all())

    def in_force(self) -> tuple[tuple[str, str], ...]:
        """Read which reading of each is in force."""
        return tuple((each.id, each.in_force) for each in self._all())

    def choose(self, assumption: str, reading: str) -> None:
        """Choose a reading and save it."""
        self._window.go("okta", "Assumptions")
        form = self._window.page.locator("main form").filter(
            has=self._window.page.get_by_label(assumption, exact=True)
        )
        self._window.choose(assumption, reading, within=form)
        self._window.press("Save", within=form)

    def _all(self) -> tuple[Assumption, ...]:
        self._window.go("okta", "Assumptions")
        return self._window.read_all(Assumption)
