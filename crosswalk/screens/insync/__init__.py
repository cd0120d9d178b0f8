"""The page objects of the inSync Management Console, by the part of its admin port."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from crosswalk.screens.window import Window

from .settings import SettingsScreen

INSYNC: Mapping[str, Callable[[Window], object]] = {"settings": SettingsScreen}
