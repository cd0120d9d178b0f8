"""Real time, also where a scenario holds the clock still."""

from __future__ import annotations

import time
from collections.abc import Callable


def _clock(
    wall: Callable[[], int] = time.time_ns, ticks: Callable[[], int] = time.perf_counter_ns
) -> Callable[[], int]:
    """Return a clock that never goes back; freezegun does not reach what a closure holds."""
    offset = wall() - ticks()
    return lambda: ticks() + offset


now = _clock()


def stamp(nanoseconds: int) -> dict[str, int]:
    """Return a moment or a duration as messages write it."""
    seconds, nanos = divmod(nanoseconds, 1_000_000_000)
    return {"seconds": seconds, "nanos": nanos}
