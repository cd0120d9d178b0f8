"""The diagnosis on one screen: counts first, then the worst rows, then what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappush, heappushpop

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from crosswalk.diagnosis.row import Problem, Row, Word
from crosswalk.diagnosis.written.tally import AFTER, NOW, Tally
from crosswalk.diagnosis.written.writer import Beside

from .sentences import SENTENCES

SHOWN = 8
"""How many of the worst rows are shown."""

_JOBS = ("OneDrive backup", "Exchange Online backup", "Exchange Online restore")
_ORDER = {problem: number for number, problem in enumerate(Problem)}


class Worst:
    """Keeps the worst rows that go by: of those with the most jobs that fail, the first ones."""

    def __init__(self) -> None:
        self._kept: list[tuple[tuple[int, int, int], Row]] = []
        self._number = 0

    def add(self, row: Row, _beside: Beside) -> None:
        """Take the next row."""
        self._number += 1
        if not row.problems:
            return
        entry = ((*_badness(row), -self._number), row)
        if len(self._kept) < SHOWN:
            heappush(self._kept, entry)
        else:
            heappushpop(self._kept, entry)

    def close(self) -> None:
        """Finish. No row follows."""

    def rows(self) -> list[Row]:
        """Return the worst rows, the worst first."""
        return [row for _, row in sorted(self._kept, reverse=True)]


def _badness(row: Row) -> tuple[int, int]:
    """Return how many jobs fail afterwards, then how many fail now."""
    after, now = (
        sum(job.word is not Word.SUCCEEDS for job in outcomes) for outcomes in (row.after, row.now)
    )
    return after, now


def screen(tally: Tally, worst: list[Row]) -> RenderableType:
    """Return what the terminal shows of a closed tally."""
    parts: list[RenderableType] = [Text(f"{tally.rows:,} people, {_changes(tally)}"), _jobs(tally)]
    if tally.problems:
        parts += [_problems(tally), _rows(worst)]
    parts += [Text(line) for line in _next(tally)]
    return Group(*parts)


def _changes(tally: Tally) -> str:
    return f"{tally.changes:,} email IDs to change" if tally.changes else "no email ID to change"


def _jobs(tally: Tally) -> Table:
    table = Table("job", "succeed now", "do not", "succeed afterwards", "do not", box=SIMPLE_HEAD)
    for job, now, after in zip(_JOBS, NOW, AFTER, strict=True):
        well, later = (tally.outcomes[name][Word.SUCCEEDS] for name in (now, after))
        counts = (well, tally.rows - well, later, tally.rows - later)
        table.add_row(job, *(f"{count:,}" for count in counts))
    return table


def _problems(tally: Tally) -> Table:
    table = Table("people", "problem", "means", box=SIMPLE_HEAD)
    for problem in sorted(tally.problems, key=_ORDER.__getitem__):
        table.add_row(f"{tally.problems[problem]:,}", problem.value, SENTENCES[problem].means)
    return table


def _rows(worst: list[Row]) -> Table:
    table = Table(f"the worst {len(worst)}", "change to", "problems", box=SIMPLE_HEAD)
    for row in worst:
        problems = ", ".join(problem.value for problem in row.problems)
        table.add_row(
            Text(row.insync_email_id or row.okta_login),
            Text(row.change_email_id_to),
            Text(problems),
        )
    return table


def _next(tally: Tally) -> Iterator[str]:
    """Yield what to do, in the order in which it is to be done."""
    if tally.problems[Problem.DUPLICATE_AHEAD]:
        yield (
            f"Do not remap yet: it would create {tally.problems[Problem.DUPLICATE_AHEAD]:,} "
            "further accounts."
        )
    if tally.changes:
        yield "First send change-request.csv to Druva Support, and wait until it is done."
    if tally.is_clean:
        yield "There is nothing to do."
    for assumption, count in tally.rests_on.items():
        yield f"{count:,} rows rest on {assumption}."
