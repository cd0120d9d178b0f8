"""Reports > System Log."""

from __future__ import annotations

from fakes.okta.admin import Log
from fakes.screens import SIZES, Screen, Values, Visit, page_of

SYSTEM_LOG = "/reports/system-log"


def log_screens(log: Log) -> tuple[Screen, ...]:
    """Return the System Log."""

    def show(visit: Visit) -> Values:
        sought = visit.query.get("event_type", "").strip()
        found = log.events(sought)
        return {"events": page_of(found[::-1], visit.query), "searched": sought, "sizes": SIZES}

    return (Screen(SYSTEM_LOG, "system_log.html", show),)
