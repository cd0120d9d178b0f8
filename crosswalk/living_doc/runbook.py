"""The page of the runbook: each claim links to the example that proves it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crosswalk import links
from crosswalk.procedure.orders import (
    ARTICLE_ORDER,
    PEOPLE,
    REMAPPED_FIRST,
    SETTING_FIRST,
    ProcedureStep,
    Tenant,
    without,
)
from crosswalk.procedure.procedure import BOTH, UPN_FORM
from crosswalk.procedure.runbook import Claim, Step, runbook
from crosswalk.screens.pictures.path import the_path

from .ahead import Once
from .model import Book
from .page import Entry, Page
from .pictures import Strip, of_path
from .runbook_diagram import Drawing, drawing, summary

_ORDERS = (
    ("In the order of the article", ARTICLE_ORDER),
    ("Mapped and imported first", REMAPPED_FIRST),
    ("The setting first", SETTING_FIRST),
)


@dataclass(frozen=True, slots=True)
class StepSection:
    """The section of a step."""

    number: int
    step: Step

    @property
    def left_out(self) -> str:
        """How a small tenant ends without the step, or nothing where it is none of the article."""
        return _ends()[self.step.procedure_step] if self.step.procedure_step else ""

    @property
    def pictures(self) -> list[tuple[str, Strip]]:
        """What is done on a console's screens, and the pictures of it, where there are any."""
        done = (each for each in the_path().steps if each.runbook == self.step.name)
        shown = ((each.title, of_path(each.name)) for each in done)
        return [(title, strip) for title, strip in shown if strip]

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return links.slug(self.step.name)

    def address_of(self, claim: Claim) -> str:
        """Return where the example of a claim stands."""
        return links.example(claim.feature, claim.example)


def pages(book: Book) -> Iterator[Page]:  # noqa: ARG001 - as every module of pages is called
    """Yield the page of the runbook."""
    steps = tuple(StepSection(number, step) for number, step in enumerate(runbook(), start=1))
    context = {
        "steps": steps,
        "people": tuple(PEOPLE),
        "drawing": _drawing,
        "form": UPN_FORM,
        "both": BOTH,
    }
    entries = tuple(
        Entry(
            "runbook", section.step.title, links.step(section.step.name), "Runbook", _text(section)
        )
        for section in steps
    )
    yield Page(links.RUNBOOK, "Runbook", "runbook.html", context, entries)


def _text(section: StepSection) -> tuple[str, ...]:
    """Return everything that a section says, for the search."""
    step = section.step
    claims = [claim.text for claim in step.claims]
    return (step.place, *step.actions, *claims, *(check.check for check in step.before))


@Once
def _drawing() -> Drawing:
    """Play the procedure in its orders: the same for every book."""
    tenant = Tenant()
    return drawing([(title, tenant.play(order)) for title, order in _ORDERS])


@Once
def _ends() -> Mapping[ProcedureStep, str]:
    """Play the procedure with each step left out: the same for every book."""
    tenant = Tenant()
    return {each: summary(tenant.end(without(each))) for each in ProcedureStep}
