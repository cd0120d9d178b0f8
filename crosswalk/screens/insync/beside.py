"""What no customer has at the console: support's page, and two of the lab."""

from __future__ import annotations

from crosswalk.screens.window import Window
from fakes.insync.model import Account, EmailIdChange
from fakes.wire import Address

from .navigation import go


class OtherAccountsScreen:
    """Support's bulk change, the AD connector, and the single sign-on."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def change_email_ids(self, content: bytes) -> tuple[EmailIdChange, ...]:
        """Choose a file on support's page."""
        go(self._window, "Druva Support > Change email IDs")
        self._window.upload("Old and new email IDs", content)
        self._window.press("Change all")
        return self._window.read_pages(EmailIdChange)

    def add_from_ad(self, *, email_id: Address, display_name: str, user_name: str) -> Account:
        """Enter what the AD connector sends."""
        window = self._window
        go(window, "Lab > AD connector")
        window.fill("Email address", email_id.text)
        window.fill("Name", display_name)
        window.fill("AD user name", user_name)
        window.press("Add from AD")
        return window.read(Account)

    def sign_on(self, name_id: str) -> Account:
        """Enter a Name ID."""
        go(self._window, "Lab > Single sign-on")
        self._window.fill("Name ID", name_id)
        self._window.press("Sign on")
        return self._window.read(Account)
