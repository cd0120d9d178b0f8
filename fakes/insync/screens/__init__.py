"""The inSync Management Console as pages for a browser."""

from __future__ import annotations

from pathlib import Path

from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import AdminRole
from fakes.screens import Console

from .menu import MENU
from .microsoft365 import microsoft365_screens
from .reconfigure import reconfigure_screens
from .start import start_screens


def insync_console(insync: InSyncAdmin) -> Console:
    """Return the console of a customer."""
    return Console(
        "insync",
        "inSync Management Console",
        Path(__file__).with_name("templates"),
        MENU,
        (
            *start_screens(insync),
            *microsoft365_screens(insync),
            *reconfigure_screens(insync),
        ),
        roles=tuple(each.value for each in AdminRole),
        hamburger="Global Navigation",
    )
