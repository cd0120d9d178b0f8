"""The page of a user: read, edited, and what is behind *More*."""

from __future__ import annotations

from crosswalk.screens.window import Window
from fakes.insync.model import Account
from fakes.wire import Address

from .navigation import open_user


class UserScreen:
    """The page of a user, *Edit User*, and the buttons behind *More*."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def account(self, account_id: int) -> Account:
        """Open the page of a user."""
        open_user(self._window, account_id)
        return self._window.read(Account)

    def edit(
        self, account_id: int, *, email_id: Address | None = None, display_name: str | None = None
    ) -> Account:
        """Click *Edit*, change what is to be changed, and save."""
        self._open_form(account_id)
        if email_id is not None:
            self._window.fill("Email address", email_id.text)
        if display_name is not None:
            self._window.fill("Name", display_name)
        self._window.press("Save")
        return self._window.read(Account)

    def edit_fields(self, account_id: int) -> tuple[str, ...]:
        """Read the labels of *Edit User*."""
        self._open_form(account_id)
        return tuple(self._window.page.locator("main label").all_text_contents())

    def fill_in(self, account_id: int, *, field: str, value: str) -> Account:
        """Click *Edit*, fill in the field with this label, and save."""
        fields = self.edit_fields(account_id)
        if field not in fields:
            expected = " or ".join(fields)
            raise ValueError(f"{field!r} is not a field of Edit User: expected {expected}")
        self._window.fill(field, value)
        self._window.press("Save")
        return self._window.read(Account)

    def reset_password(self, account_id: int) -> Account:
        """Click *Reset Password*."""
        return self._more(account_id, "Reset Password")

    def preserve(self, account_id: int) -> Account:
        """Click *Preserve*."""
        return self._more(account_id, "Preserve")

    def activate(self, account_id: int) -> Account:
        """Click *Activate*."""
        return self._more(account_id, "Activate")

    def legal_hold(self, account_id: int, *, on: bool) -> Account:
        """Click *Place on Legal Hold*, or *Remove from Legal Hold*."""
        return self._more(account_id, "Place on Legal Hold" if on else "Remove from Legal Hold")

    def delete(self, account_id: int) -> None:
        """Click *Delete*."""
        self._click(account_id, "Delete")

    def _more(self, account_id: int, button: str) -> Account:
        self._click(account_id, button)
        return self._window.read(Account)

    def _click(self, account_id: int, button: str) -> None:
        open_user(self._window, account_id)
        self._window.unfold("More")
        self._window.press(button)

    def _open_form(self, account_id: int) -> None:
        open_user(self._window, account_id)
        self._window.follow("Edit", within=self._window.page.locator("main"))
