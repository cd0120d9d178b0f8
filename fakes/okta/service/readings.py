"""Assumptions that can be read otherwise, and the reading in force."""

from __future__ import annotations

from enum import Enum

from fakes.okta.model import OnApplyUpdates

from .state import State

# The first reading of each is in force until another is chosen.
READINGS: dict[str, type[Enum]] = {"A2": OnApplyUpdates}


class ReadingsService:
    """The switches of what nobody has documented."""

    def __init__(self, state: State) -> None:
        self._state = state

    def options(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return each assumption id with its readings, the default first."""
        return tuple((assumption, _readings(assumption)) for assumption in READINGS)

    def choose(self, assumption: str, reading: str) -> None:
        """Put a reading in force; raises ValueError listing the ids or readings there are."""
        if assumption not in READINGS:
            raise ValueError(f"no assumption {assumption!r}: expected one of {', '.join(READINGS)}")
        if reading not in _readings(assumption):
            readings = " or ".join(repr(each) for each in _readings(assumption))
            raise ValueError(f"{assumption} cannot be read as {reading!r}: expected {readings}")
        self._state.readings[assumption] = reading


def _readings(assumption: str) -> tuple[str, ...]:
    return tuple(str(reading.value) for reading in READINGS[assumption])
