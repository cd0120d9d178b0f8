"""Reports > System Log."""

from __future__ import annotations

from crosswalk.screens.window import Window
from fakes.okta.model import LogEvent


class LogScreen:
    """The events, newest first."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def events(self, event_type: str = "") -> tuple[LogEvent, ...]:
        """Search for a type, many on a page; return the events from the oldest on."""
        self._window.go("okta", "System Log")
        self._window.fill("Event type", event_type)
        self._window.choose("Rows", "200")
        self._window.press("Search")
        return self._window.read_pages(LogEvent)[::-1]
