"""What the mappings make of a person: the app username and the app profile."""

from __future__ import annotations

from dataclasses import dataclass

from fakes.okta.model import AppUser, OktaUser

from .state import State


@dataclass(frozen=True, slots=True)
class ComputedProfile:
    """What an assignment should hold; ``profile`` leaves unset variables out."""

    user_name: str
    profile: tuple[tuple[str, str], ...]


class AppProfiles:
    """Evaluates the Sign On format and the mapping *Okta User to Druva 2.0*."""

    def __init__(self, state: State) -> None:
        self._state = state

    def compute(self, user: OktaUser, current: AppUser | None) -> ComputedProfile:
        """Return what an assignment should hold now; without ``current`` it is being created."""
        raise NotImplementedError
