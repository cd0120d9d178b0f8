"""Dashboard > Tasks, and the jobs that wait, which are the lab's own."""

from __future__ import annotations

from fakes.okta.admin import Directory, Jobs
from fakes.okta.model import RunResult
from fakes.screens import Next, Screen, Values, Visit, Wrong, page_of

from .people import login_of

TASKS = "/dashboard/tasks"
JOBS = "/lab/jobs"


def task_screens(jobs: Jobs, directory: Directory) -> tuple[Screen, ...]:
    """Return the screens of tasks and of jobs."""
    tasks = Tasks(jobs, directory)
    return (
        Screen(TASKS, "tasks.html", tasks.show, {"retry": tasks.retry}),
        Screen(JOBS, "jobs.html", tasks.show_jobs, {"run": tasks.run}),
    )


class Tasks:
    """What failed and waits for an admin, and what has not run yet."""

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

    def show_jobs(self, _visit: Visit) -> Values:
        """Show how many jobs wait."""
        return {"pending": self._jobs.pending()}

    def run(self, _visit: Visit) -> Next:
        """Run the jobs whose time has come."""
        return Next(said=_said(self._jobs.run()))


def _said(result: RunResult) -> str:
    return (
        f"{result.created} created, {result.linked} linked, {result.updated} updated, "
        f"{result.deactivated} deactivated, {result.reactivated} reactivated, "
        f"{result.failed} failed, {result.waiting} waiting"
    )
