"""Why a phase of a test did not pass, as pytest reports it."""

from __future__ import annotations

from typing import Any

import pytest

from .records import Problem


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
