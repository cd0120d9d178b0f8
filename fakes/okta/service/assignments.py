"""The Assignments tab of the Druva app, and what follows from changes in the directory."""

from __future__ import annotations

from typing import Protocol

from fakes.okta.model import AppUser, OktaUser

from .log import SystemLog
from .state import State


class Computed(Protocol):
    """What the mappings and the Sign On tab make of a person."""

    @property
    def user_name(self) -> str:
        """The app username."""

    @property
    def profile(self) -> tuple[tuple[str, str], ...]:
        """The app profile by variable name, without unset values."""


class Profiles(Protocol):
    """Evaluates mappings; rows that apply at creation only keep the current value."""

    def compute(self, user: OktaUser, current: AppUser | None) -> Computed:
        """Return the app username and profile of a person."""


class AppAssignments:
    """Assigns the app, and decides which jobs follow from a change."""

    def __init__(self, state: State, log: SystemLog, profiles: Profiles) -> None:
        self._state = state
        self._log = log
        self._profiles = profiles

    def all(self) -> tuple[AppUser, ...]:
        """Return the assignments, oldest first."""
        return tuple(self._state.app_users)

    def of(self, user_id: str) -> AppUser | None:
        """Return the assignment of a person, or None."""
        return self._state.app_users.get(user_id)

    def assign(self, user_id: str) -> AppUser:
        """Assign the app to a person."""
        raise ValueError(f"no user {user_id}")

    def unassign(self, user_id: str) -> None:
        """Take the app from a person, which forgets the link."""

    def assign_group(self, group_id: str) -> tuple[AppUser, ...]:
        """Assign the app to a group: to its members now and later."""
        raise ValueError(f"no group {group_id}")

    def unassign_group(self, group_id: str) -> None:
        """Take the app from a group."""

    def edit_username(self, user_id: str, user_name: str) -> AppUser:
        """Edit Username on the assignment itself."""
        raise ValueError(f"{user_id} is not assigned, so cannot be {user_name}")

    def provision_user(self, user_id: str) -> None:
        """Provision someone who was assigned before provisioning was on."""

    def apply_updates_now(self) -> None:
        """Re-apply the mappings to every assignment and push (Profile Editor)."""

    def force_sync(self) -> None:
        """Re-apply the mappings and push those that differ from their last push."""

    def update_usernames_now(self) -> None:
        """Recompute the app usernames after the Sign On tab changed (*Update now*)."""

    def profile_changed(self, user_id: str) -> None:
        """Hear that attributes of a person changed."""

    def user_deactivated(self, user_id: str) -> None:
        """Hear that a person was deactivated."""

    def user_activated(self, user_id: str) -> None:
        """Hear that a person was activated."""

    def joined(self, group_id: str, user_id: str) -> None:
        """Hear that a person joined a group."""

    def left(self, group_id: str, user_id: str) -> None:
        """Hear that a person left a group."""
