"""SaaS Apps > Microsoft 365: the app, its overview, and the settings behind the icon More."""

from __future__ import annotations

from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import AccessSetting, AdminRole
from fakes.screens import Next, Screen, Values, Visit

from .menu import BAR, MICROSOFT365, OVERVIEW, SETTINGS

ACCESS = "Access user accounts using"
_WAY = ("Global Navigation", "SaaS Apps", "Microsoft 365", "Overview", "More", "Settings")
_OPTIONS = (
    (AccessSetting.EMAIL_ID.value, "inSync Email ID"),
    (AccessSetting.AD_ATTRIBUTE.value, "AD Attribute"),
)


def microsoft365_screens(insync: InSyncAdmin) -> tuple[Screen, ...]:
    """Return the screens of the app."""
    overview, settings = Overview(insync), Settings(insync)
    return (
        Screen(MICROSOFT365, "microsoft365.html", overview.show),
        Screen(OVERVIEW, "overview.html", overview.show),
        Screen(
            SETTINGS, "settings.html", settings.show, {"save": settings.save}, {ACCESS: "access"}
        ),
    )


class Overview:
    """The page of the app Microsoft 365."""

    def __init__(self, insync: InSyncAdmin) -> None:
        self._insync = insync

    def show(self, _visit: Visit) -> Values:
        """Show whether inSync has access, and by which value it finds user accounts."""
        return {
            "bar": BAR,
            "connected_as": self._insync.protection.connected_as(),
            "access": dict(_OPTIONS)[self._insync.settings.access_user_accounts_using().value],
            "licenses": self._insync.profiles.licenses(),
        }


class Settings:
    """The settings of the app Microsoft 365."""

    def __init__(self, insync: InSyncAdmin) -> None:
        self._settings = insync.settings

    def show(self, _visit: Visit) -> Values:
        """Show the value that is saved."""
        return {
            "access": self._settings.access_user_accounts_using().value,
            "options": _OPTIONS,
        }

    def save(self, visit: Visit) -> Next:
        """Save what is chosen, as whoever is signed in."""
        # A page that is open in a browser is the end of a way that was clicked.
        for label in _WAY:
            self._settings.click(label)
        self._settings.choose(name=ACCESS, value=visit.form.text("access"))
        self._settings.save(role=AdminRole(visit.role))
        return Next(said="The settings were saved.")
