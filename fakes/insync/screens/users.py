"""Users: the list, *Add User*, and *Import*."""

from __future__ import annotations

from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import AccountStatus
from fakes.screens import Next, Screen, Values, Visit, page_of
from fakes.wire import Address

from .labels import ACCOUNT
from .menu import ADD_USER, DONE, IMPORT_USERS, USERS, USERS_TABS

AT_FIELDS = {
    "is not an address": "email_id",
    "email ID of another": "email_id",
    "name is empty": "display_name",
    "profile": "profile",
}


def users_screens(insync: InSyncAdmin) -> tuple[Screen, ...]:
    """Return the screens of the list and of what adds to it."""
    users = Users(insync)
    return (
        Screen(USERS, "users.html", users.show),
        Screen(ADD_USER, "add_user.html", users.show_form, {"add": users.add}, AT_FIELDS),
        Screen(
            IMPORT_USERS,
            "import_users.html",
            users.show_form,
            {"import": users.import_csv},
            {"row ": "file", "profile": "profile"},
        ),
    )


class Users:
    """The list of users."""

    def __init__(self, insync: InSyncAdmin) -> None:
        self._accounts = insync.accounts
        self._profiles = insync.profiles

    def show(self, visit: Visit) -> Values:
        """Show the users that are searched for, by pages."""
        words, chosen = visit.query.get("q", ""), visit.query.get("status", "")
        statuses = {each.value: each for each in AccountStatus}
        found = self._accounts.search(words, status=statuses.get(chosen))
        return {
            "tabs": USERS_TABS,
            "users": page_of(found, visit.query),
            "words": words,
            "status": chosen,
            "statuses": (("", "all"), *((each, each.capitalize()) for each in statuses)),
            "labels": ACCOUNT,
            "licenses": self._profiles.licenses(),
        }

    def show_form(self, _visit: Visit) -> Values:
        """Show the form of one user or of many."""
        return {"profiles": [each.name for each in self._profiles.all()]}

    def add(self, visit: Visit) -> Next:
        """Add a user and go to their page."""
        form = visit.form
        added = self._accounts.add(
            email_id=Address(form.text("email_id")),
            display_name=form.text("display_name"),
            profile=form.text("profile"),
        )
        return Next(f"{USERS}/{added.id}", f"{added.display_name} was added.")

    def import_csv(self, visit: Visit) -> Next:
        """Add the users of a file and show them."""
        content = visit.form.file("file").content
        added = self._accounts.import_csv(content, profile=visit.form.text("profile"))
        return Next(DONE, f"Users that were imported: {len(added)}.", found=added)
