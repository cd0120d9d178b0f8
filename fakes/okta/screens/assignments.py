"""Applications > Druva 2.0 > Assignments: people and groups, and the page of an assignment."""

from __future__ import annotations

from fakes.okta.admin import Assignments, Directory
from fakes.okta.messages import BEFORE_PROVISIONING
from fakes.okta.model import AppUser, OktaUser
from fakes.screens import Next, Screen, Values, Visit, page_of

from .app import APP
from .people import name_of, sought

ASSIGNMENTS = f"{APP}/assignments"


def assignment_screens(assignments: Assignments, directory: Directory) -> tuple[Screen, ...]:
    """Return the screens of people who have the app."""
    people, one = Assigned(assignments, directory), Assignment(assignments, directory)
    return (
        Screen(ASSIGNMENTS, "assignments.html", people.show),
        Screen(
            f"{ASSIGNMENTS}/assign-to-people",
            "assign_people.html",
            people.show_choice,
            {"assign": people.assign},
        ),
        Screen(
            f"{ASSIGNMENTS}/people/{{user_id}}",
            "assignment.html",
            one.show,
            {"save": one.edit_username, "provision": one.provision},
            {"username": "user_name"},
        ),
        Screen(
            f"{ASSIGNMENTS}/people/{{user_id}}/unassign",
            "unassign.html",
            one.show,
            {"ok": one.unassign},
        ),
    )


class Assigned:
    """Who has the app, and to whom it can be assigned."""

    def __init__(self, assignments: Assignments, directory: Directory) -> None:
        self._assignments = assignments
        self._directory = directory

    def show(self, visit: Visit) -> Values:
        """Show the assignments of people by pages."""
        page = page_of(self._found(visit.query.get("q", "").strip()), visit.query)
        users = {each.user_id: self._directory.user(each.user_id) for each in page.rows}
        return {
            "assigned": page,
            "users": users,
            "name_of": name_of,
            "missed": BEFORE_PROVISIONING,
            "searched": visit.query.get("q", ""),
        }

    def show_choice(self, visit: Visit) -> Values:
        """Show people by pages, and who has the app."""
        page = page_of(sought(self._directory, visit.query), visit.query)
        has = {each.id for each in page.rows if self._assignments.of(each.id)}
        return {
            "people": page,
            "has": has,
            "name_of": name_of,
            "searched": visit.query.get("q", ""),
        }

    def assign(self, visit: Visit) -> Next:
        """Assign the app to a person."""
        assigned = self._assignments.assign(visit.form.text("user_id"))
        return Next(said=f"The app was assigned to {assigned.user_name}.")

    def _found(self, text: str) -> tuple[AppUser, ...]:
        if not text:
            return self._assignments.all()
        found = (self._assignments.of(each.id) for each in self._directory.search(text))
        return tuple(each for each in found if each)


class Assignment:
    """The assignment of one person."""

    def __init__(self, assignments: Assignments, directory: Directory) -> None:
        self._assignments = assignments
        self._directory = directory

    def show(self, visit: Visit) -> Values:
        """Show the assignment."""
        user = self._user(visit)
        assigned = self._assignments.of(user.id)
        if assigned is None:
            raise ValueError(f"{user.login} does not have the app.")
        return {
            "assigned": assigned,
            "name": name_of(user),
            "missed": BEFORE_PROVISIONING,
            "assignments": ASSIGNMENTS,
        }

    def edit_username(self, visit: Visit) -> Next:
        """Edit the user name."""
        edited = self._assignments.edit_username(
            visit.named["user_id"], visit.form.text("user_name")
        )
        return Next(said=f"The user name is {edited.user_name}.")

    def provision(self, visit: Visit) -> Next:
        """Provision the person."""
        self._assignments.provision_user(visit.named["user_id"])
        return Next(said="The person will be provisioned.")

    def unassign(self, visit: Visit) -> Next:
        """Take the app from the person."""
        user = self._user(visit)
        self._assignments.unassign(user.id)
        return Next(ASSIGNMENTS, f"The app was taken from {name_of(user)}.")

    def _user(self, visit: Visit) -> OktaUser:
        return self._directory.user(visit.named["user_id"])
