"""The laws: what holds for any lab after any history, whatever the features happen to say."""

from __future__ import annotations

from types import ModuleType

from . import accounts, deciding, jobs, keeping, passing, recording, sending
from .law import Breaches, Law, Memory


def _laws_in(module: ModuleType) -> tuple[Law, ...]:
    return tuple(each for each in vars(module).values() if isinstance(each, Law))


LAWS: tuple[Law, ...] = tuple(
    each
    for module in (keeping, accounts, sending, deciding, jobs, recording, passing)
    for each in _laws_in(module)
)
"""Every law that is looked at after steps, in an order that stays the same."""

UNEXPECTED = "a verb answers, or refuses in a sentence"
LIVELY = "with the remedy in force and the trouble over, everything succeeds"
ENDING = "retries end"
NAMES = (UNEXPECTED, *(each.name for each in LAWS), ENDING, LIVELY)
"""The names of all laws, with those that are looked at otherwise."""

__all__ = ["ENDING", "LAWS", "LIVELY", "NAMES", "UNEXPECTED", "Breaches", "Law", "Memory"]
