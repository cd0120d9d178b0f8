"""The page objects of the Okta Admin Console, by the part of its admin port."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from crosswalk.screens.window import Window

from .console import ConsoleScreen
from .mapping import MappingScreen
from .people import PeopleScreen
from .profile import ProfileScreen
from .session import SessionScreen

OKTA: Mapping[str, Callable[[Window], object]] = {
    "app": ProfileScreen,
    "console": ConsoleScreen,
    "directory": PeopleScreen,
    "mapping": MappingScreen,
    "session": SessionScreen,
}
