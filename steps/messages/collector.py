"""Gathers what was recorded where the session is led, and what every process knows besides."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from .clock import now
from .places import place_of
from .recorder import ATTRIBUTE, Recorder
from .records import Definition, Phase, Place

OUTPUT = "messages"


@dataclass
class Played:
    """One attempt at a scenario: what its reports carried."""

    place: Place
    phases: dict[str, Phase] = field(default_factory=dict)
    crash: str = ""


@dataclass
class Run:
    """Everything that is known of a run."""

    started: int = field(default_factory=now)
    finished: int = 0
    succeeded: bool = False
    uris: set[str] = field(default_factory=set)
    definitions: list[Definition] = field(default_factory=list)
    tests: dict[str, list[Played]] = field(default_factory=dict)


class Knowledge:
    """What a process knows besides the reports: the feature files and the step definitions."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._uris: set[str] = set()

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Remember which feature files were asked for."""
        self._uris = {place["uri"] for item in session.items if (place := place_of(item))}

    def told(self) -> dict[str, Any]:
        """Return it in plain types."""
        return {"uris": sorted(self._uris), "definitions": self._recorder.definitions.known()}


class Worker:
    """The plugin that sends what a worker of pytest-xdist knows."""

    def __init__(self, config: pytest.Config, knowledge: Knowledge) -> None:
        self._output = cast(Any, config).workeroutput
        self._knowledge = knowledge

    def pytest_sessionfinish(self) -> None:
        """Send it with the last word of the worker."""
        self._output[OUTPUT] = self._knowledge.told()


class Collector:
    """The plugin that gathers."""

    def __init__(self) -> None:
        self.run = Run()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take what hangs on a report."""
        phase: Phase | None = getattr(report, ATTRIBUTE, None)
        if phase is None:
            return
        attempts = self.run.tests.setdefault(report.nodeid, [])
        if phase["when"] == "setup" or not attempts:
            attempts.append(Played(phase["place"]))
        attempts[-1].phases[phase["when"]] = phase

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take what a worker knew; one that crashed sends nothing."""
        self.learn(getattr(node, "workeroutput", {}).get(OUTPUT, {}))

    def learn(self, told: dict[str, Any]) -> None:
        """Add what a process knew to what is known of the run."""
        self.run.uris.update(told.get("uris", ()))
        known = self.run.definitions
        known.extend(each for each in told.get("definitions", ()) if each not in known)
