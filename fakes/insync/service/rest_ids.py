"""The numeric ids of profiles and storages in the REST API."""

from __future__ import annotations

from fakes.insync.model import Profile

from .state import State


class RestIds:
    """Assigns an id to every profile and storage when it is first needed; it never changes."""

    def __init__(self, state: State) -> None:
        self._state = state

    def profile_id(self, name: str) -> int:
        """Return the number of a profile."""
        return self._number("profile", name)

    def profile(self, number: int) -> Profile | None:
        """Return the profile of a number, or None."""
        profiles = self._state.profiles
        return next((each for each in profiles if self.profile_id(each.name) == number), None)

    def storage_id(self, name: str) -> int:
        """Return the number of a storage."""
        return self._number("storage", name)

    def storage(self, number: int) -> str | None:
        """Return the name of the storage of a number, or None."""
        named = ("Default", *(mapping.storage for mapping in self._state.mappings))
        return next((name for name in named if self.storage_id(name) == number), None)

    def _number(self, kind: str, name: str) -> int:
        numbers = self._state.numbers
        key = f"{kind}/{name}"
        if key not in numbers:
            numbers[key] = 1 + sum(each.startswith(f"{kind}/") for each in numbers)
        return numbers[key]
