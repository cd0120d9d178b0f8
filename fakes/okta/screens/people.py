"""Directory > People: the list, and *Add Person*."""

from __future__ import annotations

from collections.abc import Mapping

from fakes.okta.admin import Directory
from fakes.okta.model import BY_OKTA, OktaUser, Provider, ProviderType, UserStatus
from fakes.screens import Next, Screen, Values, Visit, page_of

PEOPLE = "/directory/people"
STATUSES = {
    UserStatus.STAGED: "Staged",
    UserStatus.PROVISIONED: "Pending user action",
    UserStatus.ACTIVE: "Active",
    UserStatus.RECOVERY: "Password reset",
    UserStatus.PASSWORD_EXPIRED: "Password expired",
    UserStatus.LOCKED_OUT: "Locked out",
    UserStatus.SUSPENDED: "Suspended",
    UserStatus.DEPROVISIONED: "Deactivated",
}
FIRST = ("login", "email", "firstName", "lastName")
NAMES = {f"{name}:": name for name in (*FIRST, "secondEmail")}


def people_screens(directory: Directory) -> tuple[Screen, ...]:
    """Return the list of people and the form that adds one."""
    people = People(directory)
    return (
        Screen(PEOPLE, "people.html", people.show),
        Screen(
            f"{PEOPLE}/add",
            "add_person.html",
            people.show_form,
            {"save": people.save, "another": people.save_and_add_another},
            NAMES,
        ),
    )


def name_of(user: OktaUser) -> str:
    """Return how the console names a person."""
    named = (user.attribute("firstName"), user.attribute("lastName"))
    return " ".join(filter(None, named)) or user.login


def login_of(directory: Directory, user_id: str) -> str:
    """Return the username of a person, or the id of somebody who was deleted."""
    try:
        return directory.user(user_id).login
    except ValueError:
        return user_id


def sought(directory: Directory, query: Mapping[str, str]) -> tuple[OktaUser, ...]:
    """Return the people that the search field of a list asks for, or everyone."""
    text = query.get("q", "").strip()
    return directory.search(text) if text else directory.users()


class People:
    """The list of people, and the form that adds one."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def show(self, visit: Visit) -> Values:
        """Show people by pages, or those who are searched for."""
        return {
            "people": page_of(sought(self._directory, visit.query), visit.query),
            "searched": visit.query.get("q", ""),
            "statuses": STATUSES,
            "name_of": name_of,
        }

    def show_form(self, _visit: Visit) -> Values:
        """Show the empty form."""
        further = [each for each in self._directory.attributes() if each not in FIRST]
        return {"further": further, "types": [each.value for each in ProviderType]}

    def save(self, visit: Visit) -> Next:
        """Add a person and go to their page."""
        added = self._added(visit)
        return Next(f"{PEOPLE}/{added.id}", f"{name_of(added)} was added.")

    def save_and_add_another(self, visit: Visit) -> Next:
        """Add a person and show the empty form again."""
        return Next(said=f"{name_of(self._added(visit))} was added.")

    def _added(self, visit: Visit) -> OktaUser:
        form = visit.form
        typed = ((each, form.text(each)) for each in self._directory.attributes())
        return self._directory.add(
            login=form.text("login"),
            email=form.text("email"),
            first_name=form.text("firstName"),
            last_name=form.text("lastName"),
            further=tuple((name, text) for name, text in typed if text and name not in FIRST),
            activate=form.is_ticked("activate"),
            provider=Provider(
                form.choice("provider_type", ProviderType),
                form.text("provider_name") or BY_OKTA.name,
            ),
        )
