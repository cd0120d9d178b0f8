"""The exchanges that show how something came out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from crosswalk.diagnosis.row import Row
from crosswalk.evidence.exchange_summary import answered, asked
from fakes.wire import Exchange


class Evidence(NamedTuple):
    """One exchange: who asked whom for what, and the answer."""

    sender: str
    recipient: str
    request: str
    asked: str
    status: int
    answered: str

    def __str__(self) -> str:
        """Tell it in a line."""
        request = " ".join(filter(None, (self.request, self.asked)))
        answer = " ".join(filter(None, (str(self.status), self.answered)))
        return f"{self.sender} to {self.recipient}: {request} -> {answer}"


def evidence(exchanges: Iterable[Exchange]) -> tuple[Evidence, ...]:
    """Return exchanges in short."""
    return tuple(map(_evidence, exchanges))


def _evidence(exchange: Exchange) -> Evidence:
    return Evidence(
        exchange.sender,
        exchange.recipient,
        f"{exchange.method} {exchange.path}",
        asked(exchange),
        exchange.status,
        answered(exchange),
    )


def about(row: Row, exchanges: Iterable[Exchange]) -> Iterator[Exchange]:
    """Yield the exchanges that name an address of a row."""
    texts = (row.okta_login, row.okta_email, row.insync_email_id, row.change_email_id_to)
    addresses = {text.casefold() for text in texts if text}
    for exchange in exchanges:
        said = unquote(exchange.path) + exchange.request.decode("utf-8", "replace")
        if any(address in said.casefold() for address in addresses):
            yield exchange
