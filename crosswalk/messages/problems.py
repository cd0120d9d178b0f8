"""Why a phase of a test did not pass, as pytest reports it."""

from __future__ import annotations

from typing import Any

import pytest

from .records import Phase, Problem
from .texts import whole


def problem_of(report: pytest.TestReport, call: pytest.CallInfo[Any]) -> Problem | None:
    """Return what a report says went wrong; an expected failure is pending."""
    if report.passed:
        return None
    expected = getattr(report, "wasxfail", None)
    if expected is not None:
        problem = Problem(status="PENDING", message=expected.removeprefix("reason: "))
    elif report.skipped:
        problem = Problem(status="SKIPPED", message=_reason(report, call))
    else:
        problem = Problem(status="FAILED", message=whole(report.longreprtext))
    if call.excinfo is not None and problem["message"]:
        problem["exception"] = _exception(report, call.excinfo)
    return problem


def _exception(
    report: pytest.TestReport, error: pytest.ExceptionInfo[BaseException]
) -> dict[str, str]:
    exception = {"type": error.type.__name__, "message": whole(str(error.value))}
    if report.failed:
        exception["stackTrace"] = whole(report.longreprtext)
    return exception


def _reason(report: pytest.TestReport, call: pytest.CallInfo[Any]) -> str:
    error = call.excinfo.value if call.excinfo else None
    return error.msg or "" if isinstance(error, pytest.skip.Exception) else report.longreprtext


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
        if step["status"] in ("UNDEFINED", "AMBIGUOUS", "FAILED"):
            step["problem"] = Problem(status=step["status"], message=problem["message"])
            phase["problem"] = None
            return
