"""What was told already: a fault that stops several scenarios of a file is told in full once."""

from __future__ import annotations

from collections.abc import Sequence

from .gherkin import Play


class Told:
    """What was told in full of the scenarios of a feature file, and for which of them."""

    def __init__(self, plays: Sequence[Play]) -> None:
        self._plays = plays
        self._first: dict[tuple[int, int | None, str], str] = {}

    def before(self, play: Play, line: int, column: int | None, text: str) -> str:
        """Return for which other scenario this was told in full; empty where it is new."""
        first = self._first.setdefault((line, column, text), play.name)
        return "" if first == play.name else first

    def stopped(self, line: int) -> int:
        """Return how many scenarios have a step of a Background that stands on a line."""
        return sum(
            any(step.line_number == line for step in play.template.all_background_steps)
            for play in self._plays
        )


def is_background(play: Play, index: int) -> bool:
    """Tell whether a step of a scenario stands in a Background."""
    return index < len(play.template.all_background_steps)
