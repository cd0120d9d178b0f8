"""Microsoft 365 > Exchange Online, OneDrive and Jobs: every user's last backup, and all at once."""

from __future__ import annotations

from functools import partial

from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import Workload
from fakes.screens import Next, Screen, Values, Visit, page_of

from .menu import BAR, DONE, EXCHANGE_ONLINE, JOBS, ONEDRIVE
from .user import SLUGS, last_of


def jobs_screens(insync: InSyncAdmin) -> tuple[Screen, ...]:
    """Return the screens of the two apps and of the jobs for all users."""
    apps, jobs = Apps(insync), AllUsers(insync)
    does = {"back-up": jobs.back_up, "retention": jobs.apply_retention}
    return (
        Screen(EXCHANGE_ONLINE, "app_users.html", partial(apps.show, Workload.EXCHANGE_ONLINE)),
        Screen(ONEDRIVE, "app_users.html", partial(apps.show, Workload.ONEDRIVE)),
        Screen(JOBS, "jobs.html", jobs.show, does),
    )


class Apps:
    """The users of an app, each with the last backup."""

    def __init__(self, insync: InSyncAdmin) -> None:
        self._accounts = insync.accounts
        self._protection = insync.protection

    def show(self, workload: Workload, visit: Visit) -> Values:
        """Show the users that are searched for, by pages."""
        words = visit.query.get("q", "")
        users = page_of(self._accounts.search(words), visit.query)
        backups = self._protection.backups
        return {
            "bar": BAR,
            "words": words,
            "workload": workload,
            "slug": SLUGS[workload],
            "users": users,
            "rows": [(each, last_of(backups(each.id), workload)) for each in users.rows],
        }


class AllUsers:
    """What is done for all users at once."""

    def __init__(self, insync: InSyncAdmin) -> None:
        self._protection = insync.protection

    def show(self, _visit: Visit) -> Values:
        """Show what can be done."""
        return {"bar": BAR}

    def back_up(self, _visit: Visit) -> Next:
        """Back up every active user, and show the jobs."""
        jobs = self._protection.back_up_everyone()
        return Next(DONE, f"Jobs: {len(jobs)}.", found=jobs)

    def apply_retention(self, _visit: Visit) -> Next:
        """Remove what the profiles no longer keep."""
        return Next(said=f"Snapshots removed: {self._protection.apply_retention()}.")
