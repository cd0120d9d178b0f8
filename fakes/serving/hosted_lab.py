"""What is served: a lab, which of its systems, and how it can be seeded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from importlib import metadata

from fakes.lab import Lab
from fakes.store.fields import PersistentState

from .callers import Names
from .origins import SYSTEMS


class Jobs(Enum):
    """Who runs Okta's provisioning jobs: Okta itself, soon, or an admin who says so."""

    AUTO = "auto"
    MANUAL = "manual"


Credentials = Mapping[str, Mapping[str, str]]
Seed = Callable[[Lab], None]
Admit = Callable[[Lab, Iterable[str], Credentials], Credentials]


def _nobody(_lab: Lab, _systems: Iterable[str], _held: Credentials) -> Credentials:
    return {}


@dataclass
class Clients:
    """The credentials that clients were given, by interface."""

    given: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass
class HostedLab:
    """A lab that others reach over HTTP.

    ``systems`` are those that are served here, ``urls`` the base URL of each and of ``control``;
    ``names`` are the hosts by which that may be called, ``jobs`` says who runs those of Okta.
    ``seeds`` fill an empty lab, by name; ``admit`` gives clients their credentials, by interface.
    """

    lab: Lab
    systems: tuple[str, ...] = SYSTEMS
    urls: dict[str, str] = field(default_factory=dict)
    names: Names = field(default_factory=Names)
    jobs: Jobs = Jobs.MANUAL
    seeds: Mapping[str, Seed] = field(default_factory=dict)
    admit: Admit = _nobody
    clients: Clients = field(default_factory=Clients)

    @property
    def credentials(self) -> Credentials:
        """The credentials that clients were given, by interface."""
        return self.clients.given

    def lasting(self) -> dict[str, PersistentState]:
        """Return what outlives a process: that of the lab, and the credentials of clients."""
        return {**self.lab.lasting(), "clients": self.clients}

    def fill_from_seed(self, name: str) -> None:
        """Empty the lab and fill it by a seed; raises ValueError listing those there are.

        Faults that wait do not meet what the seed sends, and wait on.
        """
        if name not in self.seeds:
            known = ", ".join(self.seeds) or "none here"
            raise ValueError(f"there is no seed {name!r}: expected one of {known}")
        self.lab.empty()
        with self._without_faults():
            self.seeds[name](self.lab)
        self.issue_credentials()

    def open(self, data: object) -> None:
        """Fill the lab by what was dumped and issue credentials.

        Raises ValueError with the place and what was expected there.
        """
        self.lab.load(data)
        self.issue_credentials()

    def issue_credentials(self) -> None:
        """Give clients credentials for what is served, as if nothing crossed the wire.

        Those that they have and that are still in force stay the same.
        """
        wire = self.lab.wire
        before = wire.snapshot()
        wire.reset()
        given = self.admit(self.lab, self.systems, self.clients.given)
        self.clients.given = {name: dict(each) for name, each in given.items()}
        wire.recall(before)

    @contextmanager
    def _without_faults(self) -> Iterator[None]:
        wire = self.lab.wire
        waiting = wire.faults
        wire.clear_faults()
        try:
            yield
        finally:
            for fault in waiting:
                wire.inject_fault(fault)


@cache
def version() -> str:
    """Return the version that is installed, or "unknown" where none is."""
    try:
        return metadata.version("crosswalk")
    except metadata.PackageNotFoundError:
        return "unknown"
