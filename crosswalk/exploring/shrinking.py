"""Shrinks a history that breaks a law: to as few steps as still break it (delta debugging)."""

from __future__ import annotations

from collections.abc import Callable

from .history import Step

Steps = tuple[Step, ...]
AT_MOST = 200
"""How many shorter histories are played at most for one find."""


def shrunk(steps: Steps, breaks: Callable[[Steps], bool], at_most: int = AT_MOST) -> Steps:
    """Return a part of the steps, in their order, that still breaks what they break.

    Parts are taken out, first large ones and then single steps, until none can go.
    """
    parts, played = 2, 0
    while len(steps) > 1 and played < at_most:
        size = max(len(steps) // parts, 1)
        for start in range(0, len(steps), size):
            shorter = steps[:start] + steps[start + size :]
            played += 1
            if breaks(shorter):
                steps, parts = shorter, max(parts - 1, 2)
                break
            if played >= at_most:
                break
        else:
            if size == 1:
                break
            parts = min(parts * 2, len(steps))
    return steps
