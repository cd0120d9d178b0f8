"""The inSync Management Console as pages for a browser."""

from __future__ import annotations

from pathlib import Path

from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import AdminRole
from fakes.screens import Console, Entry, Screen

from .overview import Overview

_MENU = (Entry("SaaS Apps", entries=(Entry("Microsoft 365", "/saas-apps/microsoft-365"),)),)


def insync_console(insync: InSyncAdmin) -> Console:
    """Return the console of a customer."""
    overview = Overview(insync)
    return Console(
        "insync",
        "inSync Management Console",
        Path(__file__).with_name("templates"),
        _MENU,
        (Screen("/saas-apps/microsoft-365", "overview.html", overview.show),),
        roles=tuple(each.value for each in AdminRole),
        hamburger="Global Navigation",
    )
