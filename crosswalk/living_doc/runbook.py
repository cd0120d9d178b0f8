"""The runbook: the article's procedure to work through, each claim with what shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from crosswalk.procedure.orders import (
    PEOPLE,
    REMAPPED_FIRST,
    RIGHT,
    SETTING_FIRST,
    Deed,
    Tenant,
    without,
)
from crosswalk.procedure.procedure import BOTH, UPN_FORM
from crosswalk.procedure.runbook import Claim, Step, runbook

from . import links
from .model import Book
from .page import Entry, Page
from .runbook_diagram import Drawing, drawing, summary

_ORDERS = (
    ("In the order of the article", RIGHT),
    ("Mapped and imported first", REMAPPED_FIRST),
    ("The setting first", SETTING_FIRST),
)


@dataclass(frozen=True, slots=True)
class Told:
    """A step as the page tells it; `left_out` is how a small tenant ends without its deed."""

    number: int
    step: Step
    left_out: str

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return links.slug(self.step.name)

    def address_of(self, claim: Claim) -> str:
        """Return where the example of a claim stands."""
        return links.example(claim.feature, claim.example)


def pages(book: Book) -> Iterator[Page]:  # noqa: ARG001 - as every module of pages is called
    """Yield the page of the runbook."""
    played, ends = _played()
    steps = tuple(
        Told(number, step, ends[step.deed] if step.deed else "")
        for number, step in enumerate(runbook(), start=1)
    )
    context = {
        "steps": steps,
        "people": tuple(PEOPLE),
        "drawing": played,
        "form": UPN_FORM,
        "both": BOTH,
    }
    entries = tuple(
        Entry("step", told.step.title, links.step(told.step.name), "Runbook") for told in steps
    )
    yield Page(links.RUNBOOK, "Runbook", "runbook.html", context, entries)


@cache
def _played() -> tuple[Drawing, Mapping[Deed, str]]:
    """Play the procedure in its orders and with parts left out: the same for every book."""
    tenant = Tenant()
    ends = {deed: summary(tenant.end(without(deed))) for deed in Deed}
    return drawing([(title, tenant.play(order)) for title, order in _ORDERS]), ends
