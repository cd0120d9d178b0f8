"""Where the lab is that is explored: in this process, or served over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from crosswalk.lab_interface import START, Time
from crosswalk.lab_interface import Lab as LabPort
from crosswalk.remote.process import ServedLab
from crosswalk.remote.remote import Carry, RemoteLab
from crosswalk.remote.sockets import Sockets
from fakes.lab import Lab
from fakes.serving.control import PREFIX
from fakes.store.saving import dump, load
from fakes.wire import Clock, Exchange, Request

from .kinds import PLACES, Kind, kind_of
from .world import Killed

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


class InProcess:
    """A new lab in this process, whose clock stands still until a step moves it."""

    def __init__(self) -> None:
        self._clock = Clock()
        self._clock.freeze(START)
        self._lab = Lab(clock=self._clock)

    @property
    def lab(self) -> LabPort:
        """The lab as it is now."""
        return self._lab

    @property
    def time(self) -> Time:
        """The clock of the lab."""
        return self

    def pass_by(self, span: timedelta) -> None:
        """Let some time pass at once."""
        self._clock.advance(span)

    def go_to_start(self) -> None:
        """Go to the moment at which every scenario starts."""
        self._clock.freeze(START)

    def now(self) -> datetime:
        """Return the time of the lab."""
        return self._clock.now()

    def clear_faults(self) -> None:
        """Let nothing go wrong any more."""
        self._lab.wire.clear_faults()

    def restart(self) -> str:
        """Start another lab from what this one keeps; return what differs then, "" for nothing."""
        kept = msgspec.json.encode(self._lab.dump())
        faults = self._lab.waiting_faults()
        self._lab = Lab(clock=self._clock)
        self._lab.load(msgspec.json.decode(kept))
        for fault in faults:
            self._lab.inject_fault(fault)
        again = msgspec.json.encode(self._lab.dump())
        return "" if again == kept else _difference(*map(msgspec.json.decode, (kept, again)))

    @contextmanager
    def killing(self, kind: Kind) -> Iterator[None]:
        """Kill whoever asks for something of a kind, once the other side did it."""
        host = PLACES[kind].host
        wire = self._lab.wire
        app = wire.app(host)
        recipient = "insync" if host == PLACES[Kind.CREATE].host else "microsoft365"
        killed = self._lab.okta.state if recipient == "insync" else self._lab.insync.state
        kept = dump(killed)

        def fatal(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            body = environ["wsgi.input"].read()
            environ["wsgi.input"].seek(0)
            # An application may rewrite the environment while it answers.
            asked = kind_of(_exchange(environ, recipient, body))
            chunks = list(app(environ, start_response))
            if asked is kind:
                raise Killed
            return chunks

        wire.connect(host, recipient, fatal)
        try:
            yield
        except Killed:
            load(killed, kept)
            raise
        finally:
            wire.connect(host, recipient, app)

    def state(self) -> bytes:
        """Return what the lab holds, with its time."""
        return msgspec.json.encode(self._lab.snapshot())

    def holds(self) -> bytes:
        """Return what the three systems hold, in bytes that are the same in every process."""
        return msgspec.json.encode(self._lab.dump(), order="sorted")


def _exchange(environ: WSGIEnvironment, recipient: str, body: bytes) -> Exchange:
    """Return a request as the journal would have it, as far as its kind depends on it."""
    query = environ.get("QUERY_STRING", "")
    path = environ["PATH_INFO"] + (f"?{query}" if query else "")
    method = environ["REQUEST_METHOD"]
    return Exchange(0, START, "", recipient, method, path, 0, body, b"", "")


def _difference(before: Any, after: Any, at: str = "") -> str:
    """Return the first place at which two dumps differ, with both values."""
    if isinstance(before, dict) and isinstance(after, dict):
        names = dict.fromkeys((*before, *after))
        pairs = [(before.get(each), after.get(each), f"{at}.{each}") for each in names]
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        pairs = [(*both, f"{at}[{n}]") for n, both in enumerate(zip(before, after, strict=True))]
    else:
        return f"{at.removeprefix('.')}: {before!r} before, {after!r} after"
    found = (_difference(*pair) for pair in pairs if pair[0] != pair[1])
    return next(found, f"{at.removeprefix('.')}: the order differs")


class Served:
    """A lab that is served, which is emptied first; ``carry`` brings a request to its host."""

    def __init__(self, remote: RemoteLab, control: str, carry: Carry) -> None:
        self._base = control.rstrip("/").removesuffix(PREFIX) + PREFIX
        self._carry = carry
        self._remote = remote
        remote.reset()
        self.go_to_start()

    @property
    def lab(self) -> LabPort:
        """The lab as it is now."""
        return self._remote

    @property
    def time(self) -> Time:
        """The clock of the lab."""
        return self

    def pass_by(self, span: timedelta) -> None:
        """Let some time pass at once."""
        self._remote.time.pass_by(span)

    def go_to_start(self) -> None:
        """Go to the moment at which every scenario starts."""
        self._remote.time.go_to_start()

    def now(self) -> datetime:
        """Return the time of the lab."""
        return datetime.fromisoformat(msgspec.json.decode(self._ask("GET", "/clock"))["now"])

    def clear_faults(self) -> None:
        """Let nothing go wrong any more."""
        self._ask("DELETE", "/faults")

    def restart(self) -> str:
        """Give the lab back what it holds; return what differs then, "" for nothing."""
        kept = self._ask("GET", "/state")
        self._ask("PUT", "/state", kept)
        again = self._ask("GET", "/state")
        return "" if again == kept else _difference(*map(msgspec.json.decode, (kept, again)))

    @contextmanager
    def killing(self, _kind: Kind) -> Iterator[None]:
        """Kill nobody: a server cannot be killed amidst a request from here."""
        yield

    def state(self) -> bytes:
        """Return what the lab holds, with its time."""
        return self._ask("GET", "/snapshot")

    def holds(self) -> bytes:
        """Return what the three systems hold."""
        return self._ask("GET", "/state")

    def _ask(self, method: str, path: str, body: bytes = b"") -> bytes:
        headers = (("Content-Type", "application/json"),) if body else ()
        answer = self._carry(Request(method, self._base + path, headers, body))
        if not answer.ok:
            raise RuntimeError(f"{method} {path} answered {answer.status}: {answer.body[:200]!r}")
        return answer.body


@contextmanager
def served() -> Iterator[Callable[[], Served]]:
    """Start a server, and yield what empties its lab for another history."""
    server = ServedLab("--jobs", "manual")
    try:
        with closing(Sockets()) as sockets:
            sites = server.sites
            remote = RemoteLab(sites, sockets)
            yield lambda: Served(remote, sites["okta"].control, sockets)
    finally:
        server.stop()
