"""Collects the records of all processes in the controlling process."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest

from .clock import now
from .places import place_of, uri_of
from .recorder import ATTRIBUTE, Recorder
from .records import Definition, Phase, Problem, ScenarioLocation

OUTPUT = "messages"
FEATURE = ".feature"


@dataclass
class Played:
    """One attempt at a test: what its reports carried; the place is missing where none came."""

    place: ScenarioLocation | None
    phases: dict[str, Phase] = field(default_factory=dict)
    crash: str = ""
    noticed: int = field(default_factory=now)


@dataclass
class Run:
    """Everything that is known of a run."""

    started: int = field(default_factory=now)
    finished: int = 0
    succeeded: bool = False
    message: str | None = None
    exception: dict[str, str] | None = None
    uris: set[str] = field(default_factory=set)
    definitions: list[Definition] = field(default_factory=list)
    tests: dict[str, list[Played]] = field(default_factory=dict)

    def places(self) -> dict[str, ScenarioLocation]:
        """Return where the scenario of each test stands, if it is known to play one."""
        return {
            nodeid: played.place
            for nodeid, attempts in self.tests.items()
            for played in attempts
            if played.place
        }


class Knowledge:
    """What a process knows besides its reports: feature files, definitions, what was cut off."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._uris: set[str] = set()

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Remember which feature files were asked for."""
        self._uris = {place["uri"] for item in session.items if (place := place_of(item))}
        # A file that cannot be read is a test without a place in it.
        self._uris |= {uri_of(each.path, each) for each in session.items if _is_feature(each.path)}

    def as_plain(self) -> dict[str, Any]:
        """Return it in plain types, with the attempt that was interrupted."""
        return {
            "uris": sorted(self._uris),
            "definitions": self._recorder.definitions.known(),
            "cut_off": self._recorder.cut_off(),
        }


class Worker:
    """The plugin that sends what a worker of pytest-xdist knows."""

    def __init__(self, config: pytest.Config, knowledge: Knowledge) -> None:
        self._output = cast(Any, config).workeroutput
        self._knowledge = knowledge

    def pytest_sessionfinish(self) -> None:
        """Send it with the last word of the worker."""
        self._output[OUTPUT] = self._knowledge.as_plain()


def _is_feature(path: Path) -> bool:
    return path.suffix == FEATURE


def _is_unread(report: pytest.TestReport) -> bool:
    """Tell whether a test is a feature file of which no scenario is known."""
    file, line, _ = report.location
    return line is None and file.endswith(FEATURE)


class Collector:
    """The plugin that collects the records."""

    def __init__(self) -> None:
        self.run = Run()
        self._places: dict[str, ScenarioLocation] = {}
        self._parts: dict[str, list[str]] = {}

    def pytest_runtest_logstart(self, nodeid: str, location: tuple[str, int | None, str]) -> None:
        """Remember where a test stands that may never report."""
        file, line, _ = location
        if file.endswith(FEATURE) and line is not None:
            self._places[nodeid] = ScenarioLocation(
                uri=Path(file).as_posix(), line=line + 1, row=None
            )

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take the record of a report; reports without one are about a subtest or a crash."""
        phase: Phase | None = getattr(report, ATTRIBUTE, None)
        if phase is not None:
            self._take(report.nodeid, phase)
        elif report.when == "call" and report.failed and _is_unread(report):
            self.run.message = self.run.message or report.longreprtext
        elif report.when == "call" and report.failed:
            self._parts.setdefault(report.nodeid, []).append(report.longreprtext)
        elif report.when not in ("setup", "call", "teardown"):
            self._crashed(report)

    def _take(self, nodeid: str, phase: Phase) -> None:
        attempts = self.run.tests.setdefault(nodeid, [])
        if phase["when"] == "setup" or not attempts:
            attempts.append(Played(phase["place"]))
        if phase["when"] == "call" and (parts := self._parts.pop(nodeid, [])):
            failed = Problem(status="FAILED", message="\n".join(parts))
            phase["problem"] = phase["problem"] or failed
        attempts[-1].phases[phase["when"]] = phase

    def _crashed(self, report: pytest.TestReport) -> None:
        attempts = self.run.tests.setdefault(report.nodeid, [])
        if not attempts or attempts[-1].crash or "teardown" in attempts[-1].phases:
            attempts.append(Played(self._places.get(report.nodeid)))
        attempts[-1].crash = report.longreprtext
        self.run.message = self.run.message or report.longreprtext

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Remember what cannot be collected, and a feature file that cannot be read."""
        if report.failed and report.nodeid.endswith(FEATURE):
            self.run.uris.add(report.nodeid)
        if report.failed and self.run.message is None:
            self.run.message = report.longreprtext

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Remember that somebody, or a test, ended the run early."""
        self.run.message = self.run.message or excinfo.exconly()

    def pytest_internalerror(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Remember what ended the run."""
        self.run.message = str(excinfo.value)
        self.run.exception = {
            "type": excinfo.type.__name__,
            "message": str(excinfo.value),
            "stackTrace": str(excinfo.getrepr(style="native")),
        }

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take what a worker knew; one that crashed sends nothing."""
        self.learn(getattr(node, "workeroutput", {}).get(OUTPUT, {}))

    def learn(self, knowledge: dict[str, Any]) -> None:
        """Add what a process knew to what is known of the run."""
        self.run.uris.update(knowledge.get("uris", ()))
        known = self.run.definitions
        known.extend(each for each in knowledge.get("definitions", ()) if each not in known)
        if cut_off := knowledge.get("cut_off"):
            self._take(*cut_off)
