"""The diagnosis on one screen: counts first, then the worst rows, then what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from crosswalk.diagnosis.row import Problem, Word
from crosswalk.diagnosis.written.change_request import REQUEST
from crosswalk.diagnosis.written.tally import AFTER, NOW, Tally

from .counted import counted
from .explained import explained
from .findings import Findings, name_of
from .harm import JOBS, Harm
from .said import MARKS, NOBODY
from .visible import visible

WORST = 8
"""How many of the worst rows are shown."""

PROBLEMS = 9
"""How many of the problems are shown, those that most rows have."""


def screen(findings: Findings, directory: Path) -> RenderableType:
    """Return what the terminal shows of findings that are complete."""
    tally = findings.tally
    parts: list[RenderableType] = [Text(_headline(findings), style="bold"), "", _jobs(tally), ""]
    if tally.problems:
        parts += [_problems(tally), ""]
    if len(findings.worst):
        parts += [_rows(findings), ""]
    parts += [Text(line) for line in _next(findings, directory)]
    return Group(*parts)


def _headline(findings: Findings) -> str:
    tally = findings.tally
    return (
        f"{counted(tally.rows, 'row')}, {findings.told:,} with something to see to, "
        f"{counted(tally.changes, 'email ID')} to change"
    )


def _jobs(tally: Tally) -> Table:
    table = _table()
    table.add_column("job", no_wrap=True)
    for time in ("now", "after"):
        for name in (f"{time}: succeed", "fail", "none"):
            table.add_column(name, justify="right", no_wrap=True)
    for job, columns in zip(JOBS, zip(NOW, AFTER, strict=True), strict=True):
        table.add_row(
            job.replace("Exchange Online", "Exchange"),
            *(f"{count:,}" for name in columns for count in _counts(tally, name)),
        )
    return table


def _table(*, wide: bool = False) -> Table:
    return Table(
        box=None, expand=wide, padding=(0, 2 if wide else 1, 0, 0), header_style="bold underline"
    )


def _counts(tally: Tally, column: str) -> tuple[int, int, int]:
    """Return how many jobs succeed, how many fail, and how many do not start."""
    counts = tally.outcomes[column]
    well = counts[Word.SUCCEEDS]
    started = sum(count for word, count in counts.items() if word not in MARKS)
    return well, started, counts.total() - well - started


def _problems(tally: Tally) -> Table:
    table = _table(wide=True)
    table.add_column("rows", justify="right", no_wrap=True)
    table.add_column("problem", no_wrap=True)
    table.add_column("what it means", no_wrap=True, overflow="ellipsis", ratio=1)
    most = tally.problems.most_common()
    for problem, count in most[:PROBLEMS]:
        table.add_row(f"{count:,}", problem.value, explained()[problem].text)
    if len(most) > PROBLEMS:
        table.add_row("", f"and {len(most) - PROBLEMS} more", "index.html has all of them")
    return table


def _rows(findings: Findings) -> Table:
    table = _table(wide=True)
    table.add_column(f"the worst of {findings.told:,}", no_wrap=True, overflow="ellipsis", ratio=4)
    table.add_column("change to", no_wrap=True, overflow="ellipsis", ratio=3)
    table.add_column("problems", no_wrap=True, overflow="ellipsis", ratio=5)
    verdicts = findings.keeping.verdicts
    for row in islice(findings.worst, WORST):
        problems = ", ".join(each.value for each in verdicts[row.verdict].kind.problems)
        table.add_row(Text(visible(name_of(row))), Text(visible(row.change)), Text(problems))
    return table


def _next(findings: Findings, directory: Path) -> Iterator[str]:
    """Yield what to do, in the order in which it is to be done, and where the files are."""
    tally = findings.tally
    if not tally.rows or tally.is_clean:
        yield "There is nothing to do." if tally.rows else NOBODY
    if ahead := tally.problems[Problem.DUPLICATE_AHEAD]:
        yield f"Do not remap yet: it would create {counted(ahead, 'further account')}."
    if tally.changes:
        yield f"First have Druva Support change the email IDs of {directory / REQUEST}."
    if silent := findings.harms().get(Harm.SILENT, 0):
        yield f"{counted(silent, 'row')}: {Harm.SILENT.value}."
    if tally.rests_on:
        rests = (f"{count:,} on {id_}" for id_, count in tally.rests_on.most_common())
        yield f"Rows that rest on an assumption: {', '.join(rests)}."
    yield f"Rows, runbook and reasons: {directory / 'index.html'}"
