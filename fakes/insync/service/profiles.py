"""Profiles and licenses."""

from __future__ import annotations

from fakes.insync.licenses import Licenses
from fakes.insync.model import Profile

from . import licensing
from .state import State


class ProfilesService:
    """What accounts are protected with, and for how many of them."""

    def __init__(self, state: State) -> None:
        self._state = state

    def all(self) -> tuple[Profile, ...]:
        """Return the profiles, the one named Default first."""
        return tuple(self._state.profiles)

    def save(self, profile: Profile) -> None:
        """Add a profile or change the one of the same name."""
        if not profile.name.strip():
            raise ValueError("the profile has no name: expected a name")
        if profile.max_users < 0:
            raise ValueError(f"max_users is {profile.max_users}: expected 0 (no limit) or more")
        if profile.retention_days < 0:
            raise ValueError(f"retention_days is {profile.retention_days}: expected 0 or more")
        self._state.profiles.put(profile)

    def licenses(self) -> Licenses:
        """Return how many Microsoft 365 licenses there are, and how many are consumed."""
        return licensing.licenses_of(self._state)

    def buy_licenses(self, count: int) -> None:
        """Set how many Microsoft 365 licenses for active users there are.

        Fewer licenses take none away.
        """
        self._state.licenses = _count(count)
        licensing.hand_out(self._state)

    def buy_preserved_licenses(self, count: int) -> None:
        """Set how many licenses for preserved users there are beyond those that are granted."""
        self._state.preserved_licenses = _count(count)


def _count(count: int) -> int:
    if count < 0:
        raise ValueError(f"the number of licenses is {count}: expected 0 or more")
    return count
