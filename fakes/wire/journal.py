"""The memory of everything that crossed the wire."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from .redaction import path_without_secrets, without_secrets

_OVERHEAD = 1024


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer.

    ``path`` includes the query; ``status`` is 0 when nobody answered; ``step`` is the Gherkin
    sentence during which it happened, empty outside a scenario, and ``turn`` says which of the
    steps it is, the first being 1. Of the headers only the Content-Type of both is kept: nothing
    that authenticates a sender can be read here.
    """

    number: int
    at: datetime
    sender: str
    recipient: str
    method: str
    path: str
    status: int
    request: bytes
    response: bytes
    step: str
    turn: int = 0
    request_type: str = ""
    response_type: str = ""


class Journal:
    """Every exchange in order, with what happened during which step.

    Where ``max_bytes`` is set, the oldest half is dropped whenever more bytes than that are held.
    ``acting`` is the number of the exchange at which the last step that acts began.
    """

    def __init__(self) -> None:
        self._exchanges: list[Exchange] = []
        # Most of what is recorded is never read, so secrets are taken out when somebody reads.
        self._unread: list[Exchange] = []
        self._forgotten = 0
        self._weight = 0
        self.max_bytes = 0
        self._turn = 0
        self.acting = 0
        self.step = ""

    def __iter__(self) -> Iterator[Exchange]:
        return iter(self._read())

    def __len__(self) -> int:
        return self._forgotten + len(self._exchanges) + len(self._unread)

    def since(self, number: int) -> tuple[Exchange, ...]:
        """Return the exchanges from the one with this number on (the first is 0)."""
        return tuple(self._read()[max(number - self._forgotten, 0) :])

    def during(self, step: str) -> tuple[Exchange, ...]:
        """Return the exchanges of one step, by its sentence."""
        return tuple(exchange for exchange in self._read() if exchange.step == step)

    def begin(self, step: str, *, acts: bool) -> None:
        """Say which step begins, and whether it is one that acts rather than looks."""
        self.step = step
        self._turn += 1
        if acts:
            self.acting = len(self)

    def latest(self) -> tuple[Exchange, ...]:
        """Return the exchanges since the last step that acts began."""
        return self.since(self.acting)

    def record(
        self,
        *,
        at: datetime,
        sender: str,
        recipient: str,
        method: str,
        path: str,
        status: int,
        request: bytes,
        response: bytes,
        request_type: str = "",
        response_type: str = "",
    ) -> None:
        """Remember an exchange; its tokens and passwords are never shown."""
        self._unread.append(
            Exchange(
                len(self),
                at,
                sender,
                recipient,
                method,
                path,
                status,
                request,
                response,
                self.step,
                self._turn,
                request_type,
                response_type,
            )
        )
        if self.max_bytes:
            self._drop_oldest(_OVERHEAD + len(request) + len(response))

    def clear(self) -> None:
        """Forget every exchange."""
        self._exchanges.clear()
        self._unread.clear()
        self._forgotten = self.acting = self._weight = self._turn = 0

    def recall(self, exchanges: Iterable[Exchange], acting: int) -> None:
        """Remember these exchanges and no others, each under the number that it has."""
        self._exchanges = list(exchanges)
        self._unread.clear()
        self._forgotten = self._exchanges[0].number if self._exchanges else 0
        self._turn = self._exchanges[-1].turn if self._exchanges else 0
        self.acting = acting
        self._weigh()

    def _read(self) -> list[Exchange]:
        """Return the exchanges as they may be read."""
        self._exchanges += map(_redacted, self._unread)
        self._unread.clear()
        return self._exchanges

    def _drop_oldest(self, weight: int) -> None:
        self._weight += weight
        if self._weight > self.max_bytes:
            half = (len(self._exchanges) + len(self._unread) + 1) // 2
            del self._unread[: max(half - len(self._exchanges), 0)]
            del self._exchanges[:half]
            self._forgotten += half
            self._weigh()

    def _weigh(self) -> None:
        held = (*self._exchanges, *self._unread)
        bodies = sum(len(each.request) + len(each.response) for each in held)
        self._weight = bodies + _OVERHEAD * len(held)


def _redacted(exchange: Exchange) -> Exchange:
    path = path_without_secrets(exchange.path)
    request, response = without_secrets(exchange.request), without_secrets(exchange.response)
    if (path, request, response) == (exchange.path, exchange.request, exchange.response):
        return exchange
    return replace(exchange, path=path, request=request, response=response)
