"""`crosswalk bench`: what the suite, the runner and the fakes cost, as ratios of two sides.

It runs from a checkout, offline, and leaves nothing behind but the file it is asked for.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO

import click
from rich.console import Console

from crosswalk.checkout import checkout

from . import report
from .against_moto import PROCESS_MOTO_TRIAL, SERVED_MOTO_TRIAL
from .consoles import CLICKED_TRIAL, CONSOLE_TRIAL
from .diagnosis import DIAGNOSIS_TRIAL, PEOPLE, diagnosis_trial
from .exploring import EXPLORE_LARGE_TRIAL, EXPLORE_TRIAL
from .large_tenant import TENANT_MEMORY_TRIAL, TENANT_TRIAL
from .measure import (
    Comparison,
    Ending,
    LeftOut,
    Result,
    Side,
    Trial,
    Unmeasurable,
    alternate,
    compared,
)
from .provisioning import GROWTH_TRIAL, LARGE_TRIAL, SMALL_TRIAL
from .reads import READS_TRIAL
from .remote_import import REMOTE_IMPORT_TRIAL
from .reporting import REPORTING_TRIAL, SITE_TRIAL
from .runner import RUNNER_TRIAL
from .serving import READY_TRIAL, SERVED_TRIAL
from .sides import without_start
from .suite import FEATURES_TRIAL, START_TRIAL

TRIALS = (
    *(FEATURES_TRIAL, RUNNER_TRIAL, SMALL_TRIAL, LARGE_TRIAL, GROWTH_TRIAL),
    *(TENANT_TRIAL, TENANT_MEMORY_TRIAL),
    *(DIAGNOSIS_TRIAL, READS_TRIAL, START_TRIAL),
    *(REPORTING_TRIAL, SITE_TRIAL),
    *(EXPLORE_TRIAL, EXPLORE_LARGE_TRIAL),
    *(SERVED_TRIAL, SERVED_MOTO_TRIAL, PROCESS_MOTO_TRIAL, REMOTE_IMPORT_TRIAL, READY_TRIAL),
    *(CONSOLE_TRIAL, CLICKED_TRIAL),
)
IDS = tuple(each.id for trial in TRIALS for each in trial.comparisons)


def _chosen(_context: click.Context, _option: click.Parameter, text: str) -> frozenset[str]:
    """Return the ids that a list names: each by itself, or by the word before its dash."""
    chosen: set[str] = set()
    for name in filter(None, (part.strip() for part in text.split(","))):
        found = {id_ for id_ in IDS if name in (id_, id_.partition("-")[0])}
        if not found:
            raise click.BadParameter(f"{name!r} is not one of {', '.join(IDS)}")
        chosen |= found
    return frozenset(chosen or IDS)


@dataclass
class _Outcome:
    """What came of the trials; by id, why a comparison has no result."""

    results: list[Result] = field(default_factory=list)
    failures: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)


@click.command("bench")
@click.option(
    "--runs",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    help="Rounds for each measurement.",
)
@click.option(
    "--only",
    metavar="ID,...",
    default="",
    callback=_chosen,
    help=f"Measure these only: {', '.join(IDS)}.",
)
@click.option(
    "--people",
    type=click.IntRange(min=30),
    default=PEOPLE,
    show_default=True,
    help="How many people a diagnosis has.",
)
@click.option("--json", "into", type=click.File("w", lazy=True), help="Write the results there.")
@click.option("--check", is_flag=True, help="Exit 1 when a target is missed.")
@click.option(
    "--profile", type=click.Choice(IDS), help="Measure nothing: show where this one's time goes."
)
@click.pass_context
def command(
    context: click.Context,
    runs: int,
    only: frozenset[str],
    people: int,
    into: IO[str] | None,
    check: bool,
    profile: str | None,
) -> None:
    """Measure what it costs, as ratios of two sides that take turns on this machine.

    Each ratio is the median over the rounds; a round before them only warms up. A missed target
    is told and, without --check, is not a failure.
    """
    root = checkout()
    trials = _trials(people)
    if profile:
        click.echo(_profile(root, trials, profile))
        return
    outcome = _measured(root, trials, only, runs)
    machine = report.this_machine()
    console = report.to_stdout()
    console.print(report.table(outcome.results, outcome.left_out))
    console.print(str(machine), highlight=False)
    if into:
        found = (tuple(outcome.results), outcome.failures, outcome.left_out)
        into.write(report.as_json(report.Report(machine, _command(runs, only, people), *found)))
    missed = any(not each.met for each in outcome.results)
    context.exit(1 if outcome.failures or (check and missed) else 0)


def _trials(people: int) -> tuple[Trial, ...]:
    return tuple(diagnosis_trial(people) if each is DIAGNOSIS_TRIAL else each for each in TRIALS)


def _command(runs: int, only: frozenset[str], people: int) -> str:
    """Return the command that measures the same."""
    many = "" if people == PEOPLE else f" --people {people}"
    named = "" if only == frozenset(IDS) else f" --only {','.join(filter(only.__contains__, IDS))}"
    return f"crosswalk bench --runs {runs}{named}{many}"


def _measured(root: Path, trials: Sequence[Trial], only: frozenset[str], runs: int) -> _Outcome:
    """Run the trials that hold a chosen comparison."""
    outcome = _Outcome()
    stderr = Console(stderr=True, highlight=False)
    with report.progress(stderr) as announce:
        for trial in trials:
            chosen = [each for each in trial.comparisons if each.id in only]
            if not chosen:
                continue
            done = announce(", ".join(each.id for each in chosen), runs + 1)
            try:
                found = _tried(trial, chosen, root, runs, done)
            except LeftOut as reason:
                outcome.left_out.update({each.id: str(reason) for each in chosen})
                continue
            except Unmeasurable as error:
                outcome.failures.update({each.id: str(error) for each in chosen})
                stderr.print(f"{chosen[0].id} could not be measured:\n{error}", markup=False)
                continue
            outcome.results += found
            if not stderr.is_terminal:
                stderr.print("\n".join(map(report.one_line, found)), soft_wrap=True)
    return outcome


def _tried(
    trial: Trial,
    chosen: Sequence[Comparison],
    root: Path,
    rounds: int,
    done: Callable[[], object],
) -> list[Result]:
    with tempfile.TemporaryDirectory(prefix="crosswalk-bench-") as scratch, ExitStack() as ended:
        sides = trial.prepare(root, Path(scratch))
        for side in sides.values():
            if isinstance(side, Ending):
                ended.callback(side.close)
        samples = alternate(sides, rounds, done)
    return [_noted(compared(each, samples), each, sides) for each in chosen]


def _noted(result: Result, comparison: Comparison, sides: Mapping[str, Side]) -> Result:
    note = without_start(sides[comparison.measured], sides[comparison.reference])
    return replace(result, note=note)


def _profile(root: Path, trials: Sequence[Trial], wanted: str) -> str:
    """Return where the time of the measured side of a comparison goes."""
    trial, comparison = next(
        (trial, each) for trial in trials for each in trial.comparisons if each.id == wanted
    )
    with tempfile.TemporaryDirectory(prefix="crosswalk-bench-") as scratch:
        side = trial.prepare(root, Path(scratch))[comparison.measured]
        side.seconds()
        return side.profile()
