"""What the doors of a tenant call."""

from __future__ import annotations

from dataclasses import dataclass

from .apps import Apps
from .directory import Directory
from .drives import Drives
from .exchange import Exchange
from .mail import Mail
from .state import State


@dataclass(frozen=True, slots=True)
class TenantApi:
    """The parts behind the doors; ``mail`` and ``drives`` are what only peers reach."""

    state: State
    directory: Directory
    apps: Apps
    mail: Mail
    exchange: Exchange
    drives: Drives
