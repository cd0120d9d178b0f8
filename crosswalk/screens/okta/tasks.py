"""Dashboard > Tasks, and the lab's own page of jobs that wait."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crosswalk.screens.window import Window
from fakes.okta.model import RunResult, Task

_COUNT = re.compile(r"(\d+) (\w+)")


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many jobs wait."""

    pending: int


class JobScreens:
    """What failed, and what has not run yet."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def pending(self) -> int:
        """Read how many jobs wait."""
        self._window.go("okta", "Jobs that wait")
        return self._window.read(Waiting).pending

    def run(self) -> RunResult:
        """Click *Run jobs now*, and read what that did."""
        self._window.go("okta", "Jobs that wait")
        self._window.press("Run jobs now")
        return RunResult(**{what: int(many) for many, what in _COUNT.findall(self._window.said())})

    def tasks(self) -> tuple[Task, ...]:
        """Read the tasks."""
        self._window.go("okta", "Tasks")
        return self._window.read_pages(Task)

    def retry(self, task_id: str) -> None:
        """Select a task and click *Retry Selected*."""
        self._window.go("okta", "Tasks")
        self._window.tick(f"Select task {task_id}", True)
        self._window.press("Retry Selected")
