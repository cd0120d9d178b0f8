"""Comparisons by pairs: one side, then the other, round after round, in one run.

A machine that is slow today is slow for both sides; what is left is the ratio.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Protocol, runtime_checkable

Samples = Mapping[str, list[float]]


class Side(Protocol):
    """One of the things that are compared."""

    def seconds(self) -> float:
        """Do it once and return how long it took; raises Unmeasurable when it went wrong."""

    def profile(self) -> str:
        """Do it once under a profiler and return where the time went."""


@runtime_checkable
class Ending(Protocol):
    """A side that leaves something running, until it is closed."""

    def close(self) -> None:
        """End what runs."""


class Unmeasurable(Exception):
    """A side did not do what was to be measured; the message says what it did."""


class LeftOut(Exception):
    """What a trial compares with is not there; the message says how to get it."""


def check_installed(*names: str) -> None:
    """Raise LeftOut unless packages are there that only the extra ``bench`` brings."""
    missing = [name for name in names if find_spec(name) is None]
    if missing:
        raise LeftOut(f"{', '.join(missing)} not installed: pip install -e '.[bench]'")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared: one side's time over another's, and the most that it may be, if any.

    ``scale`` turns seconds into ``unit``.
    """

    id: str
    what: str
    target: float | None
    measured: str
    reference: str
    unit: str = "s"
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Trial:
    """Sides that are measured together, and the comparisons their times allow.

    ``prepare`` makes the sides, given a checkout and an empty directory.
    """

    comparisons: tuple[Comparison, ...]
    prepare: Callable[[Path, Path], Mapping[str, Side]]


@dataclass(frozen=True, slots=True)
class Result:
    """What a comparison came to: the median ratio, its spread over the rounds, both medians.

    ``note`` is whatever else the sides can tell.
    """

    id: str
    what: str
    target: float | None
    runs: int
    ratio: float
    lowest: float
    highest: float
    measured: float
    reference: float
    unit: str
    note: str = ""

    @property
    def met(self) -> bool:
        """Tell whether the median ratio is within the target, where there is one."""
        return self.target is None or self.ratio <= self.target


def alternate(
    sides: Mapping[str, Side], runs: int, done: Callable[[], object] = lambda: None
) -> dict[str, list[float]]:
    """Return the seconds of each side in each round; one round before them only warms up."""
    samples: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(runs + 1):
        for name, side in sides.items():
            seconds = side.seconds()
            if number:
                samples[name].append(seconds)
        done()
    return samples


def compared(comparison: Comparison, samples: Samples) -> Result:
    """Return what the times of two sides come to, round by round."""
    measured, reference = samples[comparison.measured], samples[comparison.reference]
    ratios = [ours / theirs for ours, theirs in zip(measured, reference, strict=True)]
    return Result(
        id=comparison.id,
        what=comparison.what,
        target=comparison.target,
        runs=len(ratios),
        ratio=median(ratios),
        lowest=min(ratios),
        highest=max(ratios),
        measured=median(measured) * comparison.scale,
        reference=median(reference) * comparison.scale,
        unit=comparison.unit,
    )
