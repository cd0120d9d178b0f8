"""Which reading of an unclear page this tenant follows."""

from __future__ import annotations

from fakes.microsoft365.rules import READINGS

from .state import State


class Readings:
    """The switches of the assumptions."""

    def __init__(self, state: State) -> None:
        self._state = state

    def choose(self, assumption_id: str, reading: str) -> None:
        """Follow a reading; raises ValueError naming the ones there are."""
        if reading not in _readings_of(assumption_id):
            allowed = ", ".join(map(repr, READINGS[assumption_id]))
            raise ValueError(f"{assumption_id} has no reading {reading!r}: expected {allowed}")
        self._state.readings[assumption_id] = reading

    def chosen(self, assumption_id: str) -> str:
        """Return the reading that is followed."""
        _readings_of(assumption_id)
        return self._state.readings[assumption_id]


def _readings_of(assumption_id: str) -> tuple[str, ...]:
    if assumption_id not in READINGS:
        known = ", ".join(READINGS)
        raise ValueError(f"no reading can be chosen for {assumption_id!r}: expected {known}")
    return READINGS[assumption_id]
