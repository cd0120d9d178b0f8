"""/clock: the one clock of the lab, read and set."""

from __future__ import annotations

from datetime import datetime, timedelta

import falcon
import msgspec

from fakes.wire import Clock


class Setting(msgspec.Struct, forbid_unknown_fields=True):
    """What a client wants of the clock: one of the two; ``frozen`` of null lets it run again."""

    frozen: datetime | msgspec.UnsetType | None = msgspec.UNSET
    advance: float | msgspec.UnsetType = msgspec.UNSET


class ClockResource:
    """GET tells the time; POST freezes, advances or releases the clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def on_get(self, _req: falcon.Request, resp: falcon.Response) -> None:
        """Answer with the time of the lab, and whether it stands still."""
        frozen = self._clock.frozen
        resp.media = {
            "now": self._clock.now().isoformat(),
            "frozen": frozen.isoformat() if frozen else None,
        }

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Set the clock as the body says, and answer with the time."""
        setting = msgspec.json.decode(req.bounded_stream.read(), type=Setting)
        if (setting.frozen is msgspec.UNSET) is (setting.advance is msgspec.UNSET):
            raise ValueError('expected either {"frozen": a time or null} or {"advance": seconds}')
        self._set(setting)
        self.on_get(req, resp)

    def _set(self, setting: Setting) -> None:
        if isinstance(setting.advance, float):
            self._advance(setting.advance)
        elif isinstance(setting.frozen, datetime):
            self._clock.freeze(setting.frozen)
        else:
            self._clock.release()

    def _advance(self, seconds: float) -> None:
        try:
            self._clock.advance(timedelta(seconds=seconds))
            self._clock.now()
        except OverflowError:
            raise ValueError(f"no time is {seconds} seconds away: expected fewer") from None
