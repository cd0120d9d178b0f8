"""The clock of the lab: frozen, moved, running."""

from __future__ import annotations

from datetime import datetime

import msgspec

from fakes.screens import Next, Screen, Values, Visit, Wrong
from fakes.serving.clock import ClockResource, Setting
from fakes.wire import Clock

UNITS = {"minutes": 60, "hours": 3600, "days": 86400}


def clock_screens(clock: Clock) -> tuple[Screen, ...]:
    """Return the screen of the clock."""
    page = ClockPage(clock)
    does = {"freeze": page.freeze, "advance": page.advance, "run": page.run}
    return (Screen("/clock", "clock.html", page.show, does),)


class ClockPage:
    """What time it is, and how that is set."""

    def __init__(self, clock: Clock) -> None:
        self._clock = ClockResource(clock)

    def show(self, _visit: Visit) -> Values:
        """Show the time."""
        return {"time": self._clock.get(), "units": tuple(UNITS)}

    def freeze(self, visit: Visit) -> Next:
        """Freeze the clock, at a time with its zone or now; raises Wrong."""
        text = visit.form.text("at").strip()
        self._set(Setting(frozen=_time(text) if text else self._clock.get().now), "at")
        return Next(said="The clock is frozen.")

    def advance(self, visit: Visit) -> Next:
        """Move the clock; raises Wrong."""
        unit = visit.form.text("unit")
        if unit not in UNITS:
            raise Wrong("unit", f"{unit!r} cannot be chosen: expected one of {', '.join(UNITS)}")
        self._set(Setting(advance=float(visit.form.number("by") * UNITS[unit])), "by")
        return Next(said="The clock is moved.")

    def run(self, _visit: Visit) -> Next:
        """Let the clock run again, at real time."""
        self._set(Setting(frozen=None), "at")
        return Next(said="The clock runs, at the time of this machine.")

    def _set(self, setting: Setting, field: str) -> None:
        try:
            self._clock.post(setting)
        except ValueError as refusal:
            raise Wrong(field, str(refusal)) from None


def _time(text: str) -> datetime:
    try:
        return msgspec.convert(text, datetime)
    except msgspec.ValidationError:
        example = "2026-03-02T08:00:00Z"
        raise Wrong("at", f"{text!r} is no time: expected one such as {example}") from None
