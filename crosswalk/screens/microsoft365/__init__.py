"""The page objects of the Microsoft 365 admin centers, by the part of their admin port."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from crosswalk.screens.window import Window

from .apps import AppsScreens
from .deleted import DirectoryScreens
from .exchange import ExchangeScreens
from .lab_settings import AssumptionsScreen, ThrottlingScreen
from .onedrive import OneDriveScreens

MICROSOFT365: Mapping[str, Callable[[Window], object]] = {
    "directory": DirectoryScreens,
    "exchange": ExchangeScreens,
    "onedrive": OneDriveScreens,
    "apps": AppsScreens,
    "throttling": ThrottlingScreen,
    "readings": AssumptionsScreen,
}
