"""Failing scenarios told to GitHub Actions: each at the line of its step that failed.

What a process sees is an attribute of pytest's reports, which pytest-xdist sends to the
controlling process. Nothing is recorded for it.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Generator, Mapping
from typing import Any

import pytest
from pytest_bdd.parser import Scenario, Step

from .github import Failure, add_to_summary, annotation, in_repository, summary
from .places import place_of

ATTRIBUTE = "scenario_ended"
_FEATURE = ".feature"
_WORST_FIRST = ("failed", "skipped", "passed")
_LINES = 20
"""How many lines of a reason are shown."""


class Annotations:
    """The plugin that annotates failures and writes the summary of the job."""

    def __init__(self, config: pytest.Config, environment: Mapping[str, str] = os.environ) -> None:
        self._root = config.rootpath
        self._environment = dict(environment)
        self._title = ""
        self._step: Step | None = None
        self._failures: list[Failure] = []
        self._outcomes: dict[str, str] = {}

    def pytest_runtest_setup(self) -> None:
        """Forget the scenario before."""
        self._title, self._step = "", None

    def pytest_bdd_before_scenario(self, scenario: Scenario) -> None:
        """Remember the title, with the values of its row."""
        self._title = scenario.name

    def pytest_bdd_before_step(self, step: Step) -> None:
        """Remember the step that begins."""
        self._step = step

    def pytest_bdd_after_step(self) -> None:
        """Forget the step, which passed."""
        self._step = None

    def pytest_bdd_step_func_lookup_error(self, step: Step) -> None:
        """Remember the first step that is undefined or ambiguous."""
        self._step = self._step or step

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Say on the report of a scenario where it failed and why, if it did."""
        report = yield
        if place := place_of(item):
            at = self._step.line_number if self._step else _line(report)
            message = _reason(report, self._step) if report.failed else ""
            ended = (place["uri"], at or place["line"], self._title or item.name, message)
            setattr(report, ATTRIBUTE, ended)
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take note of how a scenario ended; an attempt that is repeated does not count."""
        ended = getattr(report, ATTRIBUTE, None) or _crashed(report)
        if ended is None or report.outcome not in _WORST_FIRST:
            return
        known = self._outcomes.get(report.nodeid, report.outcome)
        self._outcomes[report.nodeid] = min(known, report.outcome, key=_WORST_FIRST.index)
        if report.failed:
            self._note(*ended)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Take note of a feature file that cannot be read."""
        if report.failed and report.nodeid.endswith(_FEATURE):
            reason = report.longreprtext
            found = re.search(rf"{re.escape(report.nodeid)}:(\d+)", reason)
            line = int(found[1]) if found else 1
            self._note(report.nodeid, line, "This file cannot be read", reason)
            self._outcomes[report.nodeid] = "failed"

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Annotate every failure, and add the verdict and the failures to the job's summary."""
        if hasattr(terminalreporter.config, "workerinput") or not self._outcomes:
            return
        for failure in self._failures:
            terminalreporter.write_line(annotation(failure))
        counts = Counter(self._outcomes.values())
        told = ", ".join(f"{counts[word]} {word}" for word in _WORST_FIRST if counts[word])
        add_to_summary([*summary(told, self._failures)], self._environment)

    def _note(self, uri: str, line: int, title: str, message: str) -> None:
        file = in_repository(uri, self._root, self._environment)
        self._failures.append(Failure(file, line, title, message))


def _line(report: pytest.TestReport) -> int | None:
    """Return the line of the feature file that a failure names itself, if it does."""
    crash = _crash(report)
    return crash.lineno if crash and crash.path.endswith(_FEATURE) else None


def _reason(report: pytest.TestReport, step: Step | None) -> str:
    """Return the step and why it failed; a reason that names the step says both."""
    crash = _crash(report)
    reason = crash.message.removeprefix("AssertionError: ") if crash else report.longreprtext
    lines = reason.splitlines()[:_LINES]
    if step and step.name not in reason:
        lines.insert(0, f"{step.keyword} {step.name}")
    return "\n".join(lines)


def _crash(report: pytest.TestReport) -> Any:
    return getattr(report.longrepr, "reprcrash", None) if report.failed else None


def _crashed(report: pytest.TestReport) -> tuple[str, int, str, str] | None:
    """Return what is known of a scenario during which its process crashed."""
    file, line, title = report.location
    if report.when in ("setup", "call", "teardown") or not file.endswith(_FEATURE):
        return None
    return file, (line or 0) + 1, title, report.longreprtext
