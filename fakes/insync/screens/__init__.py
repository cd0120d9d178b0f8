"""The inSync Management Console as pages for a browser."""

from __future__ import annotations

from pathlib import Path

from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import AdminRole
from fakes.screens import Console

from .beside import beside_screens
from .credentials import credentials_screens
from .done import done_screens
from .jobs import jobs_screens
from .menu import MENU
from .microsoft365 import microsoft365_screens
from .profiles import profiles_screens
from .protection import protection_screens
from .provisioning import provisioning_screens
from .reconfigure import reconfigure_screens
from .start import start_screens
from .user import user_screens
from .users import users_screens


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
            *users_screens(insync),
            *user_screens(insync),
            *protection_screens(insync),
            *jobs_screens(insync),
            *profiles_screens(insync),
            *provisioning_screens(insync),
            *credentials_screens(insync),
            *beside_screens(insync),
            *done_screens(),
        ),
        roles=tuple(each.value for each in AdminRole),
        hamburger="Global Navigation",
    )
