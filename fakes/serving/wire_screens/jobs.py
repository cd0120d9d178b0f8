"""The provisioning jobs of Okta that wait."""

from __future__ import annotations

from dataclasses import asdict

from fakes.screens import Next, Screen, Values, Visit
from fakes.serving.hosted_lab import HostedLab, Jobs


def job_screens(hosted: HostedLab) -> tuple[Screen, ...]:
    """Return the screen of the jobs that wait."""
    page = JobsPage(hosted)
    return (Screen("/jobs", "jobs.html", page.show, {"run": page.run}),)


class JobsPage:
    """How many jobs wait, and the button that runs them."""

    def __init__(self, hosted: HostedLab) -> None:
        self._jobs = hosted.lab.okta.jobs
        self._auto = hosted.jobs is Jobs.AUTO

    def show(self, _visit: Visit) -> Values:
        """Show how many jobs wait."""
        return {
            "waiting": self._jobs.pending(),
            "due": self._jobs.next_due(),
            "auto": self._auto,
        }

    def run(self, _visit: Visit) -> Next:
        """Run every job whose time has come."""
        done = asdict(self._jobs.run())
        counts = ", ".join(f"{name}: {count}" for name, count in done.items())
        return Next(said=f"The jobs were run. Accounts: {counts}.")
