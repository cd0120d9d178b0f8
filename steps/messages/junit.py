"""JUnit files that say on which line of which feature file a scenario stands.

pytest names file and line of a test in the family xunit1 alone, and counts lines from 0.
"""

from __future__ import annotations

from collections.abc import Generator

import pytest
from _pytest.junitxml import xml_key

from .places import place_of

ATTRIBUTE = "scenario_place"


class FeaturePlaces:
    """The plugin that puts the places of scenarios into a JUnit file."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Hang the place on the report, which may travel to another process."""
        report = yield
        if place := place_of(item):
            setattr(report, ATTRIBUTE, [place["uri"], place["line"]])
        return report

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note the place before pytest notes the rest; it drops what the family does not allow."""
        xml = self._config.stash.get(xml_key, None)
        place = getattr(report, ATTRIBUTE, None)
        if xml and place:
            reporter = xml.node_reporter(report)
            reporter.add_attribute("file", place[0])
            reporter.add_attribute("line", place[1])
