"""The lab: three empty fakes on one wire."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .insync import FakeInSync
from .microsoft365 import FakeMicrosoft365
from .okta import FakeOkta
from .store.encoding import plain, typed
from .store.fields import PersistentState
from .store.saving import dump_all, load_all
from .wire import Clock, Fault, Wire, WireSnapshot

SEED = "crosswalk"
TENANT = "corp.onmicrosoft.example"


class Lab:
    """Okta, inSync and Microsoft 365, side by side, joined by nothing but the wire.

    The seed decides every identifier that the fakes draw. A salt that nobody knows makes the
    secrets so that nobody can foretell them.
    """

    def __init__(self, seed: str = SEED, clock: Clock | None = None, *, salt: str = "") -> None:
        self.wire = Wire(clock)
        self.journal = self.wire.journal
        self.inject_fault = self.wire.inject_fault
        self.send = self.wire.send
        self.okta = FakeOkta(self.wire, seed=seed, salt=salt)
        self.insync = FakeInSync(self.wire, seed=seed, salt=salt)
        self.microsoft365 = FakeMicrosoft365(self.wire, seed=seed, domain=TENANT, salt=salt)

    def waiting_faults(self) -> tuple[Fault, ...]:
        """Return the faults that wait for a request still."""
        return self.wire.faults

    def states(self) -> dict[str, PersistentState]:
        """Return what each of the fakes remembers, by its name."""
        return {
            "okta": self.okta.state,
            "insync": self.insync.state,
            "microsoft365": self.microsoft365.state,
        }

    def lasting(self) -> dict[str, PersistentState]:
        """Return what outlives a process: the states, the clock's setting, the waiting faults."""
        return {**self.states(), "clock": self.wire.clock, "faults": self.wire.waiting_faults}

    def dump(self) -> dict[str, Any]:
        """Return what the three fakes remember, as JSON has it."""
        return dump_all(self.states())

    def snapshot(self) -> dict[str, Any]:
        """Return what the three fakes remember and what the wire is now, as JSON has it."""
        return {**self.dump(), "wire": plain(self.wire.snapshot())}

    def load(self, data: object) -> None:
        """Replace what the three fakes remember by what was dumped.

        A snapshot brings back the wire too, and freezes the clock at its time. Raises ValueError
        with the place and what was expected there, and changes nothing.
        """
        if not isinstance(data, Mapping) or "wire" not in data:
            load_all(self.states(), data)
            return
        wire = typed(data["wire"], WireSnapshot, "wire")
        load_all(self.states(), {key: data[key] for key in data if key != "wire"})
        self.wire.clock.freeze(wire.now)
        self.wire.recall(wire)

    def reset(self) -> None:
        """Empty the three fakes and the wire, so that the lab is as new."""
        self.empty()
        self.wire.reset()

    def empty(self) -> None:
        """Empty the three fakes, and leave the wire with its journal as it is."""
        self.okta.reset()
        self.insync.reset()
        self.microsoft365.reset()
