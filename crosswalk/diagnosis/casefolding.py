"""Texts without regard to case, many at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

_AT_ONCE = 1_000


def casefolded(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts casefolded; those that stay as they are, as nearly all do, are not copied."""
    rest = iter(texts)
    return chain.from_iterable(map(_folded, iter(lambda: [*islice(rest, _AT_ONCE)], [])))


def _folded(texts: Sequence[str]) -> Iterable[str]:
    together = "".join(texts)
    return texts if together.casefold() == together else map(_as_it_is, texts)


def _as_it_is(text: str) -> str:
    folded = text.casefold()
    return text if folded == text else folded
