"""The start page of the console, and the pages of what is not simulated."""

from __future__ import annotations

from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import AdminRole
from fakes.screens import Screen, Values, Visit

from .menu import ADMINISTRATORS, ENDPOINTS


def start_screens(insync: InSyncAdmin) -> tuple[Screen, ...]:
    """Return the screens that are one click away and show little."""
    start = Start(insync)
    return (
        Screen("/", "start.html", start.show),
        Screen(ENDPOINTS, "endpoints.html", _nothing),
        Screen(ADMINISTRATORS, "administrators.html", _roles),
    )


class Start:
    """The page on which an administrator begins."""

    def __init__(self, insync: InSyncAdmin) -> None:
        self._insync = insync

    def show(self, _visit: Visit) -> Values:
        """Show what is protected, in few numbers."""
        return {
            "licenses": self._insync.profiles.licenses(),
            "connected_as": self._insync.protection.connected_as(),
            "access": self._insync.settings.access_user_accounts_using(),
        }


def _nothing(_visit: Visit) -> Values:
    return {}


def _roles(_visit: Visit) -> Values:
    return {"roles": tuple(AdminRole)}
