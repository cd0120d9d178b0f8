"""The page of assumptions, which every console has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from crosswalk.screens.window import Window


@dataclass(frozen=True, slots=True)
class Reading:
    """An assumption on the page, with its readings and the one that is in force."""

    assumption: str
    readings: tuple[str, ...]
    in_force: str


class ReadingsScreen:
    """The assumptions of a system, and how they are read; ``turn`` opens the page."""

    def __init__(self, window: Window, turn: Callable[[Window], None]) -> None:
        self._window = window
        self._turn = partial(turn, window)

    def options(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Read which readings each assumption has."""
        return tuple((each.assumption, each.readings) for each in self._all())

    def in_force(self) -> tuple[tuple[str, str], ...]:
        """Read which reading of each is in force."""
        return tuple((each.assumption, each.in_force) for each in self._all())

    def choose(self, assumption: str, reading: str) -> None:
        """Choose another reading and click the button beside it."""
        known = [each.assumption for each in self._all()]
        if assumption not in known:
            raise ValueError(f"no assumption {assumption!r}: expected one of {', '.join(known)}")
        self._window.choose(f"Reading of {assumption}", reading)
        self._window.press(f"Choose for {assumption}")

    def _all(self) -> tuple[Reading, ...]:
        self._turn()
        return self._window.read_all(Reading)
