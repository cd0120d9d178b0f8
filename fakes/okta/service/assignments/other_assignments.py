"""To whom apps other than Druva 2.0 are assigned: people, and groups with their members.

F91: an assignment is active at once, and nothing is sent for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from fakes.okta.apps import pair
from fakes.okta.messages import GRANTED_BY_GROUP, NO_SCOPE
from fakes.okta.model import OktaUser, OtherApp, OtherAppGroup, OtherAppUser, Scope, UserStatus
from fakes.okta.rules import username_of
from fakes.okta.service.app.other_apps import format_of
from fakes.okta.service.errors import OktaError, not_found
from fakes.okta.service.log.system_log import SystemLog
from fakes.okta.service.state import State

_MEMBERSHIP = "application.user_membership"


@dataclass(frozen=True, slots=True)
class GivenAppUser:
    """What a request says of an assignment; None is what it does not mention."""

    user_name: str = ""
    password: bool = False
    profile: str | None = None


NOTHING_GIVEN = GivenAppUser()


class OtherAssignments:
    """Assigns and unassigns apps that provision nobody."""

    def __init__(self, state: State, log: SystemLog) -> None:
        self._state = state
        self._log = log

    def users(self, app_id: str) -> tuple[OtherAppUser, ...]:
        """Return the assignments of an app to people, oldest first."""
        return self._state.other_app_users.group("app", app_id)

    def user(self, app_id: str, user_id: str) -> OtherAppUser:
        """Return the assignment of an app to a person; raises OktaError when there is none."""
        found = self._state.other_app_users.get(pair(app_id, user_id))
        if found is None:
            raise not_found(user_id, "AppUser")
        return found

    def assign(
        self, app: OtherApp, user_id: str, given: GivenAppUser, scope: Scope = Scope.USER
    ) -> OtherAppUser:
        """Assign an app to a person, or change what is given of an assignment."""
        person = self._person(user_id)
        current = self._state.other_app_users.get(pair(app.id, user_id))
        if scope is Scope.GROUP and (current is None or current.own):
            raise OktaError("E0000001", NO_SCOPE, detail="scope")
        if person.status is UserStatus.DEPROVISIONED:
            raise OktaError("E0000038")
        if current is None:
            return self._create(app, person, given, own=True)
        return self._change(app, replace(current, own=current.own or scope is Scope.USER), given)

    def change(self, app: OtherApp, user_id: str, given: GivenAppUser) -> OtherAppUser:
        """Change what is given of an assignment."""
        return self._change(app, self.user(app.id, user_id), given)

    def unassign(self, app: OtherApp, user_id: str) -> None:
        """Unassign an app from a person; raises OktaError where a group grants it."""
        current = self.user(app.id, user_id)
        if not current.own or self._granting(app.id, user_id):
            raise OktaError("E0000046", GRANTED_BY_GROUP)
        self._remove(app, current)

    def groups(self, app_id: str) -> tuple[OtherAppGroup, ...]:
        """Return the assignments of an app to groups, by priority."""
        granted = self._state.other_app_groups.group("app", app_id)
        return tuple(sorted(granted, key=lambda each: each.priority))

    def group(self, app_id: str, group_id: str) -> OtherAppGroup:
        """Return the assignment of an app to a group; raises OktaError when there is none."""
        found = self._state.other_app_groups.get(pair(app_id, group_id))
        if found is None:
            raise not_found(group_id, "ApplicationGroupAssignment")
        return found

    def assign_group(
        self, app: OtherApp, group_id: str, *, priority: int | None, profile: str
    ) -> OtherAppGroup:
        """Assign an app to a group and its members, or change the assignment."""
        members = self._group_members(group_id)
        before = self._state.other_app_groups.get(pair(app.id, group_id))
        usual = before.priority if before else self._state.other_app_groups.count("app", app.id)
        granted = OtherAppGroup(
            app_id=app.id,
            group_id=group_id,
            last_updated=self._log.now(),
            priority=usual if priority is None else priority,
            profile=profile,
        )
        self._state.other_app_groups.put(granted)
        if before is None:
            self._log.write(
                "group.application_assignment.add", target=app.label, group_id=group_id, app=app
            )
            for user_id in members:
                self._grant(app, user_id)
        return granted

    def unassign_group(self, app: OtherApp, group_id: str) -> None:
        """Unassign an app from a group, and from members who have it from there alone."""
        granted = self.group(app.id, group_id)
        self._state.other_app_groups.remove(granted.key)
        self._log.write(
            "group.application_assignment.remove", target=app.label, group_id=group_id, app=app
        )
        for user_id in self._group_members(group_id):
            self._revoke(app, user_id)

    def profile_changed(self, user_id: str) -> None:
        """Keep the usernames: they are recorded when an app is assigned."""

    def user_deactivated(self, user_id: str) -> None:
        """Remove the assignments of somebody who was deactivated."""
        for current in self._state.other_app_users.group("user", user_id):
            self._remove(self._app(current.app_id), current)

    def user_activated(self, user_id: str) -> None:
        """Assign again what the groups of somebody grant who was activated."""
        for group in self._state.groups.group("member", user_id):
            self.joined(group.id, user_id)

    def joined(self, group_id: str, user_id: str) -> None:
        """Assign what a group grants to somebody who was put into it."""
        for granted in self._state.other_app_groups.group("group", group_id):
            self._grant(self._app(granted.app_id), user_id)

    def left(self, group_id: str, user_id: str) -> None:
        """Unassign what only that group granted to somebody who was taken out of it."""
        for granted in self._state.other_app_groups.group("group", group_id):
            self._revoke(self._app(granted.app_id), user_id)

    def group_deleted(self, group_id: str) -> None:
        """Forget what a deleted group was assigned."""
        for granted in self._state.other_app_groups.group("group", group_id):
            self._state.other_app_groups.remove(granted.key)

    def _grant(self, app: OtherApp, user_id: str) -> None:
        person = self._person(user_id)
        known = pair(app.id, user_id) in self._state.other_app_users
        if not known and person.status is not UserStatus.DEPROVISIONED:
            self._create(app, person, NOTHING_GIVEN, own=False)

    def _revoke(self, app: OtherApp, user_id: str) -> None:
        current = self._state.other_app_users.get(pair(app.id, user_id))
        if current and not current.own and not self._granting(app.id, user_id):
            self._remove(app, current)

    def _granting(self, app_id: str, user_id: str) -> bool:
        """Tell whether a group that a person is in has an app."""
        groups = self._state.groups.group("member", user_id)
        return any(pair(app_id, each.id) in self._state.other_app_groups for each in groups)

    def _create(
        self, app: OtherApp, person: OktaUser, given: GivenAppUser, *, own: bool
    ) -> OtherAppUser:
        now = self._log.now()
        created = OtherAppUser(
            id=f"0ua{self._state.ids.word('other app user', 17)}",
            app_id=app.id,
            user_id=person.id,
            own=own,
            user_name=given.user_name or username_of(person, format_of(app)),
            created=now,
            last_updated=now,
            profile=given.profile or "{}",
            has_password=given.password,
        )
        return self._put(app, created, "add")

    def _change(self, app: OtherApp, current: OtherAppUser, given: GivenAppUser) -> OtherAppUser:
        changed = replace(
            current,
            user_name=given.user_name or current.user_name,
            has_password=current.has_password or given.password,
            profile=current.profile if given.profile is None else given.profile,
            last_updated=self._log.now(),
        )
        return self._put(app, changed, "update")

    def _put(self, app: OtherApp, app_user: OtherAppUser, verb: str) -> OtherAppUser:
        self._state.other_app_users.put(app_user)
        self._written(app, app_user, verb)
        return app_user

    def _remove(self, app: OtherApp, app_user: OtherAppUser) -> None:
        self._written(app, app_user, "remove")
        self._state.other_app_users.remove(app_user.key)

    def _written(self, app: OtherApp, app_user: OtherAppUser, verb: str) -> None:
        self._log.write(
            f"{_MEMBERSHIP}.{verb}",
            target=app_user.user_name,
            user_id=app_user.user_id,
            app=app,
            app_user_id=app_user.id,
        )

    def _app(self, app_id: str) -> OtherApp:
        app = self._state.other_apps.get(app_id)
        assert app, f"{app_id} is assigned and not there"
        return app

    def _group_members(self, group_id: str) -> tuple[str, ...]:
        group = self._state.groups.get(group_id)
        if group is None:
            raise not_found(group_id, "UserGroup")
        return group.members

    def _person(self, user_id: str) -> OktaUser:
        person = self._state.users.get(user_id)
        if person is None:
            raise not_found(user_id, "User")
        return person
