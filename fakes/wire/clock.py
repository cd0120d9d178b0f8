"""The one clock of the lab."""

from __future__ import annotations

from datetime import UTC, datetime


class Clock:
    """Real time in UTC, unless freezegun holds it still."""

    def now(self) -> datetime:
        """Return the current time, aware, in UTC."""
        return datetime.now(UTC)
