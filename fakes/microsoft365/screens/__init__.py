"""The admin centers of Microsoft 365 as pages for a browser."""

from __future__ import annotations

from pathlib import Path

from fakes.microsoft365.admin import Microsoft365Admin
from fakes.screens import ASSUMPTIONS, Console, Entry, assumptions_screen

from .active_users import active_users_screens
from .apps import APPS, apps_screens
from .deleted_users import deleted_users_screens
from .mail import mail_screens
from .mailboxes import EWS, MAILBOXES, mailboxes_screens
from .onedrives import ONEDRIVES, onedrives_screens
from .throttling import THROTTLING, throttling_screens
from .user import user_screens

_MENU = (
    Entry(
        "Users",
        entries=(
            Entry("Active users", "/users/active"),
            Entry("Deleted users", "/users/deleted"),
        ),
    ),
    Entry(
        "Exchange admin center",
        entries=(Entry("Mailboxes", MAILBOXES), Entry("Exchange Web Services", EWS)),
    ),
    Entry("SharePoint admin center", entries=(Entry("OneDrives", ONEDRIVES),)),
    Entry("Microsoft Entra ID", entries=(Entry("App registrations", APPS),)),
    Entry("Settings", entries=(Entry("Organization", "/settings/organization"),)),
    Entry(
        "The lab's own",
        entries=(Entry("Throttling", THROTTLING), Entry("Assumptions", ASSUMPTIONS)),
    ),
)


def microsoft365_console(microsoft365: Microsoft365Admin) -> Console:
    """Return the admin centers of an organization."""
    return Console(
        "microsoft365",
        "Microsoft 365",
        Path(__file__).with_name("templates"),
        _MENU,
        (
            *active_users_screens(microsoft365),
            *user_screens(microsoft365),
            *deleted_users_screens(microsoft365.directory),
            *mailboxes_screens(microsoft365),
            *mail_screens(microsoft365),
            *onedrives_screens(microsoft365),
            *apps_screens(microsoft365),
            *throttling_screens(microsoft365.throttling),
            assumptions_screen(microsoft365.readings),
        ),
    )
