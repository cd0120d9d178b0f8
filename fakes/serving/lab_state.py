"""/state, /snapshot, /seed and /reset: what the lab remembers, as a whole."""

from __future__ import annotations

from typing import Any

import falcon
import msgspec

from .hosted_lab import HostedLab

_PARTS = ("state", "journal", "faults", "clock")


class SeedName(msgspec.Struct, forbid_unknown_fields=True):
    """Which seed is wanted."""

    name: str


class Reset:
    """POST /reset?what=state|journal|faults|clock: that part, or all of them, as at the start."""

    def __init__(self, hosted: HostedLab) -> None:
        self._hosted = hosted

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Empty what is named."""
        named = req.get_param_as_list("what") or list(_PARTS)
        for what in named:
            if what not in _PARTS:
                raise ValueError(f"cannot reset {what!r}: expected one of {', '.join(_PARTS)}")
        for what in named:
            self._reset(what)
        resp.media = {"reset": named}

    def _reset(self, what: str) -> None:
        lab = self._hosted.lab
        {
            "state": lab.empty,
            "journal": lab.wire.journal.clear,
            "faults": lab.wire.clear_faults,
            "clock": lab.wire.clock.release,
        }[what]()


class Seeding:
    """POST /seed: an emptied lab filled by a seed, or by a state as /state gives it."""

    def __init__(self, hosted: HostedLab) -> None:
        self._hosted = hosted

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Empty the lab and fill it."""
        wanted = msgspec.json.decode(req.bounded_stream.read(), type=dict[str, Any])
        if "version" in wanted:
            self._hosted.lab.load(wanted)
            resp.media = {"seeded": "a state"}
            return
        seed = msgspec.convert(wanted, type=SeedName)
        self._hosted.fill_from_seed(seed.name)
        resp.media = {"seeded": seed.name}


class LabState:
    """GET /state gives everything the systems remember; PUT puts it back."""

    def __init__(self, hosted: HostedLab) -> None:
        self._hosted = hosted

    def on_get(self, _req: falcon.Request, resp: falcon.Response) -> None:
        """Answer with the state."""
        resp.data = msgspec.json.encode(self._hosted.lab.dump(), order="deterministic")

    def on_put(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Replace the state."""
        self._hosted.lab.load(msgspec.json.decode(req.bounded_stream.read()))
        resp.media = {"loaded": True}


class LabSnapshot:
    """GET /snapshot gives the state, and beside it the time, the journal and the faults.

    PUT /state and POST /seed take it as well; the clock then stands still.
    """

    def __init__(self, hosted: HostedLab) -> None:
        self._hosted = hosted

    def on_get(self, _req: falcon.Request, resp: falcon.Response) -> None:
        """Answer with the state and the wire."""
        resp.data = msgspec.json.encode(self._hosted.lab.snapshot(), order="deterministic")
