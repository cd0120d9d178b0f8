"""The page that every console has beside its vendor's: the assumptions, and how they are read."""

from __future__ import annotations

from typing import Protocol

from .console import Next, Screen, Values
from .visits import Visit, Wrong

ASSUMPTIONS = "/lab/assumptions"


class Readings(Protocol):
    """What an admin port says of the assumptions that can be read otherwise."""

    def options(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return each assumption id with its readings, the one in force at first being first."""

    def in_force(self) -> tuple[tuple[str, str], ...]:
        """Return each assumption id with the reading that is in force."""

    def choose(self, assumption: str, reading: str) -> None:
        """Put a reading in force; raises ValueError listing the ids or readings there are."""


def assumptions_screen(readings: Readings) -> Screen:
    """Return the page on which a reading of an assumption is chosen."""
    page = Assumptions(readings)
    return Screen(ASSUMPTIONS, "assumptions.html", page.show, {"choose": page.choose})


class Assumptions:
    """What no document says of the vendor's product, and how the lab reads it."""

    def __init__(self, readings: Readings) -> None:
        self._readings = readings

    def show(self, _visit: Visit) -> Values:
        """Show each assumption with its readings, and the one that is in force."""
        return {"options": self._readings.options(), "in_force": dict(self._readings.in_force())}

    def choose(self, visit: Visit) -> Next:
        """Put a reading of an assumption in force."""
        assumption = visit.form.text("assumption")
        try:
            self._readings.choose(assumption, visit.form.text(f"reading-{assumption}"))
        except ValueError as refusal:
            raise Wrong(f"reading-{assumption}", str(refusal)) from None
        return Next(said=f"Assumption {assumption} is read as chosen.")
