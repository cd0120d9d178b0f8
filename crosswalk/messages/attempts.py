"""One attempt at a scenario, put together from what its reports carried."""

from __future__ import annotations

from dataclasses import dataclass

from .collector import Played
from .records import Attachment, Phase, Problem, Status, StepRecord


@dataclass
class Attempt:
    """One attempt, with what went wrong before, in and after its steps."""

    id: str
    steps: list[StepRecord]
    before: Problem | None
    after: Problem | None
    attachments: list[Attachment]
    start: int
    stop: int

    @property
    def passed(self) -> bool:
        """Tell whether nothing but passing and skipping happened."""
        around = [each["status"] for each in (self.before, self.after) if each]
        met = [*around, *(step["status"] for step in self.steps)]
        return all(status in ("PASSED", "SKIPPED") for status in met)


def attempt(played: Played, id_: str, count: int) -> Attempt:
    """Return one attempt at a scenario of so many steps."""
    phases = list(played.phases.values())
    steps = _steps(played, count)
    before, after = _around(played, steps)
    return Attempt(
        id=id_,
        steps=steps,
        before=before,
        after=after,
        attachments=[each for phase in phases for each in phase["attachments"]],
        start=min((phase["start"] for phase in phases), default=played.noticed),
        stop=max((phase["stop"] for phase in phases), default=played.noticed),
    )


def _steps(played: Played, count: int) -> list[StepRecord]:
    """Return what is known of each step: nothing, when the attempt was cut off."""
    setup, call = played.phases.get("setup"), played.phases.get("call")
    known: list[StepRecord] = []
    rest: Status = "SKIPPED"
    if call:
        known = call["steps"]
    elif setup and setup["problem"]:
        known = setup["steps"]
    else:
        rest = "UNKNOWN"
    return [*known[:count], *(StepRecord(status=rest) for _ in range(count - len(known)))]


def _around(played: Played, steps: list[StepRecord]) -> tuple[Problem | None, Problem | None]:
    """Return what went wrong before the steps and after them."""
    before = _problem(played.phases.get("setup"))
    failure = _problem(played.phases.get("call"))
    if failure and steps and "start" not in steps[0]:
        before, failure = failure, None
    if played.crash:
        failure = Problem(status="FAILED", message=played.crash)
    return before, failure or _problem(played.phases.get("teardown"))


def _problem(phase: Phase | None) -> Problem | None:
    return phase["problem"] if phase else None
