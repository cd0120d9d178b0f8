"""The client of a remote lab, with the interface of the lab in this process.

Every part of a console is a class made from the protocol that describes it: calling one of its
methods posts the arguments and returns or raises what the method did in the remote lab.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from datetime import datetime, timedelta
from functools import cache
from heapq import merge
from textwrap import shorten
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import urlsplit

import msgspec

from crosswalk.lab_interface import START
from fakes.insync.admin import InSyncAdmin
from fakes.microsoft365.admin import Microsoft365Admin
from fakes.okta.admin import OktaAdmin
from fakes.serving.control import PREFIX
from fakes.serving.faults import WaitingFaults
from fakes.serving.health import Health, ServedSystem
from fakes.serving.hosted_lab import Jobs
from fakes.serving.journal import Entries
from fakes.serving.operations import Operation, parts_of
from fakes.store.encoding import plain, typed
from fakes.wire import Exchange, Fault, Request, Response, WireSnapshot
from fakes.wire.gateway import SENDER

from .sites import Sites
from .snapshots import together

Carry = Callable[[Request], Response]

_SHOWN_AT_MOST = 120
_JSON = (("Content-Type", "application/json"),)


class Control:
    """The control surface of a served lab."""

    def __init__(self, url: str, carry: Carry) -> None:
        self._base = url.rstrip("/").removesuffix(PREFIX) + PREFIX
        self._carry = carry

    def get(self, path: str) -> bytes:
        """Return what there is at a path."""
        return self._body(Request("GET", self._base + path))

    def place_of(self, system: str) -> ServedSystem:
        """Return where a system is, as the surface knows it; raises ValueError if it is not."""
        systems = msgspec.json.decode(self.get("/health"), type=Health).systems
        if system not in systems:
            raise ValueError(f"{system} is not served there: expected one of {', '.join(systems)}")
        return systems[system]

    def post(self, path: str, content: object = None) -> bytes:
        """Send content as JSON and return the answer.

        Raises ValueError with what a console refused, TypeError where it was called wrongly.
        """
        __tracebackhide__ = True
        return self._send("POST", path, content)

    def put(self, path: str, content: object) -> bytes:
        """Replace what there is at a path; raises as ``post`` does."""
        __tracebackhide__ = True
        return self._send("PUT", path, content)

    def _send(self, method: str, path: str, content: object) -> bytes:
        __tracebackhide__ = True
        return self._body(Request(method, self._base + path, _JSON, msgspec.json.encode(content)))

    def _body(self, request: Request) -> bytes:
        __tracebackhide__ = True
        response = self._carry(request)
        if response.ok:
            return response.body
        said = _said(response)
        if response.status == 422:
            raise ValueError(said)
        if response.status == 400:
            raise TypeError(said)
        raise RuntimeError(f"{request.method} {request.url} answered {response.status}: {said}")


class RemoteJournal:
    """The journals of a served lab, as one.

    Where systems are apart, what one sends another is in both journals: that of the sender counts.
    """

    def __init__(self, controls: Mapping[str, Control]) -> None:
        self._controls = _each_once(controls)
        self._apart = {
            control: {name for name, other in controls.items() if other is not control}
            for control in self._controls
        }
        self._decoder = msgspec.json.Decoder(Entries)

    def begin(self, step: str, *, acts: bool) -> None:
        """Say which step begins, and whether it is one that acts rather than looks."""
        for control in self._controls:
            control.post("/journal/step", {"step": step, "acts": acts})

    def latest(self) -> tuple[Exchange, ...]:
        """Return the exchanges since the last step that acts began, by their time."""
        return self._merged("/journal/latest")

    def since(self, number: int) -> tuple[Exchange, ...]:
        """Return the exchanges of each journal from the one with this number on, by their time."""
        return self._merged(f"/journal?since={number}")

    def other_systems(self, control: Control) -> Set[str]:
        """Return the systems whose journal another surface has."""
        return self._apart[control]

    def _merged(self, path: str) -> tuple[Exchange, ...]:
        return tuple(merge(*(self._own(path, each) for each in self._controls), key=_order))

    def _own(self, path: str, control: Control) -> list[Exchange]:
        entries = self._decoder.decode(control.get(path)).exchanges
        apart = self._apart[control]
        return [each.exchange for each in entries if each.sender not in apart]


class RemoteTime:
    """The clock of a served lab, which stands still once it was sent to the start."""

    def __init__(self, controls: Iterable[Control]) -> None:
        self._controls = tuple(controls)

    def pass_by(self, span: timedelta) -> None:
        """Let some time pass at once."""
        for control in self._controls:
            control.post("/clock", {"advance": span.total_seconds()})

    def go_to_start(self) -> None:
        """Go to the moment at which every scenario starts."""
        for control in self._controls:
            control.post("/clock", {"frozen": START})


class RemoteLab:
    """Okta, inSync and Microsoft 365 as one server serves them, or one server each.

    Each system is known by the URL of its control surface, which says where the system is.
    ``runs_jobs`` tells that Okta's jobs are run without being asked for.
    """

    def __init__(self, sites: Sites, carry: Carry) -> None:
        self._carry = carry
        surfaces = {site.control: Control(site.control, carry) for site in sites.values()}
        controls = {system: surfaces[site.control] for system, site in sites.items()}
        self._controls = _each_once(controls)
        self._systems = controls
        self._urls: dict[str, str] = {}
        self._wires: dict[str, Control] = {}
        self.runs_jobs = False
        for system, control in controls.items():
            self._find(control.place_of(system), sites[system].origin, control)
        self.okta = cast(OktaAdmin, console("okta", controls["okta"]))
        self.insync = cast(InSyncAdmin, console("insync", controls["insync"]))
        self.microsoft365 = cast(
            Microsoft365Admin, console("microsoft365", controls["microsoft365"])
        )
        self.journal = RemoteJournal(controls)
        self.time = RemoteTime(self._controls)

    def _find(self, place: ServedSystem, origin: str, control: Control) -> None:
        self.runs_jobs = self.runs_jobs or place.jobs == Jobs.AUTO.value
        self._urls.update(dict.fromkeys(place.hosts, origin or place.url))
        self._wires.update(dict.fromkeys(place.hosts, control))

    def inject_fault(self, fault: Fault) -> None:
        """Answer the next matching requests with a fault instead of the API's answer.

        It waits where its host is served, so that it meets them whoever sends them.
        """
        self._wires.get(fault.host, self._controls[0]).post("/faults", fault)

    def waiting_faults(self) -> tuple[Fault, ...]:
        """Return the faults that wait for a request still."""
        answers = (
            msgspec.json.decode(each.get("/faults"), type=WaitingFaults) for each in self._controls
        )
        return tuple(fault for answer in answers for fault in answer.faults)

    def send(self, sender: str, request: Request) -> Response:
        """Carry a request to where its host is served, which is told the host and who sends."""
        parts = urlsplit(request.url)
        snapshots = (
            ("X-Forwarded-Host", parts.netloc),
            ("X-Forwarded-Proto", parts.scheme),
            (SENDER, sender),
        )
        url = self._urls[parts.netloc] + request.url.partition(parts.netloc)[2]
        return self._carry(
            Request(request.method, url, (*request.headers, *snapshots), request.body)
        )

    def snapshot(self) -> dict[str, Any]:
        """Return what the three fakes remember and what the wire is now, as JSON has it."""
        snapshots = {
            control: msgspec.json.decode(control.get("/snapshot")) for control in self._controls
        }
        states = {system: snapshots[control][system] for system, control in self._systems.items()}
        parts = [
            (typed(each["wire"], WireSnapshot, "wire"), self.journal.other_systems(control))
            for control, each in snapshots.items()
        ]
        version = snapshots[self._controls[0]]["version"]
        return {"version": version, **states, "wire": plain(together(parts))}

    def reset(self) -> None:
        """Empty the three fakes and the wire; time is left as it is."""
        for control in self._controls:
            control.post("/reset?what=state&what=journal&what=faults")

    def release(self) -> None:
        """Leave the lab empty, its clock running."""
        for control in self._controls:
            control.post("/reset")


def _each_once(controls: Mapping[str, Control]) -> tuple[Control, ...]:
    return tuple(dict.fromkeys(controls.values()))


def _order(exchange: Exchange) -> tuple[int, datetime]:
    return exchange.turn, exchange.at


class _Part:
    """One part of a console; its methods are those of its protocol."""

    def __init__(self, control: Control) -> None:
        self._control = control


def console(system: str, control: Control) -> SimpleNamespace:
    """Return a console of a served lab: its parts, with the methods of their protocols."""
    return SimpleNamespace(**{part: _part(system, part)(control) for part in parts_of(system)})


@cache
def _part(system: str, part: str) -> type[_Part]:
    methods = {each.name: _method(each) for each in parts_of(system)[part].values()}
    return type(f"Remote_{system}_{part}", (_Part,), methods)


def _method(operation: Operation) -> Callable[..., Any]:
    path = f"/admin/{str(operation).replace('.', '/')}"
    result: msgspec.json.Decoder[Any] = msgspec.json.Decoder(operation.result)

    def method(self: _Part, *args: object, **kwargs: object) -> object:
        __tracebackhide__ = True
        return result.decode(self._control.post(path, operation.written(*args, **kwargs)))

    method.__name__ = operation.name
    method.__doc__ = operation.doc
    return method


def _said(response: Response) -> str:
    try:
        return str(response.json()["error"])
    except (ValueError, LookupError, TypeError):
        # Not of ours, and a page perhaps.
        return shorten(response.body.decode(errors="replace"), _SHOWN_AT_MOST)
