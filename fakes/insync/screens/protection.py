"""The backups, restores and snapshots of a user, and the buttons that make them."""

from __future__ import annotations

from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import Account, Destination, Snapshot, Workload
from fakes.screens import Next, Screen, Values, Visit, Wrong, page_of
from fakes.wire import Address

from .labels import BACKUP, NOT_STARTED, RESTORE, SNAPSHOT_ITEM
from .menu import CONTENT, DONE
from .user import SLUGS, USER, tabs_of, user_number

LATEST = "latest"
_APPS = {slug: workload for workload, slug in SLUGS.items()}


def protection_screens(insync: InSyncAdmin) -> tuple[Screen, ...]:
    """Return the screens of what is protected of a user."""
    jobs, snapshots = Jobs(insync), Snapshots(insync)
    restoring = Restoring(insync)
    return (
        Screen(f"{USER}/jobs", "user_jobs.html", jobs.show_backups),
        Screen(f"{USER}/restores", "user_restores.html", jobs.show_restores),
        Screen(f"{USER}/backups", "user_backups.html", snapshots.show),
        Screen(f"{USER}/backups/{{app}}", "app.html", jobs.show_app, {"back-up": jobs.back_up}),
        Screen(f"{USER}/backups/{{app}}/{{snapshot}}", "snapshot.html", snapshots.show_one),
        Screen(
            f"{USER}/restore/{{app}}",
            "restore.html",
            restoring.show,
            {"restore": restoring.restore},
        ),
        Screen(CONTENT, "content.html", snapshots.show_content),
    )


class Jobs:
    """The jobs of a user."""

    def __init__(self, insync: InSyncAdmin) -> None:
        self._accounts = insync.accounts
        self._protection = insync.protection

    def show_backups(self, visit: Visit) -> Values:
        """Show the backups, and what was kept from starting."""
        account = self._accounts.account(user_number(visit))
        backups = self._protection.backups(account.id)
        return {
            **_of(account),
            "jobs": page_of(backups, visit.query),
            "labels": BACKUP,
            "waiting": self._protection.not_started(account.id),
            "waiting_labels": NOT_STARTED,
        }

    def show_restores(self, visit: Visit) -> Values:
        """Show the restores."""
        account = self._accounts.account(user_number(visit))
        restores = self._protection.restores(account.id)
        return {**_of(account), "jobs": page_of(restores, visit.query), "labels": RESTORE}

    def show_app(self, visit: Visit) -> Values:
        """Show the snapshots of one app."""
        account = self._accounts.account(user_number(visit))
        workload = app_in(visit)
        snapshots = self._protection.snapshots(account.id, workload)
        return {
            **_of(account),
            "workload": workload,
            "slug": SLUGS[workload],
            "snapshots": page_of(snapshots, visit.query),
        }

    def back_up(self, visit: Visit) -> Next:
        """Back up one app of the user, and show the job."""
        job = self._protection.back_up(user_number(visit), app_in(visit))
        return Next(DONE, "The job ended." if job.started else "No job was started.", found=(job,))


class Snapshots:
    """The snapshots of a user, and what is in them."""

    def __init__(self, insync: InSyncAdmin) -> None:
        self._accounts = insync.accounts
        self._protection = insync.protection

    def show(self, visit: Visit) -> Values:
        """Show the two apps and how many snapshots each has."""
        account = self._accounts.account(user_number(visit))
        apps = [
            (slug, workload, len(self._protection.snapshots(account.id, workload)))
            for workload, slug in SLUGS.items()
        ]
        return {**_of(account), "apps": apps}

    def show_one(self, visit: Visit) -> Values:
        """Show what is in a snapshot."""
        account = self._accounts.account(user_number(visit))
        snapshot = self._snapshot(account, visit)
        return {
            **_of(account),
            "snapshot": snapshot,
            "slug": visit.named["app"],
            "items": page_of(snapshot.items, visit.query),
            "labels": SNAPSHOT_ITEM,
        }

    def show_content(self, visit: Visit) -> Values:
        """Show the bytes that have a digest, as text where they are one."""
        digest = visit.query.get("digest", "")
        content = self._protection.content(digest) if digest else None
        return {"digest": digest, "content": content, "text": _text(content)}

    def _snapshot(self, account: Account, visit: Visit) -> Snapshot:
        wanted, workload = visit.named["snapshot"], app_in(visit)
        for each in self._protection.snapshots(account.id, workload):
            if str(each.id) == wanted:
                return each
        raise ValueError(f"{account.email_id} has no {workload.value} snapshot {wanted}")


class Restoring:
    """The form that restores a snapshot."""

    def __init__(self, insync: InSyncAdmin) -> None:
        self._accounts = insync.accounts
        self._protection = insync.protection

    def show(self, visit: Visit) -> Values:
        """Show what can be restored, and where to."""
        account = self._accounts.account(user_number(visit))
        workload = app_in(visit)
        snapshots = self._protection.snapshots(account.id, workload)
        named = ((str(each.id), _named(each)) for each in reversed(snapshots))
        return {
            **_of(account),
            "workload": workload,
            "snapshots": ((LATEST, "The latest"), *named),
            "destinations": [each.value for each in Destination],
        }

    def restore(self, visit: Visit) -> Next:
        """Restore what was chosen, and show the job."""
        form = visit.form
        snapshot = form.text("snapshot")
        job = self._protection.restore(
            user_number(visit),
            app_in(visit),
            snapshot_id=None if snapshot == LATEST else form.number("snapshot"),
            destination=form.choice("destination", Destination),
            to_account_id=self._another(form.text("to")),
        )
        return Next(DONE, "The job ended." if job.started else "No job was started.", found=(job,))

    def _another(self, email_id: str) -> int | None:
        if not email_id:
            return None
        try:
            found = self._accounts.find(Address(email_id))
        except ValueError as error:
            raise Wrong("to", str(error)) from None
        if found is None:
            raise Wrong("to", f"no user has the email ID {email_id}")
        return found.id


def app_in(visit: Visit) -> Workload:
    """Return the app that a path names; raises ValueError."""
    slug = visit.named["app"]
    if slug not in _APPS:
        raise ValueError(f"there is no app {slug!r}: expected one of {', '.join(_APPS)}")
    return _APPS[slug]


def _of(account: Account) -> Values:
    return {"account": account, "tabs": tabs_of(account)}


def _named(snapshot: Snapshot) -> str:
    return f"{snapshot.id} of {snapshot.taken_on:%Y-%m-%d %H:%M:%S}"


def _text(content: bytes | None) -> str | None:
    try:
        return None if content is None else content.decode()
    except UnicodeDecodeError:
        return None
