"""Directory > People."""

from __future__ import annotations

from crosswalk.screens.window import Window
from fakes.okta.model import BY_OKTA, OktaUser, Provider


class PeopleScreen:
    """The list of people, *Add Person*, and the page of a person."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def user(self, user_id: str) -> OktaUser:
        """Open the page of a person."""
        self._open(user_id)
        return self._window.read(OktaUser)

    def add(
        self,
        *,
        login: str,
        email: str,
        first_name: str,
        last_name: str,
        further: tuple[tuple[str, str], ...] = (),
        activate: bool = True,
        provider: Provider = BY_OKTA,
    ) -> OktaUser:
        """Click *Add Person*, fill in the form and save it."""
        window = self._window
        window.go("okta", "People", "Add Person")
        window.fill("First name", first_name)
        window.fill("Last name", last_name)
        window.fill("Username", login)
        window.fill("Primary email", email)
        window.tick("Activate now", activate)
        # To be typed: what else the profile has, and who knows the password.
        assert not further
        assert provider == BY_OKTA
        window.press("Save")
        return window.read(OktaUser)

    def suspend(self, user_id: str) -> OktaUser:
        """Click *Suspend*."""
        self._open(user_id)
        self._window.press("Suspend")
        return self._window.read(OktaUser)

    def _open(self, user_id: str) -> None:
        self._window.go("okta", "People")
        self._window.follow_to(f"/okta/directory/people/{user_id}")
