"""The lab that is explored, and everything through which an action touches it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any, Protocol

from crosswalk.lab_interface import Lab as LabPort
from crosswalk.lab_interface import Time
from fakes.insync.model import GraphApp
from fakes.outcomes.situation import gathered
from fakes.wire import Exchange, Fault, NoAnswer, Request, Response

from .calls import Broken, Call, Refused, operation
from .kinds import Kind, Trouble, struck_by, trouble_of

JOBS_OF_INSYNC = frozenset(
    {
        "insync.protection.back_up",
        "insync.protection.back_up_profile",
        "insync.protection.back_up_everyone",
        "insync.protection.restore",
    }
)


class Killed(BaseException):
    """A system was killed; nothing in it can catch this."""


class Site(Protocol):
    """Where a lab is: what differs between one in this process and one that is served."""

    @property
    def lab(self) -> LabPort:
        """The lab as it is now."""

    @property
    def time(self) -> Time:
        """The clock of the lab."""

    def now(self) -> datetime:
        """Return the time of the lab."""

    def restart(self) -> str:
        """Start the lab anew from its state; return what differs then, "" for nothing."""

    def clear_faults(self) -> None:
        """Let nothing go wrong any more."""

    def killing(self, kind: Kind) -> AbstractContextManager[None]:
        """Kill whoever asks for something of a kind, once the other side did it.

        What the killed system did since the context began is forgotten, as it was not kept yet.
        """

    def state(self) -> bytes:
        """Return what the lab holds, as a file that a lab is opened from."""

    def holds(self) -> bytes:
        """Return what the three systems hold, without journal and time."""


class World:
    """What actions do is done here, is recorded, and is the same when it is done again.

    ``first_rows`` are the mappings that came with the app, ``scripts`` the tokens of clients,
    ``okta_readings`` the readings that were chosen in Okta, whose console does not show them.
    ``token`` is what Okta was given last, ``issued`` the SCIM token in force. ``lied`` tells
    whether a fault ever gave another body than the API, which nobody can tell from bytes.
    ``observing`` is false where only the verbs are wanted.
    """

    def __init__(self, site: Site, *, observing: bool = True) -> None:
        self.site = site
        self.observing = observing
        self.calls: list[Call] = []
        self.struck: list[tuple[Fault, Exchange]] = []
        self.faults: tuple[Fault, ...] = ()
        self.seen = 0
        self.exchanges: tuple[Exchange, ...] = ()
        self.token = self.issued = ""
        self.app: GraphApp | None = None
        self.secret_removed = False
        self.first_rows: dict[str, str] = {}
        self.okta_readings: dict[str, str] = {}
        self.scripts: dict[str, Any] = {}
        self.lied = False
        self.killed: Kind | None = None

    @property
    def lab(self) -> LabPort:
        """The lab as it is now."""
        return self.site.lab

    @property
    def now(self) -> datetime:
        """The time of the lab."""
        return self.site.now()

    def act(self, verb: str, *args: Any, **kwargs: Any) -> Any:
        """Call a verb of a console; raises Refused where it refuses, Broken where it breaks."""
        described = operation(verb)
        bound = described.signature.bind(*args, **kwargs).arguments
        call = self._began(verb, bound)
        part = getattr(getattr(self.lab, described.system), described.part)
        try:
            call.result = getattr(part, described.name)(*args, **kwargs)
        except ValueError as refusal:
            call.refusal = str(refusal) or "refused without a word"
            raise Refused(call.refusal) from refusal
        except Exception as error:
            call.refusal = f"{type(error).__name__}: {error}"
            raise Broken(f"{verb} ended in {call.refusal}") from error
        self._notice(call)
        return call.result

    def _notice(self, call: Call) -> None:
        """Remember what no console shows again: tokens, secrets, the readings of Okta."""
        given = call.arguments
        match call.verb:
            case "insync.provisioning.new_token":
                self.issued = call.result
            case "okta.app.connect":
                self.token = given["token"]
            case "insync.protection.connect":
                self.app, self.secret_removed = given["app"], False
            case "microsoft365.apps.remove_secret":
                self.secret_removed = True
            case "okta.readings.choose":
                self.okta_readings[given["assumption"]] = given["reading"]

    def attempt(self, verb: str, *args: Any, **kwargs: Any) -> Any:
        """Call a verb that may be refused without an end to the action; return None then."""
        try:
            return self.act(verb, *args, **kwargs)
        except Refused:
            return None

    def _began(self, verb: str, arguments: Mapping[str, Any]) -> Call:
        call = Call(verb, arguments)
        if self.observing and verb in JOBS_OF_INSYNC:
            call.situation = gathered(self.lab.insync, self.lab.microsoft365)
            call.accounts = {each.id: each for each in self.lab.insync.accounts.all()}
        self.calls.append(call)
        return call

    def pass_by(self, span: timedelta) -> None:
        """Let time pass."""
        self.calls.append(Call("time", {"seconds": span.total_seconds()}))
        self.site.time.pass_by(span)

    def arm(self, fault: Fault) -> None:
        """Let requests meet a fault."""
        self.calls.append(Call("fault", {"fault": fault}))
        self.faults = (*self.faults, fault)
        self.lab.inject_fault(fault)

    def clear_faults(self) -> None:
        """Let nothing go wrong any more."""
        self.calls.append(Call("no faults", {}))
        self.faults = ()
        self.site.clear_faults()

    def restart(self) -> None:
        """Start every system anew from what it kept."""
        call = Call("restart", {})
        self.calls.append(call)
        call.result = self.site.restart()
        self.seen = len(self.lab.journal.since(0)) if self.observing else 0

    def send(self, sender: str, request: Request) -> Response:
        """Send the request of a client outside; raises Refused where nobody answers."""
        call = Call("request", {"sender": sender, "request": request})
        self.calls.append(call)
        try:
            call.result = self.lab.send(sender, request)
        except NoAnswer as silence:
            call.refusal = str(silence)
            raise Refused(call.refusal) from silence
        answer: Response = call.result
        return answer

    def kill_during(self, kind: Kind, verb: str, *args: Any, **kwargs: Any) -> bool:
        """Call a verb whose system is killed with the first exchange of a kind, if there is one."""
        self.calls.append(Call("kill", {"kind": kind}))
        try:
            with self.site.killing(kind):
                self.attempt(verb, *args, **kwargs)
        except Killed:
            self.calls[-1].refusal = "killed"
            self.killed = kind
            return True
        return False

    def begin_step(self) -> None:
        """Forget what was done before."""
        self.calls, self.struck, self.killed = [], [], None

    def end_step(self) -> None:
        """Read what crossed the wire, and which faults have struck."""
        self.exchanges = self.lab.journal.since(self.seen)
        if self.exchanges:
            self.seen = self.exchanges[-1].number + 1
        if self.faults:
            waiting = self.lab.waiting_faults()
            self.struck = struck_by(self.faults, waiting, self.exchanges)
            self.faults = waiting
            self.lied = self.lied or any(
                trouble_of(fault) is Trouble.ODD for fault, _ in self.struck
            )
