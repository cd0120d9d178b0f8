"""Groups and who is in them."""

from __future__ import annotations

from dataclasses import replace

from fakes.okta.messages import BLANK, TAKEN, TOO_LONG
from fakes.okta.model import Group
from fakes.okta.service.errors import OktaError, not_found
from fakes.okta.service.log.system_log import SystemLog
from fakes.okta.service.state import State
from fakes.store import Taken

_LONGEST = 255


class Groups:
    """Adds, changes and removes groups and memberships."""

    def __init__(self, state: State, log: SystemLog) -> None:
        self._state = state
        self._log = log

    def all(self) -> tuple[Group, ...]:
        """Return the groups, oldest first."""
        return tuple(self._state.groups)

    def of(self, user_id: str) -> tuple[Group, ...]:
        """Return the groups that a person is in."""
        return self._state.groups.group("member", user_id)

    def add(self, name: str, description: str = "") -> Group:
        """Add an empty group; raises OktaError when the name is not acceptable."""
        _check(name)
        now = self._log.now()
        group = Group(
            id=f"00g{self._state.ids.word('group', 17)}",
            name=name,
            description=description,
            created=now,
            last_updated=now,
            last_membership_updated=now,
        )
        self._name(group)
        self._log.write("group.lifecycle.create", target=name, group_id=group.id)
        return group

    def change(self, group_id: str, *, name: str, description: str) -> Group:
        """Give a group another name and description; raises OktaError as for a new one."""
        group = self.get(group_id)
        _check(name)
        changed = replace(group, name=name, description=description, last_updated=self._log.now())
        self._name(changed)
        self._log.write("group.profile.update", target=name, group_id=group_id)
        return changed

    def remove(self, group_id: str) -> None:
        """Delete a group."""
        group = self.get(group_id)
        self._state.groups.remove(group_id)
        self._log.write("group.lifecycle.delete", target=group.name, group_id=group_id)

    def join(self, group_id: str, user_id: str) -> bool:
        """Add a person to a group; return whether that changed anything."""
        group = self.get(group_id)
        if any(each.id == group_id for each in self.of(user_id)):
            return False
        self._put(replace(group, members=(*group.members, user_id)), user_id, "add")
        return True

    def leave(self, group_id: str, user_id: str) -> bool:
        """Remove a person from a group; return whether that changed anything."""
        group = self.get(group_id)
        if user_id not in group.members:
            return False
        members = tuple(each for each in group.members if each != user_id)
        self._put(replace(group, members=members), user_id, "remove")
        return True

    def forget(self, user_id: str) -> tuple[str, ...]:
        """Remove a deleted person from every group; return the ids of those groups."""
        groups = self.of(user_id)
        for group in groups:
            members = tuple(each for each in group.members if each != user_id)
            self._state.groups.put(replace(group, members=members))
        return tuple(group.id for group in groups)

    def get(self, group_id: str) -> Group:
        """Return a group; raises OktaError when there is none."""
        group = self._state.groups.get(group_id)
        if group is None:
            raise not_found(group_id, "UserGroup")
        return group

    def _name(self, group: Group) -> None:
        try:
            self._state.groups.put(group)
        except Taken:
            raise OktaError("E0000001", TAKEN.format(field="name"), detail="name") from None

    def _put(self, group: Group, user_id: str, verb: str) -> None:
        self._state.groups.put(replace(group, last_membership_updated=self._log.now()))
        person = self._state.users.get(user_id)
        target = person.login if person else user_id
        self._log.write(
            f"group.user_membership.{verb}", target=target, user_id=user_id, group_id=group.id
        )


def _check(name: str) -> None:
    if not name.strip():
        raise OktaError("E0000001", BLANK.format(field="name"), detail="name")
    if len(name) > _LONGEST:
        raise OktaError("E0000001", TOO_LONG.format(field="name"), detail="name")
