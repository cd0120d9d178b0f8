"""Directory > People and Directory > Groups."""

from __future__ import annotations

from crosswalk.screens.window import NotOnScreen, Window
from fakes.okta.model import BY_OKTA, OktaUser, Provider

from .groups import GroupScreens

_PEOPLE = "/okta/directory/people"


class DirectoryScreens(GroupScreens):
    """The list of people, *Add Person*, and the page of a person."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window

    def users(self) -> tuple[OktaUser, ...]:
        """Read the list of people."""
        self._window.go("okta", "People")
        return self._window.read_pages(OktaUser)

    def user(self, user_id: str) -> OktaUser:
        """Open the page of a person."""
        self._open(user_id)
        return self._window.read(OktaUser)

    def find(self, login: str) -> OktaUser | None:
        """Search for a username."""
        found = self.search(login)
        return next((each for each in found if each.login.casefold() == login.casefold()), None)

    def search(self, text: str) -> tuple[OktaUser, ...]:
        """Search the list of people."""
        window = self._window
        window.go("okta", "People")
        if not text.strip():
            return ()
        window.fill("Search by username, email, or first and last name", text)
        window.press("Search")
        return window.read_pages(OktaUser)

    def attributes(self) -> tuple[str, ...]:
        """Read the labels of the form that edits the first person's profile."""
        window = self._window
        window.go("okta", "People")
        first = window.page.locator(f'main a[href^="{_PEOPLE}/00u"]').first
        if not first.count():
            raise NotOnScreen("there is nobody whose profile could be edited")
        window.follow_to(first.get_attribute("href") or "")
        window.follow("Edit")
        return tuple(window.page.locator("main form label").all_text_contents())

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
        if further or provider != BY_OKTA:
            window.unfold("Further attributes")
            window.choose("Password checked by", provider.type.value)
            window.fill("Name of what checks it", provider.name)
        for name, value in further:
            window.fill(name, value)
        window.press("Save")
        return window.read(OktaUser)

    def update(self, user_id: str, *changes: tuple[str, str]) -> OktaUser:
        """Edit the profile of a person and save it."""
        self._open(user_id)
        self._window.follow("Edit")
        for name, value in changes:
            self._window.fill(name, value)
        self._window.press("Save")
        return self._window.read(OktaUser)

    def activate(self, user_id: str) -> OktaUser:
        """Click *Activate*."""
        return self._press(user_id, "Activate")

    def suspend(self, user_id: str) -> OktaUser:
        """Click *Suspend*."""
        return self._press(user_id, "Suspend")

    def unsuspend(self, user_id: str) -> OktaUser:
        """Click *Unsuspend*."""
        return self._press(user_id, "Unsuspend")

    def deactivate(self, user_id: str) -> OktaUser:
        """Click *Deactivate*, and again where it asks."""
        self._open(user_id)
        self._window.follow("Deactivate")
        self._window.press("Deactivate")
        return self._window.read(OktaUser)

    def delete(self, user_id: str) -> None:
        """Click *Delete*, and again where it asks."""
        self._open(user_id)
        self._window.follow("Delete")
        self._window.press("Delete")

    def _press(self, user_id: str, button: str) -> OktaUser:
        self._open(user_id)
        self._window.press(button)
        return self._window.read(OktaUser)

    def _open(self, user_id: str) -> None:
        self._window.go("okta", "People")
        self._window.follow_to(f"{_PEOPLE}/{user_id}")
