"""What the APIs of a tenant call."""

from __future__ import annotations

from dataclasses import dataclass

from .apps import Apps
from .changes import Changes
from .directory import Directory
from .drives import Drives
from .exchange import Exchange
from .mail import Mail
from .state import State
from .throttling import Throttling
from .uploads import Uploads


@dataclass(frozen=True, slots=True)
class TenantApi:
    """The parts behind the APIs; ``mail``, ``drives`` and what follows only peers reach."""

    state: State
    directory: Directory
    apps: Apps
    mail: Mail
    exchange: Exchange
    drives: Drives
    uploads: Uploads
    changes: Changes
    throttling: Throttling
