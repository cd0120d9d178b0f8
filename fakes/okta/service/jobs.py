"""The queue of provisioning jobs, and the tasks of those that failed."""

from __future__ import annotations

from fakes.okta.model import RunResult, Task
from fakes.wire import Clock

from .log import SystemLog
from .scim_client import ScimClient
from .state import State


class JobQueue:
    """Runs what is due and turns failures into tasks."""

    def __init__(self, state: State, clock: Clock, log: SystemLog, client: ScimClient) -> None:
        self._state = state
        self._clock = clock
        self._log = log
        self._client = client

    def pending(self) -> int:
        """Return how many jobs wait."""
        return len(self._state.jobs)

    def run(self) -> RunResult:
        """Run every job whose time has come and say what it did downstream."""
        return RunResult(waiting=self.pending())

    def tasks(self) -> tuple[Task, ...]:
        """Return the failed jobs that wait for an admin, oldest first."""
        return tuple(self._state.tasks)

    def retry(self, task_id: str) -> None:
        """Queue a failed job again; it sends the app profile as stored."""
        raise ValueError(f"no task {task_id}")
