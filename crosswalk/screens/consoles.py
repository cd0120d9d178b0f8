"""The page objects of every console, by system and by the part of its admin port."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .insync import INSYNC
from .microsoft365 import MICROSOFT365
from .okta import OKTA
from .window import Window

SCREENS: Mapping[str, Mapping[str, Callable[[Window], object]]] = {
    "okta": OKTA,
    "insync": INSYNC,
    "microsoft365": MICROSOFT365,
}
