"""The page objects of the Microsoft 365 admin centers, by the part of their admin port."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from crosswalk.screens.window import Window

MICROSOFT365: Mapping[str, Callable[[Window], object]] = {}
