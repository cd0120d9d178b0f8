"""The admin centers of Microsoft 365 as pages for a browser."""

from __future__ import annotations

from pathlib import Path

from fakes.microsoft365.admin import Microsoft365Admin
from fakes.screens import Console, Entry, Screen

from .active_users import ActiveUsers

_MENU = (Entry("Users", entries=(Entry("Active users", "/users/active"),)),)


def microsoft365_console(microsoft365: Microsoft365Admin) -> Console:
    """Return the admin centers of an organization."""
    users = ActiveUsers(microsoft365)
    return Console(
        "microsoft365",
        "Microsoft 365",
        Path(__file__).with_name("templates"),
        _MENU,
        (Screen("/users/active", "active_users.html", users.show),),
    )
