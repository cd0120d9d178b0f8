"""/state, /snapshot, /seed and /reset: what the systems of a lab hold, as a whole."""

from __future__ import annotations

from typing import Annotated

import msgspec

from .endpoints import State
from .hosted_lab import HostedLab

PARTS = ("state", "journal", "faults", "clock")
_PART = msgspec.Meta(extra_json_schema={"enum": list(PARTS)})
_WHAT = msgspec.Meta(description="What is reset; everything where nothing is named.")
_SEED = msgspec.Meta(description="The name of a seed.")


class ResetQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Which parts of a lab are meant."""

    what: Annotated[tuple[Annotated[str, _PART], ...], _WHAT] = ()


class ResetParts(msgspec.Struct):
    """What was reset."""

    reset: tuple[str, ...]


class Seed(msgspec.Struct, forbid_unknown_fields=True):
    """Which seed is wanted."""

    name: Annotated[str, _SEED]


class Seeded(msgspec.Struct):
    """Which seed the lab was filled by."""

    seeded: str


class Loaded(msgspec.Struct):
    """That a state was loaded."""

    loaded: bool


class Reset:
    """A lab, put back to its start."""

    def __init__(self, hosted: HostedLab) -> None:
        self._hosted = hosted

    def post(self, query: ResetQuery) -> ResetParts:
        """Put the state, the journal, the faults and the clock back to the start.

        Resetting the state also revokes the credentials.
        """
        named = query.what or PARTS
        for what in named:
            if what not in PARTS:
                raise ValueError(f"cannot reset {what!r}: expected one of {', '.join(PARTS)}")
        for what in named:
            self._reset(what)
        return ResetParts(named)

    def _reset(self, what: str) -> None:
        lab = self._hosted.lab
        {
            "state": lab.empty,
            "journal": lab.wire.journal.clear,
            "faults": lab.wire.clear_faults,
            "clock": lab.wire.clock.release,
        }[what]()


class Seeding:
    """A lab, emptied and filled."""

    def __init__(self, hosted: HostedLab) -> None:
        self._hosted = hosted

    def post(self, body: Seed) -> Seeded:
        """Empty the three systems and fill them from a seed; the credentials stay the same."""
        self._hosted.fill_from_seed(body.name)
        return Seeded(body.name)


class LabState:
    """Everything that the systems of a lab hold."""

    def __init__(self, hosted: HostedLab) -> None:
        self._hosted = hosted

    def get(self) -> State:
        """Return everything that the systems hold."""
        return self._hosted.lab.dump()

    def put(self, body: State) -> Loaded:
        """Replace everything that the systems hold with a state or a snapshot.

        A snapshot also brings back the journal and the faults, and freezes the clock.
        """
        self._hosted.lab.load(body)
        return Loaded(loaded=True)


class LabSnapshot:
    """The state of a lab, and of the wire between its systems."""

    def __init__(self, hosted: HostedLab) -> None:
        self._hosted = hosted

    def get(self) -> State:
        """Return the state, and with it the time, the journal and the faults."""
        return self._hosted.lab.snapshot()
