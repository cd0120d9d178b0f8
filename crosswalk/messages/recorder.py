"""Watches scenarios as pytest-bdd's hooks tell of them, in every process that plays some.

The record is an attribute of pytest's reports, which pytest-xdist sends to the controlling process.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import Any

import pytest
from pytest_bdd.exceptions import StepDefinitionNotFoundError
from pytest_bdd.parser import Scenario, Step

from .attaching import Recorded
from .clock import now
from .definitions import Definitions
from .places import place_of
from .problems import blame, problem_of
from .records import Phase, Problem, ScenarioLocation, Status, StepRecord
from .skipped_steps import SkippedSteps

ATTRIBUTE = "recorded_scenario"


@dataclass
class Underway:
    """An attempt at a scenario, as far as it has come."""

    nodeid: str
    place: ScenarioLocation
    since: int
    attach: Recorded = field(default_factory=Recorded)
    calling: bool = False
    steps: list[StepRecord] = field(default_factory=list)
    begun: int = 0
    reported: bool = False


class Recorder:
    """The plugin that records."""

    def __init__(self, config: pytest.Config) -> None:
        self.definitions = Definitions(config.rootpath)
        self._skipped_steps = SkippedSteps(config.rootpath, self.definitions)
        self.attempt: Underway | None = None

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Generator[None, object, object]:
        """Begin an attempt."""
        place = place_of(item)
        self.attempt = Underway(item.nodeid, place, now()) if place else None
        return (yield)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_call(self) -> Generator[None, object, object]:
        """Remember whether the test is being called."""
        attempt = self.attempt
        if attempt is None:
            return (yield)
        attempt.calling = True
        try:
            return (yield)
        finally:
            attempt.calling = False

    def pytest_bdd_before_scenario(self, scenario: Scenario) -> None:
        """Expect every step to be skipped, until it is played."""
        if self.attempt:
            self.attempt.steps = [StepRecord(status="SKIPPED") for _ in scenario.steps]

    def pytest_bdd_before_step(self, step: Step, step_func: Callable[..., object]) -> None:
        """Note that a step begins; how it ends is not known yet."""
        if self.attempt:
            index = self.attempt.attach.step = self.attempt.begun
            self.attempt.begun += 1
            record = self.attempt.steps[index]
            match = self.definitions.match(step_func, step.type, step.name)
            record["matches"] = [match] if match else []
            record["status"] = "UNKNOWN"
            record["start"] = now()

    def pytest_bdd_after_step(self) -> None:
        """Note that the step passed."""
        if self.attempt:
            record = self.attempt.steps[self.attempt.begun - 1]
            record["stop"] = now()
            record["status"] = "PASSED"

    def pytest_bdd_step_func_lookup_error(
        self, scenario: Scenario, step: Step, exception: Exception
    ) -> None:
        """Note a step that no definition says, or more than one, or that its table does not fit."""
        if self.attempt:
            index = next(n for n, each in enumerate(scenario.steps) if each is step)
            record = self.attempt.steps[index]
            record["status"] = _status_of(exception)
            if code := getattr(exception, "snippet", None):
                record["snippet"] = code

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[Any]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Attach to the report what was recorded since the last one."""
        report = yield
        # While a test is called, reports are about parts of it, as subtests are.
        if self.attempt and not self.attempt.calling:
            problem = problem_of(report, call)
            phase = _phase(self.attempt, call.when, problem)
            self.attempt.reported |= call.when == "call" or problem is not None
            if problem and call.when != "teardown":
                blame(phase)
                self._skipped_steps.complete(phase, item, skipped=problem["status"] == "SKIPPED")
            setattr(report, ATTRIBUTE, phase)
        return report

    def cut_off(self) -> tuple[str, Phase] | None:
        """Return the test that was interrupted, with the steps run so far."""
        attempt = self.attempt
        if attempt is None or attempt.reported or not attempt.steps:
            return None
        return attempt.nodeid, _phase(attempt, "call")


def _status_of(error: Exception) -> Status:
    if isinstance(error, StepDefinitionNotFoundError):
        return "UNDEFINED"
    return "FAILED" if isinstance(error, ValueError) else "AMBIGUOUS"


def _phase(attempt: Underway, when: str, problem: Problem | None = None) -> Phase:
    """Return what an attempt added since it was last asked."""
    since, attempt.since = attempt.since, now()
    return Phase(
        when=when,
        place=attempt.place,
        start=since,
        stop=attempt.since,
        problem=problem,
        steps=attempt.steps if when == "call" else [],
        attachments=attempt.attach.taken(),
    )
