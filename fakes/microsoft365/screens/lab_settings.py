"""What no admin center has: the limit that Graph puts on apps, and the assumptions of the lab."""

from __future__ import annotations

from fakes.microsoft365.admin import Microsoft365Admin
from fakes.screens import Next, Screen, Values, Visit

from .fields import at_field

THROTTLING = "/lab/throttling"
ASSUMPTIONS = "/lab/assumptions"


def lab_screens(microsoft365: Microsoft365Admin) -> tuple[Screen, ...]:
    """Return the pages that are the lab's own."""
    settings = LabSettings(microsoft365)
    return (
        Screen(
            THROTTLING,
            "throttling.html",
            settings.show_limit,
            {"limit": settings.limit, "lift": settings.lift},
        ),
        Screen(
            ASSUMPTIONS, "assumptions.html", settings.show_readings, {"choose": settings.choose}
        ),
    )


class LabSettings:
    """The limit on each app, and the readings of the assumptions."""

    def __init__(self, microsoft365: Microsoft365Admin) -> None:
        self._throttling = microsoft365.throttling
        self._readings = microsoft365.readings

    def show_limit(self, _visit: Visit) -> Values:
        """Show the limit, if there is one."""
        return {"limit": self._throttling.current()}

    def show_readings(self, _visit: Visit) -> Values:
        """Show each assumption with its readings, and the one that is in force."""
        return {"options": self._readings.options(), "in_force": dict(self._readings.in_force())}

    def limit(self, visit: Visit) -> Next:
        """Let an app call a number of times in a span of seconds, and no more."""
        calls, seconds = visit.form.number("calls"), visit.form.number("seconds")
        self._throttling.limit(calls=calls, seconds=seconds)
        return Next(said="The limit is set.")

    def lift(self, _visit: Visit) -> Next:
        """Remove the limit."""
        self._throttling.lift()
        return Next(said="There is no limit now.")

    def choose(self, visit: Visit) -> Next:
        """Put a reading of an assumption in force."""
        assumption = visit.form.text("assumption")
        try:
            self._readings.choose(assumption, visit.form.text(assumption))
        except ValueError as refusal:
            raise at_field(assumption, refusal) from None
        return Next(said=f"{assumption} is read so now.")
