"""How long to wait before a request is sent again, and when to stop asking."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from .errors import Unavailable

ATTEMPTS = 6
LONGEST = 300.0
"""An API that asks for a longer wait, in seconds, is asked again in a later run."""
THROTTLED = 429
REPEATED = frozenset({THROTTLED, 500, 502, 503, 504})
_FIRST = 1.0
_FIRST_THROTTLED = 15.0


def _not_told(_system: str, _seconds: float, _why: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Patience:
    """Waits between attempts; ``told`` learns of each wait: which system, how long, and why."""

    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.time
    told: Callable[[str, float, str], None] = _not_told

    def wait(self, system: str, attempt: int, seconds: float, why: str) -> None:
        """Wait after an attempt that failed; raises Unavailable after the last one."""
        if attempt >= ATTEMPTS:
            raise Unavailable(f"{system} was asked {attempt} times: {why}")
        if seconds > LONGEST:
            raise Unavailable(f"{system} asks to wait for {seconds:.0f} seconds: {why}")
        self.told(system, seconds, why)
        self.sleep(seconds)

    def seconds(self, status: int, headers: Mapping[str, str], attempt: int) -> float:
        """Return how long an answer asks to wait; without a word of it, longer each time."""
        for asked in (self._retry_after(headers), self._reset(headers)):
            if asked is not None:
                return max(asked, 0.0)
        first = _FIRST_THROTTLED if status == THROTTLED else _FIRST
        return float(first * 2 ** (attempt - 1))

    def _retry_after(self, headers: Mapping[str, str]) -> float | None:
        """Retry-After is a number of seconds or a date."""
        text = headers.get("retry-after", "").strip()
        if text.isascii() and text.isdecimal():
            return float(text)
        at = _moment(text)
        return None if at is None else at - self._at(headers)

    def _reset(self, headers: Mapping[str, str]) -> float | None:
        """X-Rate-Limit-Reset is in seconds since 1970, by the clock of the server."""
        text = headers.get("x-rate-limit-reset", "").strip()
        if not (text.isascii() and text.isdecimal()):
            return None
        return float(text) - self._at(headers) + 1

    def _at(self, headers: Mapping[str, str]) -> float:
        """Return when the server answered, by its own clock if it says so."""
        at = _moment(headers.get("date", ""))
        return self.now() if at is None else at


def _moment(text: str) -> float | None:
    with suppress(ValueError, TypeError, OverflowError):
        return parsedate_to_datetime(text).timestamp()
    return None
