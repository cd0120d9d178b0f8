"""What no admin center has: the limit that Graph puts on each app."""

from __future__ import annotations

from fakes.microsoft365.admin import Throttling
from fakes.screens import Next, Screen, Values, Visit

THROTTLING = "/lab/throttling"


def throttling_screens(throttling: Throttling) -> tuple[Screen, ...]:
    """Return the page of the limit."""
    page = ThrottlingPage(throttling)
    return (
        Screen(
            THROTTLING,
            "throttling.html",
            page.show_limit,
            {"limit": page.limit, "lift": page.lift},
        ),
    )


class ThrottlingPage:
    """The limit on each app."""

    def __init__(self, throttling: Throttling) -> None:
        self._throttling = throttling

    def show_limit(self, _visit: Visit) -> Values:
        """Show the limit, if there is one."""
        return {"limit": self._throttling.current()}

    def limit(self, visit: Visit) -> Next:
        """Let an app call a number of times in a span of seconds, and no more."""
        calls, seconds = visit.form.number("calls"), visit.form.number("seconds")
        self._throttling.limit(calls=calls, seconds=seconds)
        return Next(said="The limit is set.")

    def lift(self, _visit: Visit) -> Next:
        """Remove the limit."""
        self._throttling.lift()
        return Next(said="There is no limit now.")
