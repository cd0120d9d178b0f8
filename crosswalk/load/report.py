"""How a load is told: a table of routes, and a line for each check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from .memory import IN_MEMORY, KIB, MIB, ON_DISK, Bound, Mark, growth
from .run import Outcome
from .tally import Tally, together

_HEADINGS = ("requests", "a second", "errors", "p50 ms", "p95 ms", "max ms")
WIDTH = 110
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Check:
    """Something that must be so, and what was seen."""

    name: str
    passed: bool
    said: str

    def __str__(self) -> str:
        return f"{'ok' if self.passed else 'FAILED'}  {self.name}: {self.said}"


def shown(table: Table, checks: Sequence[Check]) -> bool:
    """Print a table and what was checked; tell whether all checks passed."""
    console = Console()
    console = console if console.is_terminal else Console(width=WIDTH, color_system=None)
    console.print(table)
    for check in checks:
        console.print(str(check), highlight=False, markup=False, soft_wrap=True)
    return all(each.passed for each in checks)


def routes_table(outcome: Outcome) -> Table:
    """Return a row for each route, and one for all of them."""
    shown = Table(title=f"{outcome.clients} clients, {outcome.seconds:.1f} seconds")
    shown.add_column("route", no_wrap=True)
    for heading in _HEADINGS:
        shown.add_column(heading, justify="right")
    whole = together({"all": tally} for tally in outcome.tallies.values())
    for route, tally in {**outcome.tallies, **whole, **outcome.disturbed}.items():
        times = (f"{tally.quantile(share) * 1e3:.1f}" for share in (0.5, 0.95, 1.0))
        count = len(tally.seconds)
        errors = str(tally.errors.total())
        shown.add_row(route, str(count), f"{count / outcome.seconds:.1f}", errors, *times)
    return shown


def checks_of(outcome: Outcome) -> tuple[Check, ...]:
    """Return what was checked, and what came out."""
    answers = (_answers(outcome), _refusals(outcome))
    return (*answers, _updates(outcome), _accounts(outcome), _memory(outcome), _state(outcome))


def _answers(outcome: Outcome) -> Check:
    every = (*outcome.tallies.values(), *outcome.disturbed.values())
    errors = _errors(outcome.tallies)
    said = "; ".join((f"{sum(each.failures for each in every)} were 5xx", *errors))
    return Check("every answer is a success", not errors, said)


def _errors(tallies: Mapping[str, Tally]) -> tuple[str, ...]:
    return tuple(
        f"{route}: {count} times {error}"
        for route, tally in tallies.items()
        for error, count in tally.errors.most_common(_SHOWN)
    )


def _updates(outcome: Outcome) -> Check:
    said = "; ".join((f"{outcome.updates} updates of shared users", *outcome.lost[:_SHOWN]))
    return Check("no update is lost", not outcome.lost, said)


def _accounts(outcome: Outcome) -> Check:
    created, found = outcome.accounts_created, outcome.accounts_found
    return Check("every account is there", created == found, f"{created} created, {found} more")


def _refusals(outcome: Outcome) -> Check:
    refused = sum((each.refused for each in outcome.disturbed.values()), Counter[str]())
    told = ", ".join(f"{count} times {status}" for status, count in sorted(refused.items()))
    problems = _errors(outcome.disturbed)
    said = "; ".join((told or "nothing was malformed", *problems))
    return Check("what is malformed is refused as the vendor does", not problems, said)


def _memory(outcome: Outcome) -> Check:
    name, marks = "memory is flat", outcome.memory.marks
    if not marks:
        return Check(name, True, "not looked at: name the process of the lab by --pid")
    how = ", the journal emptied before each"
    return _flat(name, marks, IN_MEMORY, how, "record created")


def _state(outcome: Outcome) -> Check:
    name, marks = "the state file is flat", outcome.memory.on_disk
    if not marks:
        return Check(name, True, "not looked at: give the lab one by --state")
    return _flat(name, marks, ON_DISK, "", "record and log event written")


def _flat(name: str, marks: list[Mark], bound: Bound, how: str, what: str) -> Check:
    grown, allowed = growth(marks, bound)
    told = ", ".join(f"{mark.size / MIB:.1f}" for mark in marks)
    said = (
        f"{told} MiB at the start, the quarters and the end{how}; "
        f"{grown / MIB:+.1f} since the first quarter, of {allowed / MIB:.1f} that are allowed: "
        f"{bound.slack // MIB} and {bound.per_record // KIB} KiB for each {what} since"
    )
    return Check(name, grown <= allowed, said)
