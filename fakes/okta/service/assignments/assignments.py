"""The Assignments tab of the Druva app, and how assignments follow the directory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fakes.okta.model import AppUser, AppUserStatus, Group, OktaUser, Scope, SyncState, UserStatus
from fakes.okta.rules import UsernameChange, differs, is_provisioned
from fakes.okta.service.app.app_profiles import AppProfiles, ComputedProfile
from fakes.okta.service.log.system_log import SystemLog
from fakes.okta.service.provisioning.job_queue import JobQueue
from fakes.okta.service.state import State, store_app_user

from .assignment_changes import AssignmentChanges
from .overrides import NO_OVERRIDES, Overrides

_USERNAME_LENGTH = 100


class AppAssignments:
    """Assigns and unassigns the app, and queues the jobs that follow."""

    def __init__(self, state: State, log: SystemLog, profiles: AppProfiles, jobs: JobQueue) -> None:
        self._state = state
        self._log = log
        self._profiles = profiles
        self._jobs = jobs
        self._changes = AssignmentChanges(state, log, jobs)

    def all(self) -> tuple[AppUser, ...]:
        """Return the assignments, oldest first."""
        return tuple(self._state.app_users)

    def of(self, user_id: str) -> AppUser | None:
        """Return the assignment of a person, or None."""
        return self._state.app_users.get(user_id)

    def groups(self) -> tuple[str, ...]:
        """Return the ids of the groups that have the app, in the order in which they got it."""
        return tuple(self._state.assigned_groups)

    def assign(self, user_id: str, overrides: Overrides = NO_OVERRIDES) -> AppUser:
        """Assign the app to a person; overrides replace what the mappings compute."""
        user = self._user(user_id)
        if user.status is UserStatus.DEPROVISIONED:
            raise ValueError(f"{user.login} is deactivated; activate before assigning the app")
        current = self.of(user_id)
        if current is None:
            return self._create(user, Scope.USER, overrides)
        if current.scope is Scope.USER:
            raise ValueError(f"the app is assigned to {user.login} already")
        return self._put(replace(current, scope=Scope.USER))

    def unassign(self, user_id: str) -> None:
        """P5: unassign the app from a person, which forgets the link."""
        current = self._assigned(user_id)
        if current.scope is Scope.GROUP:
            raise ValueError(f"{current.user_name} has the app through a group; take it from there")
        if self.is_granted(user_id):
            self._put(replace(current, scope=Scope.GROUP))
        else:
            self._remove(current)

    def assign_group(self, group_id: str) -> tuple[AppUser, ...]:
        """Assign the app to a group: to its members now and later."""
        group = self._group(group_id)
        if group_id in self._state.assigned_groups:
            raise ValueError(f"the app is assigned to {group.name} already")
        self._state.assigned_groups[group_id] = self._log.now()
        self._log.write("group.application_assignment.add", target=group.name, group_id=group_id)
        granted = (self._grant(user_id) for user_id in group.members)
        return tuple(app_user for app_user in granted if app_user)

    def unassign_group(self, group_id: str) -> None:
        """Unassign the app from a group."""
        group = self._group(group_id)
        if group_id not in self._state.assigned_groups:
            raise ValueError(f"the app is not assigned to {group.name}")
        self._withdraw(group)
        for user_id in group.members:
            self._revoke(user_id)

    def edit_username(self, user_id: str, user_name: str) -> AppUser:
        """P2: Edit Username on the assignment itself."""
        current = self._assigned(user_id)
        if not 1 <= len(user_name) <= _USERNAME_LENGTH:
            raise ValueError(f"a username has 1 to {_USERNAME_LENGTH} characters: {user_name!r}")
        return self._changes.apply(
            current,
            user_name=user_name,
            profile=current.profile,
            cause=UsernameChange.ASSIGNMENT,
            push=False,
        )

    def edit_profile(self, user_id: str, overrides: Overrides) -> AppUser:
        """Edit attributes on the assignment itself and push them."""
        current = self._assigned(user_id)
        return self._changes.apply(
            current,
            user_name=current.user_name,
            profile=overrides.over(current.profile),
            cause=UsernameChange.ASSIGNMENT,
            push=True,
        )

    def provision_user(self, user_id: str) -> None:
        """P4: provision someone who was assigned before provisioning was on, or who failed."""
        current = self._assigned(user_id)
        if not is_provisioned(self._state.provisioning):
            raise ValueError("provisioning is off; switch it on before Provision User")
        if current.external_id:
            raise ValueError(f"{current.user_name} is provisioned already")
        if current.sync_state is SyncState.OUT_OF_SYNC:
            raise ValueError(f"{current.user_name} is being provisioned already")
        self._jobs.provision(self._put(_staged(current)))

    def apply_updates_now(self) -> None:
        """P3: re-apply the mappings to every assignment and push (Profile Editor)."""
        for current, computed in self._recomputed():
            self._apply(current, computed, UsernameChange.BULK, push=True)

    def force_sync(self) -> None:
        """P3: re-apply the mappings and push those that differ from their last push."""
        for current, computed in self._recomputed():
            push = differs(current.pushed, _as_pushed(computed))
            self._apply(current, computed, UsernameChange.BULK, push=push)

    def update_usernames_now(self) -> None:
        """P3: recompute the app usernames after the Sign On tab changed (*Update now*)."""
        for current, computed in self._recomputed():
            self._changes.apply(
                current,
                user_name=computed.user_name,
                profile=current.profile,
                cause=UsernameChange.BULK,
                push=False,
            )

    def profile_changed(self, user_id: str) -> None:
        """P1: recompute an assignment after attributes of the person changed."""
        current = self.of(user_id)
        if current is None or current.status is AppUserStatus.INACTIVE:
            return
        computed = self._profiles.compute(self._user(user_id), current)
        push = differs(current.profile, computed.profile)
        self._apply(current, computed, UsernameChange.PROFILE, push=push)

    def user_deactivated(self, user_id: str) -> None:
        """End the assignment of a deactivated person, or make it inactive if from a group."""
        current = self.of(user_id)
        if current is None or current.status is AppUserStatus.INACTIVE:
            return
        if not self.is_granted(user_id):
            self._remove(current)
            return
        self._jobs.deactivate(current, current.user_name)
        self._put(replace(current, scope=Scope.GROUP, status=AppUserStatus.INACTIVE))

    def user_activated(self, user_id: str) -> None:
        """Resume an inactive assignment of an activated person, or provision a staged one."""
        current = self.of(user_id)
        if current is None:
            if self.is_granted(user_id):
                self._grant(user_id)
        elif current.external_id:
            self._resume(current)
        elif not current.before_provisioning and is_provisioned(self._state.provisioning):
            self._jobs.provision(self._put(_staged(current)))
        else:
            self._put(replace(current, status=AppUserStatus.ACTIVE))

    def joined(self, group_id: str, user_id: str) -> None:
        """Assign the app to a new member of a group that has it."""
        if group_id in self._state.assigned_groups:
            self._grant(user_id)

    def left(self, group_id: str, user_id: str) -> None:
        """Unassign the app from a former member of a group that has it."""
        if group_id in self._state.assigned_groups:
            self._revoke(user_id)

    def group_deleted(self, group_id: str) -> None:
        """Unassign the app from a deleted group, which has no members."""
        if group_id in self._state.assigned_groups:
            self._withdraw(self._group(group_id))

    def _withdraw(self, group: Group) -> None:
        del self._state.assigned_groups[group.id]
        self._log.write("group.application_assignment.remove", target=group.name, group_id=group.id)

    def _create(self, user: OktaUser, scope: Scope, overrides: Overrides = NO_OVERRIDES) -> AppUser:
        computed = self._profiles.compute(user, None)
        provisioned = is_provisioned(self._state.provisioning)
        app_user = self._put(
            AppUser(
                id="0ua" + self._state.ids.word("app user", 17),
                user_id=user.id,
                scope=scope,
                status=AppUserStatus.STAGED if provisioned else AppUserStatus.ACTIVE,
                sync_state=SyncState.OUT_OF_SYNC if provisioned else SyncState.DISABLED,
                user_name=overrides.user_name or computed.user_name,
                profile=overrides.over(computed.profile),
                before_provisioning=not self._state.provisioning.enabled,
                created=self._log.now(),
            )
        )
        self._log.write(
            "application.user_membership.add", target=app_user.user_name, user_id=user.id
        )
        if user.status is not UserStatus.STAGED:
            self._jobs.provision(app_user)
        return app_user

    def _remove(self, app_user: AppUser) -> None:
        """P5: end an assignment; the link is forgotten, so a later one is looked up."""
        self._log.write(
            "application.user_membership.remove",
            target=app_user.user_name,
            user_id=app_user.user_id,
        )
        self._state.app_users.remove(app_user.user_id)
        if app_user.status is not AppUserStatus.INACTIVE:
            self._jobs.deactivate(app_user, app_user.user_name)

    def _grant(self, user_id: str) -> AppUser | None:
        user = self._user(user_id)
        if self.of(user_id) or user.status is UserStatus.DEPROVISIONED:
            return None
        return self._create(user, Scope.GROUP)

    def _revoke(self, user_id: str) -> None:
        current = self.of(user_id)
        if current and current.scope is Scope.GROUP and not self.is_granted(user_id):
            self._remove(current)

    def _resume(self, current: AppUser) -> None:
        if current.status is not AppUserStatus.INACTIVE:
            return
        resumed = self._put(replace(current, status=AppUserStatus.PROVISIONED))
        self._jobs.reactivate(resumed)
        computed = self._profiles.compute(self._user(resumed.user_id), resumed)
        push = differs(resumed.pushed, _as_pushed(computed))
        self._apply(resumed, computed, UsernameChange.PROFILE, push=push)

    def _apply(
        self, current: AppUser, computed: ComputedProfile, cause: UsernameChange, *, push: bool
    ) -> None:
        self._changes.apply(
            current,
            user_name=computed.user_name,
            profile=computed.profile,
            cause=cause,
            push=push,
        )

    def _recomputed(self) -> Iterator[tuple[AppUser, ComputedProfile]]:
        for current in self.all():
            if current.status is not AppUserStatus.INACTIVE:
                yield current, self._profiles.compute(self._user(current.user_id), current)

    def is_granted(self, user_id: str) -> bool:
        """Tell whether a person is in a group that has the app."""
        groups = self._state.groups.group("member", user_id)
        return any(group.id in self._state.assigned_groups for group in groups)

    def _put(self, app_user: AppUser) -> AppUser:
        return store_app_user(self._state, self._log.now(), app_user)

    def _assigned(self, user_id: str) -> AppUser:
        current = self.of(user_id)
        if current is None:
            raise ValueError(f"the app is not assigned to {self._user(user_id).login}")
        return current

    def _user(self, user_id: str) -> OktaUser:
        user = self._state.users.get(user_id)
        if user is None:
            raise ValueError(f"no user has the id {user_id!r}")
        return user

    def _group(self, group_id: str) -> Group:
        group = self._state.groups.get(group_id)
        if group is None:
            raise ValueError(f"no group has the id {group_id!r}")
        return group


def _staged(app_user: AppUser) -> AppUser:
    return replace(
        app_user,
        status=AppUserStatus.STAGED,
        sync_state=SyncState.OUT_OF_SYNC,
        before_provisioning=False,
    )


def _as_pushed(computed: ComputedProfile) -> tuple[tuple[str, str], ...]:
    return (("userName", computed.user_name), *computed.profile)
