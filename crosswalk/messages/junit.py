"""JUnit files that say on which line of which feature file a scenario stands.

pytest writes file and line of a test in the family xunit1 alone, from where the report says that
the test stands.
"""

from __future__ import annotations

from collections.abc import Generator

import pytest

from .places import place_of

ATTRIBUTE = "scenario_place"


class FeaturePlaces:
    """The plugin that puts the places of scenarios into a JUnit file."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Add the place to the report, which may be sent to another process."""
        report = yield
        if place := place_of(item):
            setattr(report, ATTRIBUTE, (place["uri"], place["line"]))
        return report

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_logreport(
        self, report: pytest.TestReport
    ) -> Generator[None, object, object]:
        """Say, while the report is written, that the test stands where its scenario does."""
        location = report.location
        report.location = (*getattr(report, ATTRIBUTE, location[:2]), location[2])
        try:
            return (yield)
        finally:
            report.location = location
