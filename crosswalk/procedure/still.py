"""A lab of one's own, in which time stands still: for what is found out beside the scenarios."""

from __future__ import annotations

from crosswalk.labs import START
from fakes.lab import Lab
from fakes.wire import Clock


def still_lab() -> Lab:
    """Return three empty fakes whose clock stands still."""
    clock = Clock()
    clock.freeze(START)
    return Lab(clock=clock)
