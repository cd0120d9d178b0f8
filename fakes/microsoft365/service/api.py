"""The service behind the APIs of the tenant."""

from __future__ import annotations

from dataclasses import dataclass

from .apps import AppsService
from .change_tracking import ChangeTracking
from .directory import DirectoryService
from .drives import Drives
from .exchange import ExchangeService
from .mail import Mail
from .state import State
from .throttling import ThrottlingService
from .uploads import Uploads


@dataclass(frozen=True, slots=True)
class TenantApi:
    """The parts behind the APIs; ``mail``, ``drives`` and what follows only peers reach."""

    state: State
    directory: DirectoryService
    apps: AppsService
    mail: Mail
    exchange: ExchangeService
    drives: Drives
    uploads: Uploads
    changes: ChangeTracking
    throttling: ThrottlingService
