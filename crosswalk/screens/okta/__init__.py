"""The page objects of the Okta Admin Console, by the part of its admin port."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from crosswalk.screens.window import Window

from .people import PeopleScreen

OKTA: Mapping[str, Callable[[Window], object]] = {"directory": PeopleScreen}
