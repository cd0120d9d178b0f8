"""The queue of provisioning jobs, and the tasks of those that failed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime

from fakes.okta import messages
from fakes.okta.model import APP_LABEL, Action, RunResult, Severity, SyncState, Task
from fakes.okta.rules import MAX_ATTEMPTS, retry_wait
from fakes.okta.service.log.system_log import SystemLog
from fakes.okta.service.state import Job, State, keep
from fakes.wire import Clock

from .provisioning_flow import ProvisioningFlow
from .scim_client import ScimClient
from .scim_responses import Failed, UnreadableResponse

_SYNC = "application.provision.user.sync"
_TASK_TEXTS = {
    Action.PROVISION: messages.PROVISION_FAILED,
    Action.PUSH_PROFILE: messages.PUSH_FAILED,
    Action.DEACTIVATE: messages.DEACTIVATION_FAILED,
    Action.REACTIVATE: messages.REACTIVATION_FAILED,
}
_INTEGRATION_EVENTS = {
    401: "application.integration.authentication_failure",
    429: "application.integration.rate_limit_exceeded",
}


class JobQueue:
    """Runs what is due and turns failures into tasks.

    The jobs of one person keep their order: behind one that waits, the others wait too.
    """

    def __init__(self, state: State, clock: Clock, log: SystemLog, client: ScimClient) -> None:
        self._state = state
        self._clock = clock
        self._log = log
        self._sequences = ProvisioningFlow(state, log, client)

    def pending(self) -> int:
        """Return how many jobs wait."""
        return len(self._state.jobs)

    def next_due(self) -> datetime | None:
        """Return when the next job may run, now or before where one may at once; None for none."""
        now = self._clock.now()
        first: dict[str, datetime] = {}
        for job in self._state.jobs:
            first.setdefault(job.user_id, job.due or now)
        return min(first.values(), default=None)

    def run(self) -> RunResult:
        """Run every job whose time has come and say what it did downstream."""
        jobs, now = self._state.jobs, self._clock.now()
        tally: Counter[str] = Counter()
        held: set[str] = set()
        for job in tuple(jobs):
            waits = job.user_id in held or not _is_due(job, now)
            later = job if waits else self._work(job, tally)
            jobs.remove(job.id)
            if later:
                held.add(later.user_id)
                jobs.put(later)
        return RunResult(**tally, waiting=len(jobs))

    def tasks(self) -> tuple[Task, ...]:
        """Return the failed jobs that wait for an admin, oldest first."""
        return tuple(self._state.tasks)

    def retry(self, task_id: str) -> None:
        """Queue a failed job again; it sends the app profile as stored."""
        if task_id not in self._state.tasks:
            known = ", ".join(task.id for task in self._state.tasks) or "none"
            raise ValueError(f"no task {task_id!r}; the tasks are: {known}")
        self._state.tasks.remove(task_id)
        job = self._state.failed_jobs.pop(task_id)
        self._state.jobs.put(replace(job, attempts=0))

    def _work(self, job: Job, tally: Counter[str]) -> Job | None:
        """Carry a job out; return it when it has to wait for another attempt."""
        try:
            for done in self._sequences.carry_out(job):
                tally[done.value] += 1
        except UnreadableResponse:
            self._stop(job)
        except Failed as failure:
            later = self._again(job, failure)
            if later:
                return later
            self._fail(job, failure)
        else:
            self._wrap_up(job)
            return None
        tally["failed"] += 1
        return None

    def _wrap_up(self, job: Job) -> None:
        if job.action is Action.PROVISION:
            self._log.write(_SYNC, target=self._user_name(job), user_id=job.user_id)

    def _stop(self, job: Job) -> None:
        self._mark_error(job)
        self._log.write(
            _SYNC,
            target=self._user_name(job),
            user_id=job.user_id,
            result="FAILURE",
            severity=Severity.ERROR,
        )

    def _again(self, job: Job, failure: Failed) -> Job | None:
        """Return the job of a 429 with the time of its next attempt, unless it had its ten."""
        self._log_integration(job, failure)
        attempts = job.attempts + 1
        if failure.answer is None or failure.answer.status != 429 or attempts >= MAX_ATTEMPTS:
            return None
        wait = retry_wait(failure.answer.header("Retry-After"), attempts)
        return replace(job, due=self._clock.now() + wait, attempts=attempts)

    def _log_integration(self, job: Job, failure: Failed) -> None:
        event_type = _INTEGRATION_EVENTS.get(failure.answer.status if failure.answer else 0)
        if event_type:
            self._log.write(
                event_type,
                target=failure.user_name,
                user_id=job.user_id,
                result="FAILURE",
                reason=failure.reason,
                severity=Severity.WARN,
            )

    def _fail(self, job: Job, failure: Failed) -> None:
        self._mark_error(job)
        event_types = [
            failure.step.event_type,
            *([_SYNC] if job.action is Action.PROVISION else []),
        ]
        for event_type in event_types:
            self._log.write(
                event_type,
                target=failure.user_name,
                user_id=job.user_id,
                result="FAILURE",
                reason=failure.reason,
                severity=Severity.ERROR,
            )
        self._add_task(job, failure)

    def _add_task(self, job: Job, failure: Failed) -> None:
        name = self._display_name(job) or failure.user_name
        task = Task(
            id=self._state.ids.word("task", 20),
            user_id=job.user_id,
            action=job.action,
            text=_TASK_TEXTS[job.action].format(name=name, app=APP_LABEL, cause=failure.cause),
            created=self._clock.now(),
        )
        self._state.tasks.put(task)
        self._state.failed_jobs[task.id] = job

    def _mark_error(self, job: Job) -> None:
        app_user = self._state.app_users.get(job.user_id)
        if app_user and app_user.id == job.app_user_id:
            failed = replace(app_user, sync_state=SyncState.ERROR)
            keep(self._state, self._clock.now(), failed)

    def _display_name(self, job: Job) -> str:
        user = self._state.users.get(job.user_id)
        names = (user.attribute("firstName"), user.attribute("lastName")) if user else ()
        return " ".join(name for name in names if name)

    def _user_name(self, job: Job) -> str:
        app_user = self._state.app_users.get(job.user_id)
        return app_user.user_name if app_user else job.user_name


def _is_due(job: Job, now: datetime) -> bool:
    return job.due is None or job.due <= now
