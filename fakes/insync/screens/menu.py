"""The global navigation panel: where each page of the console is."""

from __future__ import annotations

from fakes.screens import Entry

MICROSOFT365 = "/microsoft-365"
OVERVIEW = f"{MICROSOFT365}/overview"
SETTINGS = f"{OVERVIEW}/settings"
RECONFIGURE = f"{OVERVIEW}/reconfigure"
ENDPOINTS = "/endpoints"
ADMINISTRATORS = "/administrators"

_APPS = (Entry("Microsoft 365", MICROSOFT365),)
MENU = (
    Entry("Endpoints", ENDPOINTS),
    Entry("SaaS Apps", entries=_APPS),
    Entry("Data Protection", entries=_APPS),
    Entry("Manage Administrators", ADMINISTRATORS),
)
BAR = ((OVERVIEW, "Overview"),)
