"""What the Apps API does with groups to which the app is assigned."""

from __future__ import annotations

from datetime import datetime

from fakes.okta.messages import BAD_CURSOR
from fakes.okta.service.errors import OktaError, not_found
from fakes.okta.service.state import State

from .assignments import AppAssignments


class AppGroupRequests:
    """Assigns the app to groups; assigning it twice changes nothing."""

    def __init__(self, state: State, assignments: AppAssignments) -> None:
        self._state = state
        self._assignments = assignments

    def all(self) -> tuple[str, ...]:
        """Return the ids of the groups that have the app, in the order of their priority."""
        return tuple(self._state.assigned_groups)

    def page(self, after: str, limit: int) -> tuple[tuple[str, ...], bool]:
        """Return the groups behind one, and whether there are more."""
        ids = self.all()
        if after and after not in self._state.assigned_groups:
            raise OktaError("E0000001", BAD_CURSOR, detail="after")
        start = ids.index(after) + 1 if after else 0
        return ids[start : start + limit], len(ids) > start + limit

    def get(self, group_id: str) -> tuple[datetime, int]:
        """Return since when a group has the app, and its priority; raises OktaError."""
        if group_id not in self._state.assigned_groups:
            raise not_found(group_id, "ApplicationGroupAssignment")
        return self._state.assigned_groups[group_id], self.all().index(group_id)

    def assign(self, group_id: str) -> None:
        """Assign the app to a group, unless it has it."""
        if group_id not in self._state.groups:
            raise not_found(group_id, "UserGroup")
        if group_id not in self._state.assigned_groups:
            self._assignments.assign_group(group_id)

    def remove(self, group_id: str) -> None:
        """Unassign the app from a group; raises OktaError when it does not have it."""
        self.get(group_id)
        self._assignments.unassign_group(group_id)
