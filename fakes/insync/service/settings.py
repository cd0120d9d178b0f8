"""Settings, found by their path through the console."""

from __future__ import annotations

from collections.abc import Iterable

from fakes.insync.model import AccessSetting, AdminRole

from .state import State

_MICROSOFT_365 = "SaaS Apps > Microsoft 365 > Overview > More > Settings"
_ACCESS = "Access user accounts using"
_SETTINGS = {_MICROSOFT_365: {_ACCESS: AccessSetting}}


class SettingsService:
    """The settings of the console."""

    def __init__(self, state: State) -> None:
        self._state = state

    def found_at(self, path: str) -> tuple[str, ...]:
        """Return the names of the settings at a console path; ValueError for a wrong path."""
        return tuple(_settings_at(path))

    def save(
        self,
        *,
        path: str,
        name: str,
        value: str,
        role: AdminRole = AdminRole.CLOUD_ADMINISTRATOR,
    ) -> None:
        """R14: save a setting at its path, as a Cloud administrator alone may.

        Raises ValueError for a wrong path, name, value or role.
        """
        settings = _settings_at(path)
        if name not in settings:
            raise ValueError(f"no setting {name!r} at {path}: expected {_list(settings)}")
        if role is not AdminRole.CLOUD_ADMINISTRATOR:
            raise ValueError(
                f"a {role.value} cannot save {name!r}: "
                f"expected a {AdminRole.CLOUD_ADMINISTRATOR.value}"
            )
        self._state.access = _choice(name, value)

    def access_user_accounts_using(self) -> AccessSetting:
        """Return the value of *Access user accounts using*."""
        return self._state.access


def _settings_at(path: str) -> dict[str, type[AccessSetting]]:
    found = _SETTINGS.get(" > ".join(part.strip() for part in path.split(">")))
    if found is None:
        raise ValueError(f"no settings at {path!r}: expected {_list(_SETTINGS)}")
    return found


def _choice(name: str, value: str) -> AccessSetting:
    # The console has written "inSync email ID" and "inSync Email ID" over the years.
    for setting in AccessSetting:
        if setting.value.casefold() == value.casefold():
            return setting
    offered = _list(setting.value for setting in AccessSetting)
    raise ValueError(f"{name} cannot be {value!r}: expected {offered}")


def _list(names: Iterable[str]) -> str:
    return " or ".join(repr(name) for name in names)
