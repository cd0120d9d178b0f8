"""One simulated tenant of Microsoft 365 on a wire."""

from __future__ import annotations

from dataclasses import dataclass

from fakes.wire import Wire

from . import admin
from .doors import download_door, ews_door, graph_door, token_door
from .service import Service

SYSTEM = "microsoft365"


@dataclass(frozen=True, slots=True)
class Hosts:
    """The host names under which Microsoft 365 is reached."""

    graph: str = "graph.microsoft.example"
    login: str = "login.microsoftonline.example"
    outlook: str = "outlook.office365.example"
    files: str = "contoso-my.sharepoint.example"


class FakeMicrosoft365:
    """Microsoft 365: a directory, mailboxes, drives and the doors that lead to them.

    The parts are what an admin can do and see; everybody else comes over the wire.
    """

    def __init__(
        self,
        wire: Wire,
        seed: str = "crosswalk",
        *,
        hosts: Hosts | None = None,
        domain: str = "contoso.onmicrosoft.example",
    ) -> None:
        self.hosts = hosts or Hosts()
        self._service = Service(clock=wire.clock, seed=f"{seed}/microsoft365", domain=domain)
        self._connect(wire)
        self.directory: admin.Directory = self._service.directory
        self.exchange: admin.Exchange = self._service.exchange
        self.onedrive: admin.OneDrive = self._service.onedrive
        self.apps: admin.Apps = self._service.apps
        self.readings: admin.Readings = self._service.readings

    def _connect(self, wire: Wire) -> None:
        doors = {
            self.hosts.graph: graph_door(self._service, self.hosts.files),
            self.hosts.login: token_door(self._service),
            self.hosts.outlook: ews_door(self._service),
            self.hosts.files: download_door(self._service),
        }
        for host, door in doors.items():
            wire.connect(host, SYSTEM, door)

    def reset(self) -> None:
        """Forget everything: an empty tenant, with the same ids to come."""
        self._service.state.reset()
