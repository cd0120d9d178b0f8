"""What can go wrong between two hosts, said in advance."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from .message import Request, Response


class NoAnswer(Exception):
    """The other side gave no answer; the message names the host and says how it failed."""


class Strikes(Enum):
    """When a fault strikes: before the API sees the request, or after it did its work."""

    INSTEAD = "instead of the API"
    AFTERWARDS = "after the API did its work"
    LATE = "the API answers late"


@dataclass(frozen=True, slots=True)
class Fault:
    """A number of requests to a host that meet something else than its API, or lose its answer.

    ``answer`` is what the sender receives instead, or None for a connection that is refused or
    breaks; an answer that is late arrives as the API gave it, after ``seconds`` by the clock.
    ``method``, ``path`` (a prefix) and ``holds`` (a text in the body) narrow the fault to some
    requests; ``times`` counts down.
    """

    host: str
    answer: Response | None
    times: int = 1
    method: str = ""
    path: str = ""
    holds: str = ""
    when: Strikes = Strikes.INSTEAD
    seconds: float = 0.0

    def strikes(self, host: str, path: str, request: Request) -> bool:
        """Tell whether this fault meets a request to a host and path."""
        if host != self.host or not path.startswith(self.path):
            return False
        return self.method in ("", request.method) and self.holds.encode() in request.body


@dataclass(eq=False)
class Faults:
    """The faults that wait for a request, oldest first."""

    waiting: tuple[Fault, ...] = ()

    def strike(self, host: str, path: str, request: Request) -> Fault | None:
        """Return the first fault that meets a request, which then has struck once."""
        for index, fault in enumerate(self.waiting):
            if fault.strikes(host, path, request):
                remaining = replace(fault, times=fault.times - 1)
                left = (remaining,) if remaining.times else ()
                self.waiting = self.waiting[:index] + left + self.waiting[index + 1 :]
                return fault
        return None
