"""What a wire was at one moment, to go back to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .faults import Fault
from .journal import Exchange


@dataclass(frozen=True, slots=True)
class WireSnapshot:
    """The time, what had crossed the wire, and what was to go wrong on it.

    ``latest`` is the number of the exchange at which the last step that acts began.
    """

    now: datetime
    exchanges: tuple[Exchange, ...] = ()
    latest: int = 0
    faults: tuple[Fault, ...] = ()

    def __post_init__(self) -> None:
        if self.now.tzinfo is None:
            raise ValueError(f"{self.now.isoformat()} has no zone")
