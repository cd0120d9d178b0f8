"""Directory > People: the list, *Add Person*, and the page of a person."""

from __future__ import annotations

from fakes.okta.admin import Directory
from fakes.okta.model import OktaUser, UserStatus
from fakes.screens import Next, Screen, Values, Visit, page_of

PEOPLE = "/directory/people"
_STATUSES = {
    UserStatus.STAGED: "Staged",
    UserStatus.PROVISIONED: "Pending user action",
    UserStatus.ACTIVE: "Active",
    UserStatus.RECOVERY: "Password reset",
    UserStatus.PASSWORD_EXPIRED: "Password expired",
    UserStatus.LOCKED_OUT: "Locked out",
    UserStatus.SUSPENDED: "Suspended",
    UserStatus.DEPROVISIONED: "Deactivated",
}
_NAMES = {"login:": "login", "email:": "email"}


def people_screens(directory: Directory) -> tuple[Screen, ...]:
    """Return the screens of Directory > People."""
    people, person = People(directory), Person(directory)
    return (
        Screen(PEOPLE, "people.html", people.show),
        Screen(f"{PEOPLE}/add", "add_person.html", people.show_form, {"save": people.add}, _NAMES),
        Screen(f"{PEOPLE}/{{user_id}}", "person.html", person.show, {"suspend": person.suspend}),
    )


class People:
    """The list of people, and the form that adds one."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def show(self, visit: Visit) -> Values:
        """Show people by pages."""
        return {"people": page_of(self._directory.users(), visit.query), "statuses": _STATUSES}

    def show_form(self, _visit: Visit) -> Values:
        """Show the empty form."""
        return {}

    def add(self, visit: Visit) -> Next:
        """Add a person and go to their page."""
        form = visit.form
        added = self._directory.add(
            login=form.text("login"),
            email=form.text("email") or form.text("login"),
            first_name=form.text("first_name"),
            last_name=form.text("last_name"),
            activate=form.is_ticked("activate"),
        )
        return Next(f"{PEOPLE}/{added.id}", f"{_name(added)} was added.")


class Person:
    """The page of a person."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def show(self, visit: Visit) -> Values:
        """Show who somebody is."""
        user = self._directory.user(visit.named["user_id"])
        return {"user": user, "name": _name(user), "status": _STATUSES[user.status]}

    def suspend(self, visit: Visit) -> Next:
        """Suspend them."""
        self._directory.suspend(visit.named["user_id"])
        return Next(said="The person is suspended.")


def _name(user: OktaUser) -> str:
    named = (user.attribute("firstName"), user.attribute("lastName"))
    return " ".join(filter(None, named)) or user.login
