"""The page objects of the Microsoft 365 admin centers, by the part of their admin port."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from crosswalk.screens.assumptions import ReadingsScreen
from crosswalk.screens.window import Window

from .apps import AppsScreens
from .deleted import DirectoryScreens
from .exchange import ExchangeScreens
from .lists import CONSOLE
from .onedrive import OneDriveScreens
from .throttling import ThrottlingScreen

MICROSOFT365: Mapping[str, Callable[[Window], object]] = {
    "directory": DirectoryScreens,
    "exchange": ExchangeScreens,
    "onedrive": OneDriveScreens,
    "apps": AppsScreens,
    "throttling": ThrottlingScreen,
    "readings": partial(ReadingsScreen, turn=lambda window: window.go(CONSOLE, "Assumptions")),
}
