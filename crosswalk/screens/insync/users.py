"""Users: the list, searched and read row by row, and what adds to it."""

from __future__ import annotations

from crosswalk.screens.window import Window
from fakes.insync.model import Account, AccountStatus
from fakes.wire import Address

from .navigation import go


class UsersScreen:
    """The list of users, *Add User* and *Import*."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def all(self) -> tuple[Account, ...]:
        """Read the list."""
        go(self._window, "Users")
        return self._window.read_pages(Account)

    def search(
        self, words: str = "", *, status: AccountStatus | None = None
    ) -> tuple[Account, ...]:
        """Search for words, among the users of a status."""
        go(self._window, "Users")
        self._window.fill("Search User", words)
        self._window.choose("User Status", status.value.capitalize() if status else "all")
        self._window.press("Search")
        return self._window.read_pages(Account)

    def find(self, email_id: Address) -> Account | None:
        """Search for an email ID."""
        found = (each for each in self.search(email_id.text) if each.email_id == email_id)
        return next(found, None)

    def sent_as(self, external_id: str) -> tuple[Account, ...]:
        """Search for the id that an identity provider sends."""
        found = self.search(external_id)
        return tuple(each for each in found if each.external_id == external_id)

    def add(self, *, email_id: Address, display_name: str, profile: str = "Default") -> Account:
        """Click *Add User*, fill in the form and add."""
        window = self._window
        go(window, "Users", "Add User")
        window.fill("Email address", email_id.text)
        window.fill("Name", display_name)
        window.choose("Profile", profile)
        window.press("Add")
        return window.read(Account)

    def import_csv(self, content: bytes, *, profile: str = "Default") -> tuple[Account, ...]:
        """Click *Import*, choose a file and a profile, and import."""
        window = self._window
        go(window, "Users", "Import")
        window.upload("Users from CSV", content)
        window.choose("Profile", profile)
        window.press("Import")
        return window.read_pages(Account)
