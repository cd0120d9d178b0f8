"""What Microsoft 365 does: the only code that changes what it remembers."""

from __future__ import annotations

from fakes.store import Readings
from fakes.wire import Clock

from .apps import Apps
from .directory import Directory
from .drives import Drives
from .exchange import Exchange
from .mail import Mail
from .onedrive import OneDrive
from .readings import READINGS
from .refused import Refused
from .state import State


class Service:
    """The parts of one tenant over one state; ``mail`` and ``drives`` are what peers reach."""

    def __init__(self, *, clock: Clock, seed: str, domain: str) -> None:
        self.state = State(clock=clock, seed=seed, domain=domain)
        self.directory = Directory(self.state)
        self.mail = Mail(self.state)
        self.exchange = Exchange(self.state, self.mail, self.directory)
        self.drives = Drives(self.state)
        self.onedrive = OneDrive(self.state, self.drives)
        self.apps = Apps(self.state)
        self.readings = Readings(self.state, READINGS)


__all__ = ["Directory", "Drives", "Mail", "Refused", "Service"]
