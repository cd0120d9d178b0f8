"""Clients who meanwhile send what nobody can read, hang up, or take very long to ask."""

from __future__ import annotations

import socket
import time
from itertools import cycle, islice, product
from urllib.parse import urlsplit

from crosswalk.remote.sockets import Unreachable
from crosswalk.remote.url_file import Interfaces
from fakes.wire import Request

from .malformed import AIMS, KINDS, Malformed, Target, problem_of
from .tally import SERVER_ERROR, Tally

PAUSE = 0.01
BETWEEN_BYTES = 0.002
SLOW, ABANDONED = "a byte at a time", "half, then gone"
MALFORMED = {name: f"malformed, {name}" for name in AIMS}
_SENT = (*product(AIMS, KINDS.values()),)
# Beside some requests that are whole and malformed, one is slow, and some are given up.
_ONE_IN = 7


class Disturber:
    """One of the clients who disturb the others, and what it counted."""

    def __init__(self, interfaces: Interfaces, slowly: Request, number: int) -> None:
        self.tallies = {route: Tally() for route in (*MALFORMED.values(), ABANDONED, SLOW)}
        self._targets = {name: Target(interfaces, name) for name in AIMS}
        self._slowly = slowly
        self._number = number

    def work(self, until: float) -> None:
        """Disturb until a time."""
        sent = islice(cycle(_SENT), self._number * len(KINDS), None)
        for place, (name, kind) in enumerate(sent):
            if time.monotonic() >= until:
                return
            try:
                self._send(place, name, kind)
            except Unreachable as error:
                self.tallies[MALFORMED[name]].errors[str(error)] += 1
            time.sleep(PAUSE)

    def _send(self, place: int, name: str, kind: Malformed) -> None:
        if not place % len(_SENT):
            self._ask_slowly()
        if not place % _ONE_IN:
            self._hang_up(name, kind)
        self._refused(self._targets[name], kind)

    def _refused(self, target: Target, kind: Malformed) -> None:
        tally, begun = self.tallies[MALFORMED[target.name]], time.perf_counter()
        answer = target.refused(kind)
        tally.seconds.append(time.perf_counter() - begun)
        problem = problem_of(target.name, kind, answer)
        if problem:
            tally.errors[problem] += 1
            tally.failures += answer.status >= SERVER_ERROR
        else:
            tally.refused[str(answer.status)] += 1

    def _hang_up(self, name: str, kind: Malformed) -> None:
        begun = time.perf_counter()
        self._targets[name].abandon(kind)
        self.tallies[ABANDONED].seconds.append(time.perf_counter() - begun)

    def _ask_slowly(self) -> None:
        parts, begun = urlsplit(self._slowly.url), time.perf_counter()
        lines = (
            f"{self._slowly.method} {parts.path} HTTP/1.1",
            f"Host: {parts.netloc}",
            *(f"{name}: {value}" for name, value in self._slowly.headers),
            *("Connection: close", "", ""),
        )
        answer = self._targets["okta"].answered(
            lambda connection: _by_bytes(connection, "\r\n".join(lines).encode())
        )
        self.tallies[SLOW].note(answer, time.perf_counter() - begun)


def _by_bytes(connection: socket.socket, written: bytes) -> None:
    for place in range(len(written)):
        connection.sendall(written[place : place + 1])
        time.sleep(BETWEEN_BYTES)
