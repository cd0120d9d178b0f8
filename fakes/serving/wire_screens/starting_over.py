"""The lab put back to its start, or filled anew."""

from __future__ import annotations

from fakes.screens import Form, Next, Screen, Values, Visit, Wrong
from fakes.serving.hosted_lab import HostedLab
from fakes.serving.lab_state import PARTS, Reset, ResetQuery, Seed, Seeding

LABELS = {
    "state": "What the three systems hold, and all credentials",
    "journal": "The journal",
    "faults": "The faults that wait",
    "clock": "The clock",
}
_ASK = "Nothing was done. Tick this box: what is lost cannot be brought back."


def starting_over_screens(hosted: HostedLab) -> tuple[Screen, ...]:
    """Return the screen that starts a lab over."""
    page = StartingOver(hosted)
    does = {"reset": page.reset, "seed": page.seed}
    return (Screen("/start-over", "start_over.html", page.show, does, {"seed": "seed"}),)


class StartingOver:
    """Two forms, each with a box that confirms what is lost."""

    def __init__(self, hosted: HostedLab) -> None:
        self._hosted = hosted

    def show(self, _visit: Visit) -> Values:
        """Show what can be put back, and the seeds there are."""
        return {"parts": LABELS, "seeds": tuple(self._hosted.seeds)}

    def reset(self, visit: Visit) -> Next:
        """Put the parts back that are ticked; raises ValueError."""
        chosen = tuple(part for part in PARTS if part in visit.form.texts("part"))
        if not chosen:
            raise Wrong("part", "Nothing is ticked: tick what is to be put back.")
        _confirm(visit.form, "sure-to-reset")
        Reset(self._hosted).post(ResetQuery(chosen))
        return Next(said=f"Put back to the start: {', '.join(chosen)}.")

    def seed(self, visit: Visit) -> Next:
        """Empty the systems and fill them from a seed; raises ValueError."""
        _confirm(visit.form, "sure-to-seed")
        seeded = Seeding(self._hosted).post(Seed(visit.form.text("seed"))).seeded
        return Next(said=f"The lab was filled from the seed {seeded}.")


def _confirm(form: Form, field: str) -> None:
    if not form.is_ticked(field):
        raise Wrong(field, _ASK)
