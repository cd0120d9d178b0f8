"""Directory > Groups: the list, *Add Group*, and the members of a group."""

from __future__ import annotations

from fakes.okta.admin import Directory
from fakes.okta.model import Group, OktaUser
from fakes.screens import Next, Screen, Values, Visit, page_of

from .people import name_of, sought

GROUPS = "/directory/groups"


def group_screens(directory: Directory) -> tuple[Screen, ...]:
    """Return the screens of groups."""
    groups = Groups(directory)
    return (
        Screen(GROUPS, "groups.html", groups.show),
        Screen(
            f"{GROUPS}/add", "add_group.html", groups.show_form, {"save": groups.add}, {"": "name"}
        ),
        Screen(f"{GROUPS}/{{group_id}}", "group.html", groups.show_one, {"leave": groups.leave}),
        Screen(
            f"{GROUPS}/{{group_id}}/assign",
            "group_members.html",
            groups.show_choice,
            {"join": groups.join, "leave": groups.leave},
        ),
    )


class Groups:
    """The groups there are, and who is in each."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def show(self, visit: Visit) -> Values:
        """Show the groups by pages."""
        return {"groups": page_of(self._directory.groups(), visit.query)}

    def show_form(self, _visit: Visit) -> Values:
        """Show the empty form."""
        return {}

    def add(self, visit: Visit) -> Next:
        """Add a group and go to its page."""
        added = self._directory.add_group(visit.form.text("name"))
        return Next(f"{GROUPS}/{added.id}", f"The group {added.name} was added.")

    def show_one(self, visit: Visit) -> Values:
        """Show a group and its members by pages."""
        group = self._group(visit)
        return {
            "group": group,
            "members": page_of(group.members, visit.query),
            "user": self._directory.user,
            "name_of": name_of,
        }

    def show_choice(self, visit: Visit) -> Values:
        """Show people by pages, and who of them is in the group."""
        group = self._group(visit)
        people = page_of(sought(self._directory, visit.query), visit.query)
        inside = {each.id for each in people.rows if self._is_in(group, each)}
        return {
            "group": group,
            "people": people,
            "inside": inside,
            "name_of": name_of,
            "searched": visit.query.get("q", ""),
        }

    def join(self, visit: Visit) -> Next:
        """Put a person into the group."""
        self._directory.join(visit.named["group_id"], visit.form.text("user_id"))
        return Next(said="The person is in the group.")

    def leave(self, visit: Visit) -> Next:
        """Take a person out of the group."""
        self._directory.leave(visit.named["group_id"], visit.form.text("user_id"))
        return Next(said="The person is no longer in the group.")

    def _group(self, visit: Visit) -> Group:
        return self._directory.group(visit.named["group_id"])

    def _is_in(self, group: Group, user: OktaUser) -> bool:
        return any(each.id == group.id for each in self._directory.groups_of(user.id))
