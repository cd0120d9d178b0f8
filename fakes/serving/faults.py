"""/faults: what is to go wrong on the wire."""

from __future__ import annotations

import msgspec

from fakes.wire import Fault, Wire


class WaitingFaults(msgspec.Struct):
    """The faults that wait for a request, oldest first."""

    faults: tuple[Fault, ...]


class FaultsResource:
    """The faults of a wire."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def get(self) -> WaitingFaults:
        """Return the faults that wait for a request, oldest first."""
        return WaitingFaults(self._wire.faults)

    def post(self, body: Fault) -> WaitingFaults:
        """Add a fault for the next requests that it matches; return the faults that wait."""
        if body.times < 1:
            raise ValueError(f"times: expected 1 or more, got {body.times}")
        if body.seconds < 0:
            raise ValueError(f"seconds: expected 0 or more, got {body.seconds}")
        self._check_host(body.host)
        self._wire.inject_fault(body)
        return self.get()

    def delete(self) -> WaitingFaults:
        """Remove the faults that wait."""
        self._wire.clear_faults()
        return self.get()

    def _check_host(self, host: str) -> None:
        known = self._wire.all_hosts()
        if host not in known:
            raise ValueError(f"there is no host {host!r}: expected one of {', '.join(known)}")
