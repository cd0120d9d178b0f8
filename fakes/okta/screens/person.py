"""Directory > People > a person: profile, groups, app, and what can be done with them."""

from __future__ import annotations

from fakes.okta.admin import Assignments, Directory
from fakes.okta.model import OktaUser, UserStatus
from fakes.screens import Next, Screen, Values, Visit

from .people import NAMES, PEOPLE, STATUSES, name_of

_ACTIVATED = (UserStatus.STAGED, UserStatus.DEPROVISIONED, UserStatus.PROVISIONED)


def person_screens(directory: Directory, assignments: Assignments) -> tuple[Screen, ...]:
    """Return the page of a person, and the questions that are asked before the worst."""
    person, one = Person(directory, assignments), f"{PEOPLE}/{{user_id}}"
    return (
        Screen(
            one,
            "person.html",
            person.show,
            {
                "suspend": person.suspend,
                "unsuspend": person.unsuspend,
                "activate": person.activate,
            },
        ),
        Screen(f"{one}/edit", "edit_person.html", person.show, {"save": person.save}, NAMES),
        Screen(
            f"{one}/leaving",
            "leaving.html",
            person.show,
            {"deactivate": person.deactivate, "delete": person.delete},
        ),
    )


class Person:
    """The page of a person."""

    def __init__(self, directory: Directory, assignments: Assignments) -> None:
        self._directory = directory
        self._assignments = assignments

    def show(self, visit: Visit) -> Values:
        """Show who somebody is."""
        user = self._user(visit)
        return {
            "user": user,
            "name": name_of(user),
            "status": STATUSES[user.status],
            "offers": _offers(user),
            "groups": self._directory.groups_of(user.id),
            "assigned": self._assignments.of(user.id),
            "attributes": self._directory.attributes(),
            "page": f"{PEOPLE}/{user.id}",
        }

    def suspend(self, visit: Visit) -> Next:
        """Suspend them."""
        self._directory.suspend(visit.named["user_id"])
        return Next(said="The person is suspended.")

    def unsuspend(self, visit: Visit) -> Next:
        """Unsuspend them."""
        self._directory.unsuspend(visit.named["user_id"])
        return Next(said="The person is no longer suspended.")

    def activate(self, visit: Visit) -> Next:
        """Activate them."""
        self._directory.activate(visit.named["user_id"])
        return Next(said="The person is activated.")

    def deactivate(self, visit: Visit) -> Next:
        """Deactivate them."""
        user = self._directory.deactivate(visit.named["user_id"])
        return Next(f"{PEOPLE}/{user.id}", "The person is deactivated.")

    def delete(self, visit: Visit) -> Next:
        """Delete them and go to the list."""
        user = self._user(visit)
        self._directory.delete(user.id)
        return Next(PEOPLE, f"{name_of(user)} was deleted.")

    def save(self, visit: Visit) -> Next:
        """Save the attributes that were changed."""
        user, form = self._user(visit), visit.form
        typed = ((name, form.text(name)) for name in self._directory.attributes() if name in form)
        changes = [each for each in typed if each[1] != (user.attribute(each[0]) or "")]
        self._directory.update(user.id, *changes)
        return Next(f"{PEOPLE}/{user.id}", "The profile was saved.")

    def _user(self, visit: Visit) -> OktaUser:
        return self._directory.user(visit.named["user_id"])


def _offers(user: OktaUser) -> tuple[tuple[str, str], ...]:
    """Return the buttons of a person that act at once, by their names."""
    offers = (
        ("activate", "Activate", user.status in _ACTIVATED),
        ("suspend", "Suspend", user.status is UserStatus.ACTIVE),
        ("unsuspend", "Unsuspend", user.status is UserStatus.SUSPENDED),
    )
    return tuple((do, label) for do, label, is_offered in offers if is_offered)
