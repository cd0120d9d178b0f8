"""/state, /seed and /reset: what the lab remembers, as a whole."""

from __future__ import annotations

import falcon
import msgspec

from .served import Served

_PARTS = ("state", "journal", "faults", "clock")


class Named(msgspec.Struct, forbid_unknown_fields=True):
    """Which seed is wanted."""

    name: str


class Reset:
    """POST /reset?what=state|journal|faults|clock: that part, or all of them, as at the start."""

    def __init__(self, served: Served) -> None:
        self._served = served

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
        lab = self._served.lab
        {
            "state": lab.empty,
            "journal": lab.wire.journal.clear,
            "faults": lab.wire.mend,
            "clock": lab.wire.clock.release,
        }[what]()


class Seeding:
    """POST /seed: an emptied lab filled by a seed, or by a state as /state gives it."""

    def __init__(self, served: Served) -> None:
        self._served = served

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Empty the lab and fill it."""
        seed = msgspec.json.decode(req.bounded_stream.read(), type=Named)
        known = self._served.seeds
        if seed.name not in known:
            there_are = ", ".join(known) or "none here"
            raise ValueError(f"there is no seed {seed.name!r}: expected one of {there_are}")
        self._served.lab.empty()
        known[seed.name](self._served.lab)
        resp.media = {"seeded": seed.name}


class WholeState:
    """GET /state gives everything the systems remember; PUT puts it back."""

    def __init__(self, served: Served) -> None:
        self._served = served

    def on_get(self, _req: falcon.Request, _resp: falcon.Response) -> None:
        """Answer with the state."""
        raise ValueError("state is not kept yet")

    def on_put(self, _req: falcon.Request, _resp: falcon.Response) -> None:
        """Replace the state."""
        raise ValueError("state is not kept yet")
