"""The one clock of the lab."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a clock was set: the moment at which it stands, or how far it is ahead."""

    frozen: datetime | None = None
    ahead: timedelta = timedelta()


class Clock:
    """Real time in UTC, unless it is frozen or moved, or freezegun holds all time still.

    It may be set by one thread while others read it.
    """

    def __init__(self) -> None:
        self._setting = _Setting()
        self._set = threading.Lock()

    @property
    def frozen(self) -> datetime | None:
        """The moment at which the clock stands still, or None while it runs."""
        return self._setting.frozen

    def now(self) -> datetime:
        """Return the current time, aware, in UTC."""
        setting = self._setting
        return setting.frozen or datetime.now(UTC) + setting.ahead

    def freeze(self, at: datetime) -> None:
        """Let the clock stand still at a moment; raises ValueError for one without a zone."""
        if at.tzinfo is None:
            raise ValueError(f"{at.isoformat()} has no zone: expected a time such as ...T08:00:00Z")
        with self._set:
            self._setting = _Setting(frozen=at.astimezone(UTC))

    def advance(self, span: timedelta) -> None:
        """Move the clock by a span, whether it stands still or runs."""
        with self._set:
            frozen, ahead = self._setting.frozen, self._setting.ahead
            if frozen:
                self._setting = _Setting(frozen=frozen + span)
            else:
                self._setting = _Setting(ahead=ahead + span)

    def release(self) -> None:
        """Let the clock run again, at real time."""
        with self._set:
            self._setting = _Setting()
