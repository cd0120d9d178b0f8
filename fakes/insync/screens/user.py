"""The page of a user: who it is, how its apps are protected, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import Account, Backup, BackupStatus, Workload
from fakes.screens import Next, Screen, Values, Visit
from fakes.wire import Address

from .labels import ACCOUNT
from .menu import USERS
from .users import AT_FIELDS

USER = f"{USERS}/{{user}}"
SLUGS = {Workload.EXCHANGE_ONLINE: "exchange-online", Workload.ONEDRIVE: "onedrive"}
_FIELDS = {"Email address": "email_id", "Name": "display_name", "AD/LDAP User Name": "user_name"}


def user_screens(insync: InSyncAdmin) -> tuple[Screen, ...]:
    """Return the screens of one user."""
    user = User(insync)
    accounts = insync.accounts
    does = {
        "preserve": user.doing(accounts.preserve, "The user was preserved."),
        "activate": user.doing(accounts.activate, "The user was activated."),
        "reset": user.doing(accounts.reset_password, "The password was reset."),
        "hold": user.doing(partial(accounts.legal_hold, on=True), "The user is on Legal Hold."),
        "release": user.doing(
            partial(accounts.legal_hold, on=False), "The user is on Legal Hold no longer."
        ),
        "delete": user.delete,
    }
    return (
        Screen(USER, "user.html", user.show, does),
        Screen(f"{USER}/edit", "edit_user.html", user.show_form, {"save": user.save}, AT_FIELDS),
    )


def user_number(visit: Visit) -> int:
    """Return the number of the user whose page it is; raises ValueError."""
    text = visit.named["user"]
    if not text.isascii() or not text.isdecimal():
        raise ValueError(f"there is no user {text!r}: expected a number")
    return int(text[:20])


def tabs_of(account: Account) -> tuple[tuple[str, str], ...]:
    """Return the tabs of the page of a user."""
    page = f"{USERS}/{account.id}"
    return (
        (page, "Details"),
        (f"{page}/backups", "Backups"),
        (f"{page}/jobs", "Jobs"),
        (f"{page}/restores", "Restores"),
    )


class User:
    """One user."""

    def __init__(self, insync: InSyncAdmin) -> None:
        self._accounts = insync.accounts
        self._protection = insync.protection

    def show(self, visit: Visit) -> Values:
        """Show who the user is, and how the last backups ended."""
        account = self._accounts.account(user_number(visit))
        return {
            "account": account,
            "tabs": tabs_of(account),
            "labels": ACCOUNT,
            "sources": tuple(self._sources(account)),
        }

    def show_form(self, visit: Visit) -> Values:
        """Show the form *Edit User*."""
        account = self._accounts.account(user_number(visit))
        values = {"email_id": account.email_id.text, "display_name": account.display_name}
        fields = self._accounts.edit_fields(account.id)
        return {
            "account": account,
            "fields": [(_FIELDS[each], each, values.get(_FIELDS[each], "")) for each in fields],
        }

    def save(self, visit: Visit) -> Next:
        """Save what was edited."""
        number, form = user_number(visit), visit.form
        self._accounts.edit(
            number,
            email_id=Address(form.text("email_id")),
            display_name=form.text("display_name"),
        )
        if form.text("user_name"):
            self._accounts.fill_in(number, field="AD/LDAP User Name", value=form.text("user_name"))
        return Next(f"{USERS}/{number}", "The user was saved.")

    def doing(self, act: Callable[[int], Account], said: str) -> Callable[[Visit], Next]:
        """Return what a button does with the user."""

        def do(visit: Visit) -> Next:
            act(user_number(visit))
            return Next(said=said)

        return do

    def delete(self, visit: Visit) -> Next:
        """Delete the user and go back to the list."""
        self._accounts.delete(user_number(visit))
        return Next(USERS, "The user was deleted.")

    def _sources(self, account: Account) -> Iterator[dict[str, object]]:
        backups = self._protection.backups(account.id)
        for workload, slug in SLUGS.items():
            yield {
                "workload": workload,
                "slug": slug,
                "snapshots": len(self._protection.snapshots(account.id, workload)),
                **last_of(backups, workload),
            }


def last_of(backups: tuple[Backup, ...], workload: Workload) -> dict[str, object]:
    """Return what a list of users and their apps shows of the last backup of an app."""
    jobs = [each for each in backups if each.workload is workload]
    completed = [each for each in jobs if each.snapshot_id is not None]
    return {
        "status": jobs[-1].status if jobs else BackupStatus.NEVER,
        "details": jobs[-1].message if jobs else "",
        "completed": completed[-1].started_on if completed else None,
    }
