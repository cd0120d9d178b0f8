"""What follows when the app username or profile of an assignment changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from fakes.okta.model import AppUser, AppUserStatus, OktaUser, OnApplyUpdates, SyncState
from fakes.okta.rules import Cause, differs, is_provisioned, may_push, on_rename
from fakes.okta.service.log.system_log import SystemLog
from fakes.okta.service.provisioning.job_queue import JobQueue
from fakes.okta.service.state import State, store_app_user

Pairs = tuple[tuple[str, str], ...]


class Computed(Protocol):
    """What the mappings and the Sign On tab make of a person."""

    @property
    def user_name(self) -> str:
        """The app username."""

    @property
    def profile(self) -> Pairs:
        """The app profile by variable name, without unset values."""


class Profiles(Protocol):
    """Evaluates mappings; rows that apply at creation only keep the current value."""

    def compute(self, user: OktaUser, current: AppUser | None) -> Computed:
        """Return the app username and profile of a person."""


class AssignmentChanges:
    """Stores what was computed for an assignment and queues what has to be sent."""

    def __init__(self, state: State, log: SystemLog, jobs: JobQueue) -> None:
        self._state = state
        self._log = log
        self._jobs = jobs

    def apply(
        self, before: AppUser, *, user_name: str, profile: Pairs, cause: Cause, push: bool
    ) -> AppUser:
        """Store a username and profile; rename downstream by cause, or push when told to."""
        stored = self.store(before, user_name=user_name, profile=profile)
        if user_name != before.user_name:
            return self._rename(before, stored, cause)
        if push:
            self._jobs.push(stored)
        return stored

    def store(self, before: AppUser, *, user_name: str, profile: Pairs) -> AppUser:
        """Store a username and profile and write the events; nothing is sent."""
        renamed, changed = user_name != before.user_name, differs(before.profile, profile)
        if not renamed and not changed:
            return before
        after = replace(before, user_name=user_name, profile=profile)
        if after.external_id:
            after = replace(after, sync_state=SyncState.OUT_OF_SYNC)
        after = store_app_user(self._state, self._log.now(), after)
        if renamed:
            self._written("application.user_membership.change_username", after)
        if changed:
            self._written("application.user_membership.update", after)
        return after

    def _written(self, event_type: str, app_user: AppUser) -> None:
        self._log.write(event_type, target=app_user.user_name, user_id=app_user.user_id)

    def _rename(self, before: AppUser, stored: AppUser, cause: Cause) -> AppUser:
        treatment = on_rename(cause, self._reading())
        if treatment is OnApplyUpdates.UPDATE_IN_PLACE:
            self._jobs.push(stored)
            return stored
        if not self._may_look_up(stored, cause):
            return stored
        if treatment is OnApplyUpdates.DEACTIVATE_THEN_LOOK_UP:
            self._jobs.deactivate(stored, before.user_name)
        return self._look_up_again(stored)

    def _may_look_up(self, stored: AppUser, cause: Cause) -> bool:
        """An edited assignment is looked up without Update User Attributes, a bulk one is not."""
        if cause is Cause.ASSIGNMENT:
            linked = stored.external_id is not None
            return linked and stored.status is not AppUserStatus.INACTIVE and self._provisions()
        return may_push(self._state.provisioning, stored)

    def _provisions(self) -> bool:
        return is_provisioned(self._state.provisioning)

    def _look_up_again(self, stored: AppUser) -> AppUser:
        unlinked = replace(
            stored,
            external_id=None,
            status=AppUserStatus.STAGED,
            sync_state=SyncState.OUT_OF_SYNC,
            pushed=(),
        )
        unlinked = store_app_user(self._state, self._log.now(), unlinked)
        self._jobs.provision(unlinked)
        return unlinked

    def _reading(self) -> OnApplyUpdates:
        default = OnApplyUpdates.LOOK_UP_AGAIN.value
        return OnApplyUpdates(self._state.readings.get("A2", default))
