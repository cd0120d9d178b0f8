"""/faults: what is to go wrong on the wire."""

from __future__ import annotations

import falcon
import msgspec

from fakes.wire import Fault, Wire


class FaultsResource:
    """GET lists the faults that wait for a request; POST adds one, DELETE removes them all."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def on_get(self, _req: falcon.Request, resp: falcon.Response) -> None:
        """Answer with them, oldest first."""
        resp.data = msgspec.json.encode({"faults": self._wire.faults})

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Let the next requests that a fault strikes meet it."""
        fault = msgspec.json.decode(req.bounded_stream.read(), type=Fault)
        if fault.times < 1:
            raise ValueError(f"a fault that strikes {fault.times} times: expected 1 or more")
        self._check_host(fault.host)
        self._wire.inject_fault(fault)
        self.on_get(req, resp)

    def on_delete(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Forget what was to go wrong."""
        self._wire.clear_faults()
        self.on_get(req, resp)

    def _check_host(self, host: str) -> None:
        known = self._wire.all_hosts()
        if host not in known:
            raise ValueError(f"there is no host {host!r}: expected one of {', '.join(known)}")
