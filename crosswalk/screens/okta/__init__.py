"""The page objects of the Okta Admin Console, by the part of its admin port."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from crosswalk.screens.assumptions import ReadingsScreen
from crosswalk.screens.window import Window

from .app import AppScreens
from .assignments import AssignmentScreens
from .console import ConsoleScreen
from .imports import ImportScreen
from .log import LogScreen
from .mapping import MappingScreen
from .people import DirectoryScreens
from .rate_limit import LimitScreen
from .session import SessionScreen
from .tasks import JobScreens
from .tokens import TokenScreens

OKTA: Mapping[str, Callable[[Window], object]] = {
    "app": AppScreens,
    "assignments": AssignmentScreens,
    "console": ConsoleScreen,
    "directory": DirectoryScreens,
    "imports": ImportScreen,
    "jobs": JobScreens,
    "limits": LimitScreen,
    "log": LogScreen,
    "mapping": MappingScreen,
    "readings": partial(ReadingsScreen, turn=lambda window: window.go("okta", "Assumptions")),
    "session": SessionScreen,
    "tokens": TokenScreens,
}
