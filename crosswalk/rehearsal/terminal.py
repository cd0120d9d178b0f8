"""A rehearsal on one screen: whether it agrees, who differs, what went wrong in wrong orders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from crosswalk.procedure.orders import ProcedureStep

from .findings import Findings, LeftOut, Order

SHOWN = 8
"""How many of those who differ are shown."""


def screen(findings: Findings, *, seed: int) -> RenderableType:
    """Return what the terminal shows."""
    parts: list[RenderableType] = [Text(text) for text in _first(findings, seed)]
    if findings.differences:
        parts.append(_differences(findings))
    parts += [Text(text) for text in _left_out(findings)]
    parts += [Text(text) for order in findings.orders for text in _order(order)]
    return Group(*parts)


def _first(findings: Findings, seed: int) -> Iterator[str]:
    agree, compared = findings.agreed.total(), findings.compared
    if findings.nothing_compared:
        yield "Nothing could be compared: this says nothing about the predictions."
    else:
        yield f"predicted and played: {agree:,} of {compared:,} agree"
    if findings.refused_request:
        yield f"inSync did not take the change request: {findings.refused_request}"
    if findings.played < findings.people:
        yield (
            f"{findings.played:,} of {findings.people:,} people: one of each kind, a sample (seed "
            f"{seed}), and whom their addresses collide with; --everyone plays all"
        )
    else:
        yield f"{findings.people:,} people, each of them"
    if not findings.complete:
        yield "Interrupted: this is what was found so far."


def _differences(findings: Findings) -> Table:
    table = Table("differs", "column", "predicted", "played", box=SIMPLE_HEAD)
    for each in findings.differences[:SHOWN]:
        name = each.row.insync_email_id or each.row.okta_login
        table.add_row(*map(Text, (name, each.column, each.predicted, each.played)))
    more = len(findings.differences) - SHOWN
    if more > 0:
        table.add_row(f"{more:,} more", "", "", "")
    return table


def _left_out(findings: Findings) -> Iterator[str]:
    """Yield what was not compared, and how many predictions that are."""
    if findings.not_played:
        yield (
            f"Not played: {_count(findings.not_played)}, about people who cannot be entered into "
            "the lab, or who have an address in common with one of them:"
        )
        yield from _some(
            f"{each.system}, {each.name}: {' '.join(each.why.split())}" for each in findings.refused
        )
    if findings.not_compared:
        yield (
            f"Not compared: {_count(findings.not_compared)}, about accounts that the import of "
            "another Okta user reached:"
        )
        yield from _some(f"{each.row.insync_email_id}: {each.why}" for each in _each_once(findings))


def _each_once(findings: Findings) -> Iterable[LeftOut]:
    return {each.row.insync_email_id: each for each in findings.not_compared}.values()


def _count(left_out: Iterable[LeftOut]) -> str:
    count = sum(len(each.columns) for each in left_out)
    return "1 prediction" if count == 1 else f"{count:,} predictions"


def _some(texts: Iterable[str]) -> Iterator[str]:
    every = [*texts]
    yield from (f"  {text}" for text in every[:SHOWN])
    if len(every) > SHOWN:
        yield f"  and {len(every) - SHOWN:,} more"


def _order(order: Order) -> Iterator[str]:
    if order.steps == (ProcedureStep.SETTING,):
        yield "In a wrong order: the setting is AD Attribute, and nobody was imported before."
    else:
        yield "In a wrong order: everybody is imported before the email IDs are changed."
        yield f"  {order.created:,} accounts are created."
    if order.refused:
        first, *more = order.refused.split("; ")
        yield f"  Support's bulk change is refused, because of {len(more) + 1:,} rows: {first}"
    for job, count in order.failing.items():
        yield f"  {count:,} of {order.accounts:,} accounts: {job} fails."
