"""A fake Microsoft 365: its directory, mailboxes and drives, and the published ways to them."""

from __future__ import annotations

from dataclasses import replace

from fakes.store import Ids, Readings, empty
from fakes.wire import Wire

from .api.ews.operations import ews_door
from .api.files.download import download_door
from .api.graph.routes import graph_door
from .api.login.token import token_door
from .model import Hosts
from .rules import files_host
from .service.api import TenantApi
from .service.apps import Apps
from .service.changes import Changes
from .service.directory import Directory
from .service.drives import Drives
from .service.exchange import Exchange
from .service.mail import Mail
from .service.onedrive import OneDrive
from .service.readings import READINGS
from .service.state import State
from .service.throttling import Throttling
from .service.uploads import Uploads

__all__ = ["FakeMicrosoft365", "Hosts"]


class FakeMicrosoft365:
    """A tenant of Microsoft 365 on a wire: its parts are what an admin can do and see."""

    def __init__(
        self,
        wire: Wire,
        seed: str = "crosswalk",
        hosts: Hosts | None = None,
        *,
        domain: str = "contoso.onmicrosoft.example",
    ) -> None:
        hosts = hosts or Hosts()
        self.hosts = replace(hosts, files=hosts.files or files_host(domain))
        state = State(Ids(f"{seed}/microsoft365"), wire.clock, domain)
        self.state = state
        mail = Mail(state)
        drives = Drives(state)
        self.directory = Directory(state)
        self.exchange = Exchange(state, mail, self.directory)
        self.onedrive = OneDrive(state, drives)
        self.apps = Apps(state)
        self.readings = Readings(state, READINGS)
        self.throttling = Throttling(state)
        api = TenantApi(
            state=state,
            directory=self.directory,
            apps=self.apps,
            mail=mail,
            exchange=self.exchange,
            drives=drives,
            uploads=Uploads(state, drives),
            changes=Changes(state),
            throttling=self.throttling,
        )
        wire.connect(self.hosts.graph, "microsoft365", graph_door(api, self.hosts))
        wire.connect(self.hosts.login, "microsoft365", token_door(api))
        wire.connect(self.hosts.exchange, "microsoft365", ews_door(api, self.hosts))
        wire.connect(self.hosts.files, "microsoft365", download_door(api, self.hosts))

    def reset(self) -> None:
        """Forget everything, so that the tenant is as new."""
        empty(self.state)
