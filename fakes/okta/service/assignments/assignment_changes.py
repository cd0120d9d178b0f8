"""What follows when the app username or profile of an assignment changes.

An assignment (*application user*) holds what Okta computed for a person: an app username and an
app profile. Its ``external_id`` is the link: the SCIM id of the account downstream. Four things
change an assignment: the person's Okta profile (P1), an admin on the Assignments tab (P2), an
update of all assignments (P3) and an import. This module handles the first three.

Every change goes through ``AssignmentChanges.apply`` in two stages.

1. Store. The new values are saved and logged at once, before anything is sent. A linked
   assignment becomes OUT_OF_SYNC and stays so until a push succeeds. Therefore a failed job loses
   nothing: a retry sends what is stored (F23).
2. Queue. If the username is as before, the profile is pushed where the caller asks for it. If the
   username changed, its origin decides:

   - the Okta profile (P1): the account is pushed by its id and so renamed in place;
   - the assignment itself (P2): the account is deactivated, the link is forgotten, and the new
     username is looked up;
   - an update of all assignments (P3): the vendor does not say, so the reading of A2 decides. By
     default the link is forgotten and the new username is looked up. The old account stays.

The look-up is where duplicates come from (R10): an account that inSync holds under the old name is
not found under the new one, and a second one is created. No line here creates a duplicate; the
service provider's answer decides that later, in `provisioning_flow`.

Why a username is special: Okta finds an account by username only while there is no link. With a
link it uses the id, and then a changed username is an attribute like any other.

Which treatment applies is decided in `rules.on_rename`. Whether Okta may send at all is decided in
`rules.may_push` and `rules.is_provisioned`; what is not allowed now is not made up for later (F21).
A changed assignment that is not linked queues nothing (P4): it is looked up with *Provision User*.

This module must not know what a job sends or what inSync answers.
"""

from __future__ import annotations

from dataclasses import replace

from fakes.okta.model import AppUser, AppUserStatus, OnApplyUpdates, SyncState
from fakes.okta.rules import UsernameChange, differs, is_provisioned, may_push, on_rename
from fakes.okta.service.log.system_log import SystemLog
from fakes.okta.service.provisioning.job_queue import JobQueue
from fakes.okta.service.state import State, store_app_user
from fakes.store import in_force

Pairs = tuple[tuple[str, str], ...]


class AssignmentChanges:
    """Stores what was computed for an assignment and queues what has to be sent."""

    def __init__(self, state: State, log: SystemLog, jobs: JobQueue) -> None:
        self._state = state
        self._log = log
        self._jobs = jobs

    def apply(
        self, before: AppUser, *, user_name: str, profile: Pairs, cause: UsernameChange, push: bool
    ) -> AppUser:
        """Store a username and profile; rename downstream by cause, or push if asked to."""
        stored = self._store(before, user_name=user_name, profile=profile)
        if user_name != before.user_name:
            return self._rename(before, stored, cause)
        if push:
            self._jobs.push(stored)
        return stored

    def _store(self, before: AppUser, *, user_name: str, profile: Pairs) -> AppUser:
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

    def _rename(self, before: AppUser, stored: AppUser, cause: UsernameChange) -> AppUser:
        treatment = on_rename(cause, self._reading())
        if treatment is OnApplyUpdates.UPDATE_IN_PLACE:
            self._jobs.push(stored)
            return stored
        if not self._may_look_up(stored, cause):
            return stored
        if treatment is OnApplyUpdates.DEACTIVATE_THEN_LOOK_UP:
            self._jobs.deactivate(stored, before.user_name)
        return self._look_up_again(stored)

    def _may_look_up(self, stored: AppUser, cause: UsernameChange) -> bool:
        """An edited assignment is looked up without Update User Attributes, a bulk one is not."""
        if cause is UsernameChange.ASSIGNMENT:
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
        return in_force(self._state, "A2", OnApplyUpdates)
