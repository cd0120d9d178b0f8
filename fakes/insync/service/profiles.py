"""Profiles and licenses."""

from __future__ import annotations

from dataclasses import replace

from fakes.insync.model import AccountStatus, Profile

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
        self._state.profiles.put(profile)

    def license_count(self) -> int:
        """Return how many Microsoft 365 licenses were bought."""
        return self._state.licenses

    def buy_licenses(self, count: int) -> None:
        """Set how many Microsoft 365 licenses there are.

        Active accounts that had to do without get the new ones, oldest first. Fewer licenses
        take none away.
        """
        if count < 0:
            raise ValueError(f"the number of licenses is {count}: expected 0 or more")
        accounts = self._state.accounts
        self._state.licenses = count
        free = count - accounts.count("license", (AccountStatus.ACTIVE, True))
        for account in accounts.group("license", (AccountStatus.ACTIVE, False))[: max(free, 0)]:
            accounts.put(replace(account, licensed=True))
