"""Reports, System Log: what Okta says happened, oldest first."""

from __future__ import annotations

from datetime import datetime

from fakes.okta.messages import DISPLAY_MESSAGES
from fakes.okta.model import LogEvent, OtherApp, Severity
from fakes.okta.service.state import State
from fakes.wire import Clock


class SystemLog:
    """Writes events at the time of the clock and reads them back."""

    def __init__(self, state: State, clock: Clock) -> None:
        self._state = state
        self._clock = clock

    def now(self) -> datetime:
        """Return the time at which an event would be written now."""
        return self._clock.now()

    def write(
        self,
        event_type: str,
        *,
        target: str = "",
        user_id: str = "",
        group_id: str = "",
        result: str = "SUCCESS",
        reason: str = "",
        severity: Severity = Severity.INFO,
        app: OtherApp | None = None,
        app_user_id: str = "",
    ) -> None:
        """Add an event, of Druva 2.0 unless it is of another ``app``.

        Its display message is the one of the event type.
        """
        self._state.events.put(
            LogEvent(
                uuid=self._state.ids.guid("event"),
                published=self._clock.now(),
                event_type=event_type,
                display_message=DISPLAY_MESSAGES.get(event_type, event_type),
                severity=severity,
                result=result,
                reason=reason,
                target=target,
                user_id=user_id,
                app_user_id=app_user_id if app else self._app_user_id(event_type, user_id),
                group_id=group_id,
                app_id=app.id if app else "",
                app_label=app.label if app else "",
            )
        )

    def _app_user_id(self, event_type: str, user_id: str) -> str:
        """Return the id of the assignment that an event of the app is about, or ""."""
        app_user = self._state.app_users.get(user_id) if event_type.startswith("app") else None
        return app_user.id if app_user else ""

    def events(self, event_type: str = "") -> tuple[LogEvent, ...]:
        """Return the events, or those of one type, oldest first."""
        return tuple(event for event in self._state.events if event_type in ("", event.event_type))
