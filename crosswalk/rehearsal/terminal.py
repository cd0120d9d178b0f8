"""A rehearsal on one screen: whether it agrees, who differs, what went wrong in wrong orders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from rich.console import Group, RenderableType
from rich.text import Text

from crosswalk.procedure.orders import ProcedureStep

from .findings import Findings, LeftOut, Order
from .results import DIFFERENCES

SHOWN, DIFFERENCES_SHOWN = 8, 5
"""How many lines, and how many of what differs, are shown."""


def screen(findings: Findings, *, seed: int) -> RenderableType:
    """Return what the terminal shows."""
    orders = chain.from_iterable(map(_order, findings.orders))
    lines = (_first(findings, seed), _differences(findings), _left_out(findings), orders)
    return Group(*map(Text, chain.from_iterable(lines)))


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


def _differences(findings: Findings) -> Iterator[str]:
    if not findings.differences:
        return
    yield f"What differs is a fault of Crosswalk. {DIFFERENCES} has all of it, with the exchanges:"
    for each in findings.differences[:DIFFERENCES_SHOWN]:
        yield f"  {each.row.insync_email_id or each.row.okta_login}, {each.column}"
        yield f"    predicted: {each.predicted}"
        yield f"    played:    {each.played}"
    more = len(findings.differences) - DIFFERENCES_SHOWN
    if more > 0:
        yield f"  and {more:,} more"


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
