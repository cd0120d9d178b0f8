"""The assignments of every app, which follow the directory together."""

from __future__ import annotations

from fakes.okta.service.people.directory import Assigned


class AllAssignments:
    """Passes on what happens in the directory to the assignments of each app."""

    def __init__(self, *each: Assigned) -> None:
        self._each = each

    def profile_changed(self, user_id: str) -> None:
        """A person's profile was changed."""
        for assigned in self._each:
            assigned.profile_changed(user_id)

    def user_deactivated(self, user_id: str) -> None:
        """A person was deactivated."""
        for assigned in self._each:
            assigned.user_deactivated(user_id)

    def user_activated(self, user_id: str) -> None:
        """A staged or deactivated person was activated."""
        for assigned in self._each:
            assigned.user_activated(user_id)

    def joined(self, group_id: str, user_id: str) -> None:
        """A person was put into a group."""
        for assigned in self._each:
            assigned.joined(group_id, user_id)

    def left(self, group_id: str, user_id: str) -> None:
        """A person was taken out of a group."""
        for assigned in self._each:
            assigned.left(group_id, user_id)

    def group_deleted(self, group_id: str) -> None:
        """A group without members was deleted."""
        for assigned in self._each:
            assigned.group_deleted(group_id)
