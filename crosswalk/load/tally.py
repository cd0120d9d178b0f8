"""What clients count: how often each route answered, how, and how fast."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from fakes.wire import Response

SERVER_ERROR = 500


@dataclass
class Tally:
    """The answers of one route: seconds each, and how many were errors, by what they said.

    ``created`` is how many of them left something behind, ``refused`` how many were refused as they
    should be, by status.
    """

    seconds: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    failures: int = 0
    created: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    def note(self, answer: Response, seconds: float) -> bool:
        """Count an answer, and tell whether it is a success."""
        self.seconds.append(seconds)
        if not answer.ok:
            self.errors[f"{answer.status} {answer.body[:120].decode(errors='replace')}"] += 1
            self.failures += answer.status >= SERVER_ERROR
        return answer.ok

    def add(self, other: Tally) -> None:
        """Count what another counted too."""
        self.seconds += other.seconds
        self.errors += other.errors
        self.failures += other.failures
        self.created += other.created
        self.refused += other.refused

    def quantile(self, share: float) -> float:
        """Return the seconds within which this share of the answers came; 0 without any."""
        return quantile(sorted(self.seconds), share)


def quantile(ordered: list[float], share: float) -> float:
    """Return the value below which a share of ordered values lies; 0 without any."""
    if not ordered:
        return 0.0
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def together(tallies: Iterable[dict[str, Tally]]) -> dict[str, Tally]:
    """Return the tallies of several clients as one."""
    whole: dict[str, Tally] = {}
    for each in tallies:
        for route, tally in each.items():
            whole.setdefault(route, Tally()).add(tally)
    return whole
