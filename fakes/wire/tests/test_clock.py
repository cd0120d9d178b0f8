from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from fakes.wire import Clock

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_a_frozen_clock_stands_still_until_it_is_moved_or_released() -> None:
    clock = Clock()
    clock.freeze(START.astimezone(timezone(HOUR)))
    assert (clock.now(), clock.frozen) == (START, START)
    clock.advance(HOUR)
    assert (clock.now(), clock.frozen) == (START + HOUR, START + HOUR)
    clock.release()
    assert not clock.frozen
    assert abs(datetime.now(UTC) - clock.now()) < HOUR


def test_a_running_clock_runs_ahead_by_all_it_was_moved() -> None:
    clock = Clock()
    clock.advance(HOUR)
    clock.advance(HOUR)
    assert timedelta(0) <= clock.now() - datetime.now(UTC) - 2 * HOUR + HOUR / 2 < HOUR


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match=r"2026-03-02T08:00:00 has no zone: expected .*Z"):
        Clock().freeze(START.replace(tzinfo=None))
