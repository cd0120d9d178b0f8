"""/health: whether the lab answers, and where its systems are."""

from __future__ import annotations

import msgspec

from .hosted_lab import HostedLab, version


class ServedSystem(msgspec.Struct):
    """Where a system is served, which host names it has, and for Okta who runs its jobs."""

    url: str
    hosts: tuple[str, ...]
    status: str = "ok"
    jobs: str | msgspec.UnsetType = msgspec.UNSET


class Health(msgspec.Struct):
    """What a served lab says of itself."""

    systems: dict[str, ServedSystem]
    version: str = ""
    status: str = "ok"


class HealthResource:
    """The health of a lab."""

    def __init__(self, hosted: HostedLab) -> None:
        self._hosted = hosted

    def get(self) -> Health:
        """Return the version, and for each system its URL, its host names and who runs its jobs."""
        return Health({each: self._system(each) for each in self._hosted.systems}, version())

    def _system(self, system: str) -> ServedSystem:
        hosted = self._hosted
        jobs = hosted.jobs.value if system == "okta" else msgspec.UNSET
        return ServedSystem(hosted.urls.get(system, ""), hosted.lab.wire.hosts(system), jobs=jobs)
