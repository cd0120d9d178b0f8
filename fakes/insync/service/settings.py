"""Settings, reached by clicking through the console's global navigation panel."""

from __future__ import annotations

from collections.abc import Iterable

from fakes.insync.model import AccessSetting, AdminRole
from fakes.menus import Menu, followed, offered

from .state import State

_ACCESS = "Access user accounts using"
_MICROSOFT_365: Menu = {
    "Overview": {"Reconfigure": {}, "More": {"Settings": {_ACCESS: {}}}},
    "Exchange Online": {},
    "OneDrive": {},
    "Users": {},
    "Profiles": {},
    "Jobs": {},
}
# Druva's pages put Microsoft 365 under Data Protection, or, as the article, under SaaS Apps.
_MENU: Menu = {
    "Global Navigation": {
        "Endpoints": {},
        "SaaS Apps": {"Microsoft 365": _MICROSOFT_365},
        "Data Protection": {"Microsoft 365": _MICROSOFT_365},
        "Users": {},
        "Profiles": {},
        "Manage Administrators": {},
        "Account Details": {},
        "API Credentials": {},
        "Druva Support": {"Change email IDs": {}},
        "Lab": {"AD connector": {}, "Single sign-on": {}, "Assumptions": {}, "Content": {}},
    },
}


class SettingsService:
    """The settings of the console."""

    def __init__(self, state: State) -> None:
        self._state = state

    def click(self, label: str) -> tuple[str, ...]:
        """Click what the page offers and return what the next one does; leaving saves nothing."""
        self._state.clicked = followed(_MENU, self._state.clicked, label)
        self._state.chosen_access = None
        return offered(_MENU, self._state.clicked)

    def choose(self, *, name: str, value: str) -> None:
        """Choose a value on the page of settings; ValueError for a wrong page, name or value."""
        settings = self._settings()
        if name not in settings:
            raise ValueError(f"no setting {name!r} here: expected {_list(settings)}")
        self._state.chosen_access = _choice(name, value)

    def save(self, *, role: AdminRole = AdminRole.CLOUD_ADMINISTRATOR) -> None:
        """R14: save what was chosen; raises ValueError for a wrong page or role."""
        self._settings()
        if role is not AdminRole.CLOUD_ADMINISTRATOR:
            raise ValueError(
                f"a {role.value} cannot save settings: "
                f"expected a {AdminRole.CLOUD_ADMINISTRATOR.value}"
            )
        self._state.access = self._state.chosen_access or self._state.access

    def access_user_accounts_using(self) -> AccessSetting:
        """Return the value of *Access user accounts using*."""
        return self._state.access

    def _settings(self) -> tuple[str, ...]:
        """Return the settings of the page that the console shows."""
        page = self._state.clicked
        if page[-1:] != ("Settings",):
            raise ValueError("no settings here: expected the page Settings")
        return offered(_MENU, page)


def _choice(name: str, value: str) -> AccessSetting:
    # The console has written "inSync email ID" and "inSync Email ID" over the years.
    for setting in AccessSetting:
        if setting.value.casefold() == value.casefold():
            return setting
    offered_values = _list(setting.value for setting in AccessSetting)
    raise ValueError(f"{name} cannot be {value!r}: expected {offered_values}")


def _list(names: Iterable[str]) -> str:
    return " or ".join(repr(name) for name in names)
