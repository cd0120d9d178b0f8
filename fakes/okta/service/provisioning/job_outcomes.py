"""What follows when a job ends: another attempt, a task for an admin, or only the log."""

from __future__ import annotations

from dataclasses import replace

from fakes.okta import messages
from fakes.okta.model import APP_LABEL, Action, Job, Severity, SyncState, Task
from fakes.okta.rules import MAX_ATTEMPTS, retry_wait
from fakes.okta.service.log.system_log import SystemLog
from fakes.okta.service.state import State, store_app_user
from fakes.wire import Clock

from .scim_responses import SYNC, StepFailed, unexpected

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


class JobOutcomes:
    """Logs how a job ended, and turns a failure into a task on the dashboard."""

    def __init__(self, state: State, clock: Clock, log: SystemLog) -> None:
        self._state = state
        self._clock = clock
        self._log = log

    def take_back(self, task_id: str) -> Job:
        """Remove a task and return its job, as if it had never been attempted."""
        if task_id not in self._state.tasks:
            known = ", ".join(task.id for task in self._state.tasks) or "none"
            raise ValueError(f"no task {task_id!r}; the tasks are: {known}")
        self._state.tasks.remove(task_id)
        return replace(self._state.failed_jobs.pop(task_id), attempts=0)

    def attempt_again(self, job: Job, failure: StepFailed) -> Job | None:
        """F19: return the job of a 429 with the time of its next attempt, unless it had ten."""
        self._log_integration(job, failure)
        attempts = job.attempts + 1
        if failure.answer is None or failure.answer.status != 429 or attempts >= MAX_ATTEMPTS:
            return None
        wait = retry_wait(failure.answer.header("Retry-After"), attempts)
        return replace(job, due=self._clock.now() + wait, attempts=attempts)

    def give_up(self, job: Job, failure: StepFailed) -> None:
        """Log a failure and make a task of it, which an admin can retry."""
        self._mark_error(job)
        self._log_failure(job, failure.step.event_type, failure)
        if job.action is Action.PROVISION and failure.step is not SYNC:
            self._log_failure(job, SYNC.event_type, failure)
        self._add_task(job, failure)

    def unexpected(self, job: Job, bug: Exception) -> StepFailed:
        """Return the failure of a job that ended in an error which nobody expects."""
        return unexpected(self._user_name(job), bug)

    def stop(self, job: Job) -> None:
        """F25: log that an answer was unreadable, without a task."""
        self._mark_error(job)
        self._log.write(
            SYNC.event_type,
            target=self._user_name(job),
            user_id=job.user_id,
            result="FAILURE",
            severity=Severity.ERROR,
        )

    def log_success(self, job: Job) -> None:
        """Log that a person was provisioned."""
        if job.action is Action.PROVISION:
            self._log.write(SYNC.event_type, target=self._user_name(job), user_id=job.user_id)

    def _log_failure(self, job: Job, event_type: str, failure: StepFailed) -> None:
        self._log.write(
            event_type,
            target=failure.user_name,
            user_id=job.user_id,
            result="FAILURE",
            reason=failure.reason,
            severity=Severity.ERROR,
        )

    def _log_integration(self, job: Job, failure: StepFailed) -> None:
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

    def _add_task(self, job: Job, failure: StepFailed) -> None:
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
            store_app_user(self._state, self._clock.now(), failed)

    def _display_name(self, job: Job) -> str:
        user = self._state.users.get(job.user_id)
        names = (user.attribute("firstName"), user.attribute("lastName")) if user else ()
        return " ".join(name for name in names if name)

    def _user_name(self, job: Job) -> str:
        app_user = self._state.app_users.get(job.user_id)
        return app_user.user_name if app_user else job.user_name
