"""What nobody has documented and can be read in several ways: the readings, and the choice."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Protocol, TypeVar

Reading = TypeVar("Reading", bound=Enum)


class HasReadings(Protocol):
    """The state of a fake, which remembers each choice by the id of its assumption."""

    readings: dict[str, str]


class Readings:
    """The switches of a fake's assumptions.

    ``known`` holds the readings of each assumption; the first is in force until another is chosen.
    """

    def __init__(self, state: HasReadings, known: Mapping[str, type[Enum]]) -> None:
        self._state = state
        self._known = known

    def options(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return each assumption id with its readings, the one in force at first being first."""
        return tuple((assumption, self._readings(assumption)) for assumption in self._known)

    def in_force(self) -> tuple[tuple[str, str], ...]:
        """Return each assumption id with the reading that is in force."""
        chosen = self._state.readings
        return tuple(
            (each, chosen.get(each, _texts(known)[0])) for each, known in self._known.items()
        )

    def choose(self, assumption: str, reading: str) -> None:
        """Put a reading in force; raises ValueError listing the ids or readings there are."""
        if assumption not in self._known:
            known = ", ".join(self._known)
            raise ValueError(f"no assumption {assumption!r}: expected one of {known}")
        if reading not in self._readings(assumption):
            readings = " or ".join(repr(each) for each in self._readings(assumption))
            raise ValueError(f"{assumption} cannot be read as {reading!r}: expected {readings}")
        self._state.readings[assumption] = reading

    def _readings(self, assumption: str) -> tuple[str, ...]:
        return _texts(self._known[assumption])


def in_force(state: HasReadings, assumption: str, readings: type[Reading]) -> Reading:
    """Return the reading of an assumption that is in force."""
    chosen = state.readings.get(assumption)
    return _first(readings) if chosen is None else readings(chosen)


@cache
def _first(readings: type[Reading]) -> Reading:
    return next(iter(readings))


@cache
def _texts(readings: type[Enum]) -> tuple[str, ...]:
    return tuple(str(reading.value) for reading in readings)
