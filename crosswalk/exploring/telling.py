"""What was reached and found, as a table for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .campaign import Result
from .reached import Key, Part

_WIDTH = 66


def table(result: Result, never: Sequence[Key], *, complete: bool) -> str:
    """Return the parts of the table, each with what was reached, and then the finds."""
    return "\n".join(_lines(result, never, complete))


def _lines(result: Result, never: Sequence[Key], complete: bool) -> Iterator[str]:
    counts = result.reached.counts
    for part in Part:
        reached = sorted(
            (key.what, count) for key, count in counts.items() if key.part == part.value
        )
        missing = [key.what for key in never if key.part == part.value]
        yield f"{part.value}: {len(reached)} reached, {len(missing)} not"
        yield from (f"  {what:{_WIDTH}} {count:>7}" for what, count in reached)
        yield from (f"  {what:{_WIDTH}}   never" for what in missing)
    yield f"{result.histories:,} histories, {result.steps:,} steps"
    if never and complete:
        yield f"never reached: {', '.join(f'{key.part} {key.what!r}' for key in never)}"
    for kind, find in result.finds.items():
        times = result.again[kind]
        yield f"FOUND, {times} times: {find.law}"
        yield f"  seed {find.seed}, history {find.number}: {find.said[:400]}"
    if not result.finds:
        yield "every law holds"
