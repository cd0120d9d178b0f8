"""/journal: what crossed the wire, and during which step of a scenario."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import falcon
import msgspec

from fakes.wire import Exchange, Journal


class Step(msgspec.Struct, forbid_unknown_fields=True):
    """A sentence of a feature that begins to be played; a When step acts."""

    step: str
    acts: bool


class JournalPages:
    """GET /journal: exchanges by system, status, method, path (a prefix), from a number on."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Answer with the exchanges that fit, oldest first, and how many there are in all."""
        since = req.get_param_as_int("since", min_value=0) or 0
        limit = req.get_param_as_int("limit", min_value=0)
        fitting = _fitting(req, self._journal.since(since))
        _answer(resp, islice(fitting, limit), total=len(self._journal))


class JournalLatest:
    """GET /journal/latest: the exchanges since the last step that acts began."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def on_get(self, _req: falcon.Request, resp: falcon.Response) -> None:
        """Answer with them, oldest first."""
        _answer(resp, self._journal.latest(), total=len(self._journal))


class JournalStep:
    """POST /journal/step: says which step begins."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Let the journal know."""
        told = msgspec.json.decode(req.bounded_stream.read(), type=Step)
        self._journal.begin(told.step, acts=told.acts)
        resp.media = {"step": told.step}


def _fitting(req: falcon.Request, exchanges: Iterable[Exchange]) -> Iterator[Exchange]:
    system, method = req.get_param("system"), req.get_param("method")
    status, path = req.get_param_as_int("status"), req.get_param("path")
    for each in exchanges:
        if (
            system in (None, each.recipient)
            and method in (None, each.method)
            and status in (None, each.status)
            and each.path.startswith(path or "")
        ):
            yield each


def _answer(resp: falcon.Response, exchanges: Iterable[Exchange], *, total: int) -> None:
    resp.data = msgspec.json.encode({"exchanges": tuple(exchanges), "total": total})
