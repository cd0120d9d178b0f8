"""Why a phase of a test did not pass, as pytest reports it."""

from __future__ import annotations

from typing import Any

import pytest

from .records import Phase, Problem


def problem_of(report: pytest.TestReport, call: pytest.CallInfo[Any]) -> Problem | None:
    """Return what a report says went wrong; an expected failure is pending."""
    if report.passed:
        return None
    expected = getattr(report, "wasxfail", None)
    if expected is not None:
        return Problem(status="PENDING", message=expected.removeprefix("reason: "))
    if report.skipped:
        return Problem(status="SKIPPED", message=_reason(report))
    problem = Problem(status="FAILED", message=report.longreprtext)
    if call.excinfo is not None:
        problem["exception"] = {
            "type": call.excinfo.type.__name__,
            "message": str(call.excinfo.value),
            "stackTrace": report.longreprtext,
        }
    return problem


def _reason(report: pytest.TestReport) -> str:
    said = report.longrepr
    text = said[2] if isinstance(said, tuple) else report.longreprtext
    return text.removeprefix("Skipped: ")


def blame(phase: Phase) -> None:
    """Move the problem of a phase to the step that has it, if one has."""
    problem = phase["problem"]
    if problem is None:
        return
    for step in phase["steps"]:
        if step["status"] == "UNKNOWN":
            step["status"] = problem["status"]
            step["problem"] = problem
            step["stop"] = phase["stop"]
            phase["problem"] = None
            return
    if phase["when"] == "call":
        _blame_sentence(phase, problem)


def _blame_sentence(phase: Phase, problem: Problem) -> None:
    for step in phase["steps"]:
        if step["status"] in ("UNDEFINED", "AMBIGUOUS"):
            step["problem"] = Problem(status=step["status"], message=problem["message"])
            phase["problem"] = None
            return
