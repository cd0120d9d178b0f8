"""How a benchmark is told: the machine, a table, a file of JSON, and how far it is."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

import msgspec
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from .measure import Result

Step = Callable[[], object]
WIDTH = 110
_SMALL = 0.1


@dataclass(frozen=True, slots=True)
class Machine:
    """Where and when it was measured."""

    cpus: int
    python: str
    platform: str
    date: str

    def __str__(self) -> str:
        return f"{self.cpus} CPUs, Python {self.python}, {self.platform}, {self.date}"


def this_machine() -> Machine:
    """Return what is known of this machine, now."""
    return Machine(
        cpus=os.cpu_count() or 1,
        python=platform.python_version(),
        platform=platform.platform(),
        date=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
    )


@dataclass(frozen=True, slots=True)
class Report:
    """What a run of the bench came to; by id, why a comparison has no result."""

    machine: Machine
    command: str
    results: tuple[Result, ...]
    failures: Mapping[str, str]
    left_out: Mapping[str, str]


def as_json(report: Report) -> str:
    """Return everything as JSON."""
    results = [{**asdict(each), "met": each.met} for each in report.results]
    told = {**asdict(report), "results": results}
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def from_json(text: str) -> Report:
    """Return what was written as JSON."""
    return msgspec.json.decode(text, type=Report)


def table(results: Sequence[Result], left_out: Mapping[str, str]) -> Table:
    """Return the results as a table, with a row for what was left out."""
    shown = Table()
    shown.add_column("id", no_wrap=True)
    shown.add_column("what")
    for heading in ("target", "ratio", "spread", "medians", "runs", "met"):
        shown.add_column(heading, justify="right", no_wrap=True)
    for each in results:
        shown.add_row(*cells(each))
    for id_, reason in left_out.items():
        shown.add_row(id_, f"left out: {escape(reason)}", *["-"] * 6)
    return shown


def cells(result: Result) -> tuple[str, ...]:
    """Return a row of the table."""
    return (
        result.id,
        f"{result.what}\n({result.note})" if result.note else result.what,
        "-" if result.target is None else f"<= {result.target:.3g}",
        ratio(result.ratio),
        f"{ratio(result.lowest)}..{ratio(result.highest)}",
        f"{result.measured:.3g} / {result.reference:.3g} {result.unit}",
        str(result.runs),
        _met(result),
    )


def ratio(ratio: float) -> str:
    """Return a ratio with the digits that tell it apart."""
    return f"{ratio:.2f}" if ratio >= _SMALL else f"{ratio:.4f}"


def _met(result: Result) -> str:
    if result.target is None:
        return "-"
    return "yes" if result.met else "no"


def one_line(result: Result) -> str:
    """Return a result as a line."""
    id_, _, target, ratio, spread, medians, _, met = cells(result)
    return f"{id_}: {ratio} ({spread}), target {target}, {medians}, met: {met}"


def to_stdout() -> Console:
    """Return the console of the results: wide enough for the table where nobody watches."""
    console = Console()
    return console if console.is_terminal else Console(width=WIDTH, color_system=None)


@contextmanager
def progress(console: Console) -> Iterator[Callable[[str, int], Step]]:
    """Show how far it is where somebody watches.

    Yields what announces a measurement of so many steps and returns what to call after each.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, TimeElapsedColumn(), console=console, disable=not console.is_terminal
    ) as bar:

        def announce(name: str, steps: int) -> Step:
            task = bar.add_task(name, total=steps)
            return lambda: bar.advance(task)

        yield announce
