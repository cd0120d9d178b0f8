"""Users > Deleted users."""

from __future__ import annotations

from fakes.microsoft365.model import User
from fakes.wire import Address

from .lists import CONSOLE, read_list, search
from .user import UserScreen


class DirectoryScreens(UserScreen):
    """The active users, and the list of deleted users with the page that restores one."""

    def list_deleted_users(self) -> tuple[User, ...]:
        """Read the list."""
        self._window.go(CONSOLE, "Deleted users")
        return read_list(self._window, User)

    def find_deleted_users(self, display_name: str) -> tuple[User, ...]:
        """Search the list for a display name."""
        self._window.go(CONSOLE, "Deleted users")
        search(self._window, "Display name", display_name)
        return read_list(self._window, User)

    def restore_user(
        self,
        user_id: str,
        *,
        new_user_principal_name: Address | None = None,
        auto_reconcile_proxy_conflict: bool = False,
    ) -> User:
        """Open the page of a deleted user, fill in the form and restore them."""
        window = self._window
        window.go(CONSOLE, "Deleted users")
        window.follow_to(f"/{CONSOLE}/users/deleted/{user_id}")
        window.fill("New username", new_user_principal_name.text if new_user_principal_name else "")
        reconcile = "Leave out addresses that other people have now"
        window.tick(reconcile, auto_reconcile_proxy_conflict)
        window.press("Restore")
        return window.read(User)
