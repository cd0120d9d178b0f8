"""The numeric ids of profiles and storages in the REST API."""

from __future__ import annotations

from fakes.insync.model import Profile

from .state import State


class RestIds:
    """Tells the id of every profile and storage; it never changes."""

    def __init__(self, state: State) -> None:
        self._state = state

    def profile_id(self, name: str) -> int:
        """Return the number of a profile: no profile is ever removed."""
        names = (each.name for each in self._state.profiles)
        return next((number for number, each in enumerate(names, 1) if each == name), 0)

    def profile(self, number: int) -> Profile | None:
        """Return the profile of a number, or None."""
        profiles = self._state.profiles
        return next((each for each in profiles if self.profile_id(each.name) == number), None)

    def storage_id(self, name: str) -> int:
        """Return the number that a storage was given when a mapping named it first."""
        return self._state.storages.get(name, 0)

    def storage(self, number: int) -> str | None:
        """Return the name of the storage of a number, or None."""
        named = ("Default", *(mapping.storage for mapping in self._state.mappings))
        return next((name for name in named if self.storage_id(name) == number), None)
