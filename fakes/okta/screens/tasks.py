"""Dashboard > Tasks, and the jobs that wait, which are the lab's own."""

from __future__ import annotations

from fakes.okta.admin import Assignments, Directory, Jobs
from fakes.okta.model import RunResult
from fakes.screens import Next, Screen, Values, Visit, Wrong, page_of

from .people import login_of

TASKS = "/dashboard/tasks"
JOBS = "/lab/jobs"


def task_screens(jobs: Jobs, directory: Directory, assignments: Assignments) -> tuple[Screen, ...]:
    """Return the screens of tasks and of jobs."""
    tasks, waiting = Tasks(jobs, directory), Waiting(jobs, assignments)
    return (
        Screen(TASKS, "tasks.html", tasks.show, {"retry": tasks.retry}),
        Screen(
            JOBS, "jobs.html", waiting.show, {"run": waiting.run, "apply": waiting.apply_updates}
        ),
    )


class Tasks:
    """What failed and waits for an admin."""

    def __init__(self, jobs: Jobs, directory: Directory) -> None:
        self._jobs = jobs
        self._directory = directory

    def show(self, visit: Visit) -> Values:
        """Show the tasks by pages."""
        page = page_of(self._jobs.tasks(), visit.query)
        logins = {each.user_id: login_of(self._directory, each.user_id) for each in page.rows}
        return {"tasks": page, "logins": logins}

    def retry(self, visit: Visit) -> Next:
        """Queue the selected jobs again."""
        selected = visit.form.texts("task")
        if not selected:
            raise Wrong("task", "No task is selected: tick one")
        for task_id in selected:
            self._jobs.retry(task_id)
        return Next(said=f"Selected tasks that will be tried again: {len(selected)}.")


class Waiting:
    """The jobs that have not run yet."""

    def __init__(self, jobs: Jobs, assignments: Assignments) -> None:
        self._jobs = jobs
        self._assignments = assignments

    def show(self, _visit: Visit) -> Values:
        """Show how many jobs wait."""
        return {"pending": self._jobs.pending()}

    def run(self, _visit: Visit) -> Next:
        """Run the jobs whose time has come."""
        return Next(said=_said(self._jobs.run()))

    def apply_updates(self, _visit: Visit) -> Next:
        """Do what the answer *Apply updates now* does, without saving a mapping."""
        self._assignments.apply_updates_now()
        return Next(said="The mappings were applied to everybody who has the app.")


def _said(result: RunResult) -> str:
    return (
        f"{result.created} created, {result.linked} linked, {result.updated} updated, "
        f"{result.deactivated} deactivated, {result.reactivated} reactivated, "
        f"{result.failed} failed, {result.waiting} waiting"
    )
