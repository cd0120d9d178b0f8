"""The queue of provisioning jobs: what is put in, when a job is due, and running what is due."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from fakes.okta.model import Action, AppUser, Deed, Job, RunResult, Task
from fakes.okta.rules import is_provisioned, may_deactivate, may_push
from fakes.okta.service.log.system_log import SystemLog
from fakes.okta.service.permission import require
from fakes.okta.service.state import State
from fakes.wire import Clock

from .job_outcomes import JobOutcomes
from .provisioning_flow import ProvisioningFlow
from .scim_client import ScimClient
from .scim_responses import StepFailed, UnreadableResponse


class JobQueue:
    """Queues jobs where provisioning allows them, and runs those that are due.

    A job that is not allowed when it would be queued is not made up for later. The jobs of one
    person keep their order: behind one that waits, the others wait too.
    """

    def __init__(self, state: State, clock: Clock, log: SystemLog, client: ScimClient) -> None:
        self._state = state
        self._clock = clock
        self._flow = ProvisioningFlow(state, log, client)
        self._outcomes = JobOutcomes(state, clock, log)

    def provision(self, app_user: AppUser) -> None:
        """Queue the look-up of an account by the app username."""
        if is_provisioned(self._state.provisioning):
            self._put(app_user, Action.PROVISION)

    def push(self, app_user: AppUser) -> None:
        """Queue a push of the whole app profile to the linked account."""
        if may_push(self._state.provisioning, app_user):
            self._put(app_user, Action.PUSH_PROFILE)

    def reactivate(self, app_user: AppUser) -> None:
        """Queue the reactivation of the linked account."""
        if self._state.provisioning.enabled and app_user.external_id:
            self._put(app_user, Action.REACTIVATE)

    def deactivate(self, app_user: AppUser, user_name: str) -> None:
        """Queue the deactivation of the linked account, known downstream by a user name."""
        if may_deactivate(self._state.provisioning, app_user.external_id):
            self._state.jobs.put(
                Job(
                    id=self._new_id(),
                    user_id=app_user.user_id,
                    action=Action.DEACTIVATE,
                    external_id=app_user.external_id,
                    user_name=user_name,
                )
            )

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
        """Run every job whose time has come and say what it did downstream.

        A job that ends in an unexpected error becomes a task, and the others are run. Then the
        first such error is raised.
        """
        jobs, now = self._state.jobs, self._clock.now()
        tally: Counter[str] = Counter()
        held: set[str] = set()
        bugs: list[Exception] = []
        for job in tuple(jobs):
            waits = job.user_id in held or not _is_due(job, now)
            later = job if waits else self._run_one(job, tally, bugs)
            jobs.remove(job.id)
            if later:
                held.add(later.user_id)
                jobs.put(later)
        if bugs:
            raise bugs[0]
        return RunResult(**tally, waiting=len(jobs))

    def tasks(self) -> tuple[Task, ...]:
        """Return the failed jobs that wait for an admin, oldest first."""
        return tuple(self._state.tasks)

    def retry(self, task_id: str) -> None:
        """Queue a failed job again; it sends the app profile as stored."""
        require(self._state, Deed.TASKS)
        self._state.jobs.put(self._outcomes.take_back(task_id))

    def _put(self, app_user: AppUser, action: Action) -> None:
        self._state.jobs.put(
            Job(
                id=self._new_id(),
                user_id=app_user.user_id,
                action=action,
                app_user_id=app_user.id,
            )
        )

    def _new_id(self) -> str:
        return str(self._state.ids.number("job"))

    def _run_one(self, job: Job, tally: Counter[str], bugs: list[Exception]) -> Job | None:
        """Carry a job out; return it when it has to wait for another attempt."""
        try:
            failure = self._carry_out(job, tally)
        except Exception as bug:
            bugs.append(bug)
            failure = self._outcomes.unexpected(job, bug)
        if failure is None:
            return None
        later = self._outcomes.attempt_again(job, failure)
        if later is None:
            self._outcomes.give_up(job, failure)
            tally["failed"] += 1
        return later

    def _carry_out(self, job: Job, tally: Counter[str]) -> StepFailed | None:
        """Carry a job out to its end; return which step failed, if one did."""
        try:
            for done in self._flow.carry_out(job):
                tally[done.value] += 1
        except StepFailed as failure:
            return failure
        except UnreadableResponse:
            self._outcomes.stop(job)
            tally["failed"] += 1
            return None
        self._outcomes.log_success(job)
        return None


def _is_due(job: Job, now: datetime) -> bool:
    return job.due is None or job.due <= now
