"""Users > Active users: the list, and the forms that add somebody."""

from __future__ import annotations

from crosswalk.screens.window import Window
from fakes.microsoft365.model import License, Services, Tenant, User, UserType
from fakes.wire import Address

from .lists import CONSOLE, open_row, read_list, search, tabs

_AS_USERNAME = "As the username says"


class UsersScreen:
    """The list of active users, with its search, *Add a user* and *Add a guest user*."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def add_user(
        self,
        user_principal_name: Address,
        *,
        mail: Address | None = None,
        mail_nickname: str = "",
        display_name: str = "",
        given_name: str = "",
        surname: str = "",
        licenses: tuple[License, ...] = (),
        upn_is_alias: bool = True,
        user_type: UserType | None = None,
    ) -> User:
        """Click *Add a user*, fill in the form and finish."""
        window = self._window
        window.go(CONSOLE, "Active users", "Add a user")
        window.fill("First name", given_name)
        window.fill("Last name", surname)
        window.fill("Display name", display_name)
        window.fill("Username", user_principal_name.text)
        for each in licenses:
            window.tick(each.value, True)
        window.fill("Primary email address", mail.text if mail else "")
        window.fill("Mail nickname", mail_nickname)
        window.tick("The username is an address of the mailbox", upn_is_alias)
        window.choose("User type", user_type.value if user_type else _AS_USERNAME)
        window.press("Finish adding")
        return window.read(User)

    def add_guest(self, mail: Address, *, display_name: str = "") -> User:
        """Click *Add a guest user* and invite them."""
        window = self._window
        window.go(CONSOLE, "Active users", "Add a guest user")
        window.fill("Display name", display_name)
        window.fill("Email address", mail.text)
        window.press("Invite")
        return window.read(User)

    def get_user(self, user_id: str) -> User | None:
        """Look for an ID in the list and open the page of whom it belongs to."""
        try:
            self._open(user_id)
        except ValueError:
            return None
        return self._window.read(User)

    def find_user(self, text: str) -> User | None:
        """Search for an ID or an address."""
        sought = text.casefold()
        return next((user for user in self.search_users(text) if sought in _names(user)), None)

    def search_users(self, text: str) -> tuple[User, ...]:
        """Search for how something of a user begins, and read what is found."""
        self._window.go(CONSOLE, "Active users")
        search(self._window, "Search active users", text)
        return read_list(self._window, User)

    def list_users(self) -> tuple[User, ...]:
        """Read the list."""
        self._window.go(CONSOLE, "Active users")
        return read_list(self._window, User)

    def services_of(self, user_id: str) -> Services:
        """Look a user up in the list of OneDrives, which tells of the mailboxes too."""
        self._window.go(CONSOLE, "OneDrives")
        search(self._window, "Search OneDrives", user_id)
        (found,) = read_list(self._window, Services)
        return found

    def services(self) -> tuple[Services, ...]:
        """Read the list of OneDrives, which tells of the mailboxes too."""
        self._window.go(CONSOLE, "OneDrives")
        return read_list(self._window, Services)

    def tenant(self) -> Tenant:
        """Open *Organization*."""
        self._window.go(CONSOLE, "Organization")
        return self._window.read(Tenant)

    def _open(self, user_id: str, *labels: str) -> None:
        open_user(self._window, user_id)
        for label in labels:
            self._window.follow(label)


def open_user(window: Window, user_id: str, tab: str = "") -> None:
    """Open the page of a user at one of its tabs; raises ValueError where nobody has the ID."""
    open_row(window, "Active users", "Search active users", f"users/active/{user_id}")
    if tab:
        window.follow(tab, within=tabs(window))


def _names(user: User) -> tuple[str, ...]:
    addresses = (user.user_principal_name, user.mail, *user.aliases)
    return (user.id, *(each.folded for each in addresses if each))
