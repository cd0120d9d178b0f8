"""A lab with a frozen clock, for results that are computed outside the scenarios."""

from __future__ import annotations

from crosswalk.lab_interface import START
from fakes.lab import Lab
from fakes.wire import Clock


def frozen_lab() -> Lab:
    """Return three empty fakes with a frozen clock."""
    clock = Clock()
    clock.freeze(START)
    return Lab(clock=clock)
