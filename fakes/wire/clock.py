"""The one clock of the lab."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Setting:
    """How a clock was set: the time at which it is frozen, or how far it is ahead."""

    frozen: datetime | None = None
    ahead: timedelta = timedelta()


@dataclass(eq=False)
class Clock:
    """Real time in UTC, unless it is frozen or moved, or freezegun holds all time still.

    It may be set by one thread while others read it. ``setting`` is all that it remembers.
    """

    setting: Setting = Setting()

    def __post_init__(self) -> None:
        self._set = threading.Lock()

    @property
    def frozen(self) -> datetime | None:
        """The time at which the clock is frozen, or None while it runs."""
        return self.setting.frozen

    def now(self) -> datetime:
        """Return the current time, aware, in UTC."""
        setting = self.setting
        return setting.frozen or datetime.now(UTC) + setting.ahead

    def freeze(self, at: datetime) -> None:
        """Freeze the clock at a time; raises ValueError for one without a zone."""
        if at.tzinfo is None:
            raise ValueError(f"{at.isoformat()} has no zone: expected a time such as ...T08:00:00Z")
        with self._set:
            self.setting = Setting(frozen=at.astimezone(UTC))

    def advance(self, span: timedelta) -> None:
        """Move the clock by a span, whether it stands still or runs."""
        with self._set:
            frozen, ahead = self.setting.frozen, self.setting.ahead
            if frozen:
                self.setting = Setting(frozen=frozen + span)
            else:
                self.setting = Setting(ahead=ahead + span)

    def release(self) -> None:
        """Let the clock run again, at real time."""
        with self._set:
            self.setting = Setting()
