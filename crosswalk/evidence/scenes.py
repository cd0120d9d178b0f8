"""The journal of a scenario as scenes: a step, and the exchanges during it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from fakes.wire import Exchange as Recorded

from . import exchange_summary
from .model import INSYNC, MICROSOFT365, OKTA, SYSTEMS, Exchange, Exchanges, Scene

ALIKE_AT_MOST = 3
"""How many exchanges of one kind a scene shows: as many people are told apart."""
ALIKE_ITEMS_AT_MOST = 1
"""The same for those that are about a single folder, message or file."""
IN_A_SCENE_AT_MOST = 24
BODY_AT_MOST = 1200
_ID = re.compile(r"\d+|.{20,}|.*[%=].*|[^_]+(?:_[^_]+){2,}")
_NAMES = {
    "Okta": OKTA,
    "Druva app": OKTA,
    "inSync": INSYNC,
    "Microsoft 365": MICROSOFT365,
}
_NAMED = re.compile("|".join(_NAMES))
_NOT_SHOWN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A step as it was played; ``acts`` tells whether it is a When step."""

    text: str
    acts: bool


class _Kind(NamedTuple):
    sender: str
    recipient: str
    method: str
    shape: str
    operation: str
    status: int

    @property
    def of_item(self) -> bool:
        """Whether it is about a folder, message or file of somebody."""
        if self.recipient != MICROSOFT365:
            return False
        below = "{id}" in self.shape and not self.shape.endswith("/token")
        below = below or self.shape.endswith("/children")
        return below or self.operation not in ("", "GetFolder", "FindFolder")


def scenes(sentences: Sequence[Sentence], journal: Iterable[Recorded]) -> Exchanges:
    """Return what crossed the wire during each sentence, and each sentence that acts."""
    by_turn: defaultdict[int, list[Recorded]] = defaultdict(list)
    for number, exchange in enumerate(journal):
        # Systems that are served apart have a journal each, and count for themselves.
        own = exchange if exchange.number == number else replace(exchange, number=number)
        by_turn[exchange.turn].append(own)
    played = enumerate(sentences, start=1)
    shown = (_scene(each, by_turn[turn]) for turn, each in played if each.acts or by_turn[turn])
    return Exchanges(tuple(shown), sum(map(len, by_turn.values())))


def printable(text: str) -> str:
    """Return a text that any page can show: control characters become U+FFFD."""
    return _NOT_SHOWN.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n"))


def _scene(sentence: Sentence, exchanges: Sequence[Recorded]) -> Scene:
    kinds = [_kind(each) for each in exchanges]
    counts = Counter(kinds)
    kept: list[tuple[Recorded, int]] = []
    seen: Counter[_Kind] = Counter()
    for exchange, kind in zip(exchanges, kinds, strict=True):
        seen[kind] += 1
        bound = ALIKE_ITEMS_AT_MOST if kind.of_item else ALIKE_AT_MOST
        if seen[kind] <= bound:
            last = seen[kind] == bound
            kept.append((exchange, counts[kind] - bound if last else 0))
    shown = kept[:IN_A_SCENE_AT_MOST]
    return Scene(
        sentence=printable(sentence.text),
        acts=sentence.acts,
        at=_where(sentence.text, exchanges),
        exchanges=tuple(_told(exchange, alike) for exchange, alike in shown),
        left_out=len(exchanges) - sum(1 + alike for _, alike in shown),
    )


def _where(sentence: str, exchanges: Sequence[Recorded]) -> str:
    """Return the system in which a sentence acts: that which sends first, or is named first."""
    senders = [each.sender for each in exchanges[:1] if each.sender in SYSTEMS]
    named = [_NAMES[each] for each in _NAMED.findall(sentence)[:1]]
    return next(iter((*senders, *named)), "")


def _kind(exchange: Recorded) -> _Kind:
    return _Kind(
        exchange.sender,
        exchange.recipient,
        exchange.method,
        _shape(exchange.path.partition("?")[0]),
        exchange_summary.operation(exchange),
        exchange.status,
    )


@lru_cache(maxsize=4096)
def _shape(path: str) -> str:
    """Return a path with addresses and ids blotted out."""
    return "/".join(map(_blotted, path.split("/")))


def _blotted(segment: str) -> str:
    if "@" in segment or "%40" in segment:
        return "{address}"
    return "{id}" if _ID.fullmatch(segment) else segment


def _told(exchange: Recorded, alike: int) -> Exchange:
    return Exchange(
        number=exchange.number,
        sender=printable(exchange.sender),
        recipient=exchange.recipient,
        method=exchange.method,
        path=printable(exchange.path),
        status=exchange.status,
        request=_text(exchange.request),
        response=_text(exchange.response),
        asked=printable(exchange_summary.asked(exchange)),
        answered=printable(exchange_summary.answered(exchange)),
        means=exchange_summary.means(exchange),
        alike=alike,
    )


@lru_cache(maxsize=1024)
def _text(body: bytes) -> str:
    """Return a body as text; scenarios begin alike, and so most bodies are shown many times."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return f"({len(body)} bytes that are not text)"
    if "\0" in text:
        return f"({len(body)} bytes that are not text)"
    over = len(text) - BODY_AT_MOST
    shown = printable(text[:BODY_AT_MOST])
    return f"{shown}\n... and {over} characters more" if over > 0 else shown
