"""Applications > Druva 2.0 > Assignments > Groups."""

from __future__ import annotations

from fakes.okta.admin import Assignments, Directory
from fakes.okta.model import Group
from fakes.screens import Next, Screen, Values, Visit, page_of

from .assignments import ASSIGNMENTS

_GROUPS = f"{ASSIGNMENTS}/groups"


def group_assignment_screens(assignments: Assignments, directory: Directory) -> tuple[Screen, ...]:
    """Return the screens of groups that have the app."""
    groups = AssignedGroups(assignments, directory)
    return (
        Screen(_GROUPS, "assigned_groups.html", groups.show),
        Screen(
            f"{ASSIGNMENTS}/assign-to-groups",
            "assign_groups.html",
            groups.show_choice,
            {"assign": groups.assign},
        ),
        Screen(
            f"{_GROUPS}/{{group_id}}/unassign",
            "unassign_group.html",
            groups.show_one,
            {"ok": groups.unassign},
        ),
    )


class AssignedGroups:
    """The groups that have the app, and those that can be given it."""

    def __init__(self, assignments: Assignments, directory: Directory) -> None:
        self._assignments = assignments
        self._directory = directory

    def show(self, visit: Visit) -> Values:
        """Show the groups that have the app."""
        has = set(self._assignments.groups())
        groups = tuple(each for each in self._directory.groups() if each.id in has)
        return {"groups": page_of(groups, visit.query)}

    def show_choice(self, visit: Visit) -> Values:
        """Show every group, and which have the app."""
        page = page_of(self._directory.groups(), visit.query)
        return {"groups": page, "has": set(self._assignments.groups())}

    def show_one(self, visit: Visit) -> Values:
        """Show a group."""
        return {"group": self._group(visit), "groups": _GROUPS}

    def assign(self, visit: Visit) -> Next:
        """Assign the app to a group."""
        assigned = self._assignments.assign_group(visit.form.text("group_id"))
        return Next(said=f"The app was assigned to the group, and to {len(assigned)} people by it.")

    def unassign(self, visit: Visit) -> Next:
        """Take the app from a group."""
        group = self._group(visit)
        self._assignments.unassign_group(group.id)
        return Next(_GROUPS, f"The app was taken from the group {group.name}.")

    def _group(self, visit: Visit) -> Group:
        return self._directory.group(visit.named["group_id"])
