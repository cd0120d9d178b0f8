"""Directory: the people, from staged to deleted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from fakes.okta.messages import NOT_ACTIVE, NOT_SUSPENDED, TAKEN
from fakes.okta.model import BY_OKTA, Deed, Group, OktaUser, Provider, UserStatus
from fakes.okta.rules import folded, is_checked_elsewhere, status_of_activated
from fakes.okta.service.app.schema import user_variables
from fakes.okta.service.errors import OktaError, invalid, not_found
from fakes.okta.service.log.system_log import SystemLog
from fakes.okta.service.permission import require
from fakes.okta.service.state import State
from fakes.okta.validation import problems_of_lengths, problems_of_person
from fakes.store import Taken
from fakes.wire import Clock

from .groups import Groups

_ACTIVATED = (UserStatus.STAGED, UserStatus.DEPROVISIONED)
_WITH_PASSWORD = (
    UserStatus.ACTIVE,
    UserStatus.RECOVERY,
    UserStatus.PASSWORD_EXPIRED,
    UserStatus.LOCKED_OUT,
)


class Assigned(Protocol):
    """The assignments, which follow changes of people and memberships."""

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

    def group_deleted(self, group_id: str) -> None:
        """A group without members was deleted."""


class UserDirectory:
    """Changes people and groups; assignments follow."""

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
        """Return a person by id; raises OktaError when there is none."""
        person = self._state.users.get(user_id)
        if person is None:
            raise not_found(user_id, "User")
        return person

    def find(self, login: str) -> OktaUser | None:
        """Return the person of a login, compared without case and diacritics, or None."""
        return self._state.users.find("login", folded(login))

    def search(self, text: str) -> tuple[OktaUser, ...]:
        """Return of whom the login, the email, or the name begins with a text; by an index."""
        sought = folded(" ".join(text.split()))
        return self._state.users.beginning("words", sought) if sought else ()

    def attributes(self) -> tuple[str, ...]:
        """Return the names of the attributes of a person's profile, login first."""
        return user_variables(self._state)

    def resolve(self, key: str) -> OktaUser:
        """Return the person of an id, login or unambiguous short name; raises OktaError."""
        found = self._state.users.get(key) or self.find(key)
        if found:
            return found
        sharing = self._state.users.group("short name", folded(key))
        return sharing[0] if len(sharing) == 1 else self.user(key)

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
        provider: Provider = BY_OKTA,
    ) -> OktaUser:
        """Add a person, by default with a password and active; raises OktaError."""
        profile = {
            "login": login,
            "email": email,
            "firstName": first_name,
            "lastName": last_name,
            **dict(further),
        }
        return self.create(profile, activate=activate, password=password, provider=provider)

    def create(
        self,
        profile: Mapping[str, str],
        *,
        activate: bool,
        password: bool,
        provider: Provider = BY_OKTA,
    ) -> OktaUser:
        """Add a person with a whole profile; raises OktaError when a value is not acceptable."""
        require(self._state, Deed.PEOPLE)
        kept_by_okta = password and not is_checked_elsewhere(provider)
        return self._create(profile, activate=activate, password=kept_by_okta, provider=provider)

    def take_in(self, *, login: str, email: str, first_name: str, last_name: str) -> OktaUser:
        """Add the person of an imported account, which takes no role over people."""
        profile = {"login": login, "email": email, "firstName": first_name, "lastName": last_name}
        return self._create(profile, activate=True, password=True)

    def _create(
        self,
        profile: Mapping[str, str],
        *,
        activate: bool,
        password: bool,
        provider: Provider = BY_OKTA,
    ) -> OktaUser:
        self._check(profile, "newUser")
        now = self._clock.now()
        person = OktaUser(
            id=f"00u{self._state.ids.word('user', 17)}",
            status=UserStatus.STAGED,
            profile=self._in_order(profile),
            created=now,
            last_updated=now,
            has_password=password,
            provider=provider,
            password_changed=now if password else None,
        )
        self._put(person)
        self._log.write("user.lifecycle.create", target=person.login, user_id=person.id)
        return self._activate(person) if activate else person

    def update(self, user_id: str, *changes: tuple[str, str]) -> OktaUser:
        """Change attributes of a profile; an empty value removes one."""
        person = self.user(user_id)
        profile = {**dict(person.profile), **dict(changes)}
        return self.replace(user_id, profile)

    def replace(self, user_id: str, profile: Mapping[str, str]) -> OktaUser:
        """Replace the whole profile; attributes that are left out are removed."""
        require(self._state, Deed.PEOPLE)
        person = self.user(user_id)
        self._check(profile, "user")
        ordered = self._in_order(profile)
        if ordered == person.profile:
            return person
        changed = replace(person, profile=ordered, last_updated=self._clock.now())
        self._put(changed)
        self._log.write("user.account.update_profile", target=changed.login, user_id=user_id)
        self._assigned.profile_changed(user_id)
        return changed

    def activate(self, user_id: str) -> OktaUser:
        """Activate a staged or deactivated person."""
        require(self._state, Deed.PEOPLE)
        person = self.user(user_id)
        if person.status not in _ACTIVATED:
            raise OktaError("E0000016")
        return self._activate(person)

    def _activate(self, person: OktaUser) -> OktaUser:
        activated = self._move(person, status_of_activated(person), "user.lifecycle.activate")
        self._assigned.user_activated(person.id)
        return activated

    def deactivate(self, user_id: str) -> OktaUser:
        """Deactivate a person, which removes their assignments; memberships stay."""
        require(self._state, Deed.PEOPLE)
        person = self.user(user_id)
        if person.status is UserStatus.DEPROVISIONED:
            raise OktaError("E0000038")
        person = self._move(person, UserStatus.DEPROVISIONED, "user.lifecycle.deactivate")
        self._state.credentials.pop(user_id, None)
        self._assigned.user_deactivated(user_id)
        return person

    def suspend(self, user_id: str) -> OktaUser:
        """Suspend an active person; nothing is sent downstream."""
        require(self._state, Deed.PEOPLE)
        person = self.user(user_id)
        if person.status is not UserStatus.ACTIVE:
            raise OktaError("E0000001", NOT_ACTIVE, detail="suspendUser")
        return self._move(person, UserStatus.SUSPENDED, "user.lifecycle.suspend")

    def unsuspend(self, user_id: str) -> OktaUser:
        """Unsuspend a suspended person."""
        require(self._state, Deed.PEOPLE)
        person = self.user(user_id)
        if person.status is not UserStatus.SUSPENDED:
            raise OktaError("E0000001", NOT_SUSPENDED, detail="unsuspendUser")
        return self._move(person, UserStatus.ACTIVE, "user.lifecycle.unsuspend")

    def delete(self, user_id: str) -> None:
        """Delete a deactivated person, which ends their memberships and inactive assignment."""
        require(self._state, Deed.PEOPLE)
        person = self.user(user_id)
        if person.status is not UserStatus.DEPROVISIONED:
            raise OktaError("E0000038")
        self._log.write("user.lifecycle.delete.initiated", target=person.login, user_id=user_id)
        for group_id in self._groups.forget(user_id):
            self._assigned.left(group_id, user_id)
        self._state.users.remove(user_id)
        self._log.write("user.lifecycle.delete.completed", target=person.login, user_id=user_id)

    def reactivate(self, user_id: str) -> OktaUser:
        """Restart the activation of a provisioned person; nothing else changes."""
        person = self.user(user_id)
        if person.status is not UserStatus.PROVISIONED:
            raise OktaError("E0000038")
        self._log.write("user.lifecycle.reactivate", target=person.login, user_id=user_id)
        return person

    def unlock(self, user_id: str) -> OktaUser:
        """Unlock a locked-out person; since nobody signs in here, nobody is ever locked out."""
        if self.user(user_id).status is not UserStatus.LOCKED_OUT:
            raise OktaError("E0000032")
        return self._move(self.user(user_id), UserStatus.ACTIVE, "user.account.unlock")

    def reset_password(self, user_id: str) -> OktaUser:
        """Let somebody set a new password by a link."""
        person = self.user(user_id)
        if person.status not in _WITH_PASSWORD:
            raise OktaError("E0000017")
        return self._move(person, UserStatus.RECOVERY, "user.account.reset_password")

    def expire_password(self, user_id: str) -> OktaUser:
        """Let a password expire."""
        person = self.user(user_id)
        if person.status not in _WITH_PASSWORD:
            raise OktaError("E0000038")
        return self._move(person, UserStatus.PASSWORD_EXPIRED, "user.account.expire_password")

    def deactivate_or_delete(self, user_id: str) -> None:
        """Do what the API's DELETE does: the first call deactivates, the second deletes."""
        if self.user(user_id).status is UserStatus.DEPROVISIONED:
            self.delete(user_id)
        else:
            self.deactivate(user_id)

    def groups(self) -> tuple[Group, ...]:
        """Return the groups, oldest first."""
        return self._groups.all()

    def groups_of(self, user_id: str) -> tuple[Group, ...]:
        """Return the groups that a person is in."""
        return self._groups.of(user_id)

    def add_group(self, name: str, description: str = "") -> Group:
        """Add an empty group."""
        return self._groups.add(name, description)

    def group(self, group_id: str) -> Group:
        """Return a group; raises OktaError when there is none."""
        return self._groups.get(group_id)

    def change_group(self, group_id: str, *, name: str, description: str = "") -> Group:
        """Give a group another name and description."""
        return self._groups.change(group_id, name=name, description=description)

    def remove_group(self, group_id: str) -> None:
        """Delete a group, which ends the assignments it granted."""
        for user_id in self._groups.get(group_id).members:
            self.leave(group_id, user_id)
        self._assigned.group_deleted(group_id)
        self._groups.remove(group_id)

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
            raise OktaError("E0000001", TAKEN.format(field="login"), detail="login") from None

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
        self._log.write(event, target=person.login, user_id=person.id)
        return moved

    def _check(self, profile: Mapping[str, str], thing: str) -> None:
        problems = problems_of_person(profile, user_variables(self._state))
        if not problems and self._state.user_attributes:
            problems = problems_of_lengths(profile, self._state.user_attributes)
        if problems:
            raise invalid(problems, thing)

    def _in_order(self, profile: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        names = (name for name in user_variables(self._state) if profile.get(name))
        return tuple((name, profile[name]) for name in names)
