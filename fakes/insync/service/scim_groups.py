"""SCIM groups that a provisioning client pushed. Nothing in inSync depends on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fakes.insync.credentials import ScimGroup
from fakes.wire import Clock

from .state import State


class ScimGroups:
    """Stores and returns groups."""

    def __init__(self, state: State, clock: Clock) -> None:
        self._state = state
        self._clock = clock

    def all(self) -> Iterator[ScimGroup]:
        """Iterate over the groups, oldest first."""
        return iter(self._state.groups)

    def by_id(self, scim_id: str) -> ScimGroup | None:
        """Return the group of a SCIM id, or None."""
        return self._state.groups.get(scim_id)

    def by_display_name(self, name: str) -> tuple[ScimGroup, ...]:
        """Return the groups of a name, whatever its case."""
        return self._state.groups.group("displayName", name.casefold())

    def by_external_id(self, external_id: str) -> tuple[ScimGroup, ...]:
        """Return the groups that carry a client's own id."""
        return self._state.groups.group("externalId", external_id)

    def create(self, display_name: str, external_id: str | None, members: str) -> ScimGroup:
        """Create a group."""
        now = self._clock.now()
        scim_id = self._state.ids.guid("SCIM group")
        group = ScimGroup(scim_id, display_name, external_id, members, now, now)
        self._state.groups.put(group)
        return group

    def replace(
        self, scim_id: str, display_name: str, external_id: str | None, members: str
    ) -> ScimGroup | None:
        """Change a group; None when there is none."""
        group = self.by_id(scim_id)
        if group is None:
            return None
        changed = replace(
            group,
            display_name=display_name,
            external_id=external_id,
            members=members,
            changed_on=self._clock.now(),
        )
        self._state.groups.put(changed)
        return changed

    def remove(self, scim_id: str) -> bool:
        """Remove a group; tells whether there was one."""
        known = scim_id in self._state.groups
        if known:
            self._state.groups.remove(scim_id)
        return known
