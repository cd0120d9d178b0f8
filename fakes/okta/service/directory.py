"""Directory: the people, from staged to deleted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from typing import Protocol

from fakes.okta.messages import BAD_CURSOR, NOT_ACTIVE, NOT_SUSPENDED, TAKEN
from fakes.okta.model import Group, OktaUser, UserStatus
from fakes.okta.rules import folded
from fakes.okta.validation import problems_of_person
from fakes.store import Taken
from fakes.wire import Clock

from .groups import Groups
from .log import SystemLog
from .refusals import Refused, invalid, not_found
from .state import State
from .stock import USER_ATTRIBUTES

_ACTIVATED = (UserStatus.STAGED, UserStatus.DEPROVISIONED)


class Assigned(Protocol):
    """Who hears that a person or a membership changed: the assignments."""

    def profile_changed(self, user_id: str) -> None:
        """A person's profile was changed."""

    def user_deactivated(self, user_id: str) -> None:
        """A person was deactivated."""

    def user_activated(self, user_id: str) -> None:
        """A staged or deactivated person was activated."""

    def joined(self, group_id: str, user_id: str) -> None:
        """A person was put into a group."""

    def left(self, group_id: str, user_id: str) -> None:
        """A person was taken out of a group."""


class UserDirectory:
    """Keeps the people and tells the assignments what becomes of them."""

    def __init__(self, state: State, clock: Clock, log: SystemLog, assigned: Assigned) -> None:
        self._state = state
        self._clock = clock
        self._log = log
        self._assigned = assigned
        self._groups = Groups(state, log)

    def users(self) -> tuple[OktaUser, ...]:
        """Return everyone, oldest first."""
        return tuple(self._state.users)

    def user(self, user_id: str) -> OktaUser:
        """Return a person by id; raises Refused when there is none."""
        person = self._state.users.get(user_id)
        if person is None:
            raise not_found(user_id, "User")
        return person

    def find(self, login: str) -> OktaUser | None:
        """Return the person of a login, compared without case and diacritics, or None."""
        return self._state.users.find("login", folded(login))

    def page(self, after: str, limit: int) -> tuple[tuple[OktaUser, ...], bool]:
        """Return who follows an id and is not deactivated, and whether there are more."""
        if after and after not in self._state.users:
            raise Refused("E0000001", BAD_CURSOR, detail="after")
        people = self._state.users.after(after)
        listed = (person for person in people if person.status is not UserStatus.DEPROVISIONED)
        found = tuple(islice(listed, limit + 1))
        return found[:limit], len(found) > limit

    def resolve(self, key: str) -> OktaUser:
        """Return the person of an id or login; raises Refused when there is none."""
        return self._state.users.get(key) or self.find(key) or self.user(key)

    def add(
        self,
        *,
        login: str,
        email: str,
        first_name: str,
        last_name: str,
        further: tuple[tuple[str, str], ...] = (),
        activate: bool = True,
        password: bool = True,
    ) -> OktaUser:
        """Add a person, with a password unless told otherwise; raises Refused."""
        profile = {
            "login": login,
            "email": email,
            "firstName": first_name,
            "lastName": last_name,
            **dict(further),
        }
        return self.create(profile, activate=activate, password=password)

    def create(self, profile: Mapping[str, str], *, activate: bool, password: bool) -> OktaUser:
        """Add a person with a whole profile; raises Refused when a value is not acceptable."""
        _check(profile, "newUser")
        now = self._clock.now()
        person = OktaUser(
            id=f"00u{self._state.ids.word('user', 17)}",
            status=UserStatus.STAGED,
            profile=_in_order(profile),
            created=now,
            last_updated=now,
            has_password=password,
        )
        self._put(person)
        self._log.write("user.lifecycle.create", target=person.login)
        return self.activate(person.id) if activate else person

    def update(self, user_id: str, *changes: tuple[str, str]) -> OktaUser:
        """Change attributes of a profile; an empty value removes one."""
        person = self.user(user_id)
        profile = {**dict(person.profile), **dict(changes)}
        return self.replace(user_id, profile)

    def replace(self, user_id: str, profile: Mapping[str, str]) -> OktaUser:
        """Put a whole profile in the place of another; what it leaves out is removed."""
        person = self.user(user_id)
        _check(profile, "user")
        ordered = _in_order(profile)
        if ordered == person.profile:
            return person
        changed = replace(person, profile=ordered, last_updated=self._clock.now())
        self._put(changed)
        self._log.write("user.account.update_profile", target=changed.login)
        self._assigned.profile_changed(user_id)
        return changed

    def activate(self, user_id: str) -> OktaUser:
        """Activate a staged or deactivated person: active with a password, else provisioned."""
        person = self.user(user_id)
        if person.status not in _ACTIVATED:
            raise Refused("E0000016")
        status = UserStatus.ACTIVE if person.has_password else UserStatus.PROVISIONED
        activated = self._move(person, status, "user.lifecycle.activate")
        self._assigned.user_activated(user_id)
        return activated

    def deactivate(self, user_id: str) -> OktaUser:
        """Deactivate a person, which removes their assignments; memberships stay."""
        person = self.user(user_id)
        if person.status is UserStatus.DEPROVISIONED:
            raise Refused("E0000038")
        person = self._move(person, UserStatus.DEPROVISIONED, "user.lifecycle.deactivate")
        self._assigned.user_deactivated(user_id)
        return person

    def suspend(self, user_id: str) -> OktaUser:
        """Suspend an active person; nothing is sent downstream."""
        person = self.user(user_id)
        if person.status is not UserStatus.ACTIVE:
            raise Refused("E0000001", NOT_ACTIVE, detail="suspendUser")
        return self._move(person, UserStatus.SUSPENDED, "user.lifecycle.suspend")

    def unsuspend(self, user_id: str) -> OktaUser:
        """Let a suspended person back in."""
        person = self.user(user_id)
        if person.status is not UserStatus.SUSPENDED:
            raise Refused("E0000001", NOT_SUSPENDED, detail="unsuspendUser")
        return self._move(person, UserStatus.ACTIVE, "user.lifecycle.unsuspend")

    def delete(self, user_id: str) -> None:
        """Delete a deactivated person, whose memberships and resting assignment end."""
        person = self.user(user_id)
        if person.status is not UserStatus.DEPROVISIONED:
            raise Refused("E0000038")
        self._log.write("user.lifecycle.delete.initiated", target=person.login)
        for group_id in self._groups.forget(user_id):
            self._assigned.left(group_id, user_id)
        self._state.users.remove(user_id)
        self._log.write("user.lifecycle.delete.completed", target=person.login)

    def deactivate_or_delete(self, user_id: str) -> None:
        """Do what the API's DELETE does: the first call deactivates, the second deletes."""
        if self.user(user_id).status is UserStatus.DEPROVISIONED:
            self.delete(user_id)
        else:
            self.deactivate(user_id)

    def groups(self) -> tuple[Group, ...]:
        """Return the groups, oldest first."""
        return self._groups.all()

    def add_group(self, name: str) -> Group:
        """Add an empty group."""
        return self._groups.add(name)

    def join(self, group_id: str, user_id: str) -> Group:
        """Put a person into a group."""
        self.user(user_id)
        if self._groups.join(group_id, user_id):
            self._assigned.joined(group_id, user_id)
        return self._groups.get(group_id)

    def leave(self, group_id: str, user_id: str) -> Group:
        """Take a person out of a group."""
        self.user(user_id)
        if self._groups.leave(group_id, user_id):
            self._assigned.left(group_id, user_id)
        return self._groups.get(group_id)

    def _put(self, person: OktaUser) -> None:
        try:
            self._state.users.put(person)
        except Taken:
            raise Refused("E0000001", TAKEN.format(field="login"), detail="login") from None

    def _move(self, person: OktaUser, status: UserStatus, event: str) -> OktaUser:
        now = self._clock.now()
        up = status in (UserStatus.ACTIVE, UserStatus.PROVISIONED)
        moved = replace(
            person,
            status=status,
            status_changed=now,
            last_updated=now,
            activated=now if up and person.status in _ACTIVATED else person.activated,
            has_password=person.has_password and status is not UserStatus.DEPROVISIONED,
        )
        self._state.users.put(moved)
        self._log.write(event, target=person.login)
        return moved


def _check(profile: Mapping[str, str], thing: str) -> None:
    problems = problems_of_person(profile, USER_ATTRIBUTES)
    if problems:
        raise invalid(problems, thing)


def _in_order(profile: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    names = (name for name in USER_ATTRIBUTES if profile.get(name))
    return tuple((name, profile[name]) for name in names)
