"""A fake Microsoft 365: directory, mailboxes, drives, and the published APIs to them."""

from __future__ import annotations

from dataclasses import replace

from fakes.store import Ids, Readings, Volatile, empty
from fakes.wire import Wire

from .api.ews.operations import ews_api
from .api.files.download import files_api
from .api.graph.routes import graph_api
from .api.login.token import token_api
from .model import Hosts
from .rules import files_host
from .service.api import TenantApi
from .service.apps import AppsService
from .service.change_tracking import ChangeTracking
from .service.directory import DirectoryService
from .service.drives import Drives
from .service.exchange import ExchangeService
from .service.mail import Mail
from .service.onedrive import OneDriveService
from .service.readings import READINGS
from .service.state import State
from .service.throttling import ThrottlingService
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
        salt: str = "",
    ) -> None:
        hosts = hosts or Hosts()
        self.hosts = replace(hosts, files=hosts.files or files_host(domain))
        seed = f"{seed}/microsoft365"
        state = State(Ids(seed), Volatile(seed, salt), wire.clock, domain)
        self.state = state
        mail = Mail(state)
        drives = Drives(state)
        self.directory = DirectoryService(state)
        self.exchange = ExchangeService(state, mail, self.directory)
        self.onedrive = OneDriveService(state, drives)
        self.apps = AppsService(state)
        self.readings = Readings(state, READINGS)
        self.throttling = ThrottlingService(state)
        api = TenantApi(
            state=state,
            directory=self.directory,
            apps=self.apps,
            mail=mail,
            exchange=self.exchange,
            drives=drives,
            uploads=Uploads(state, drives),
            changes=ChangeTracking(state),
            throttling=self.throttling,
        )
        wire.connect(self.hosts.graph, "microsoft365", graph_api(api, self.hosts))
        wire.connect(self.hosts.login, "microsoft365", token_api(api))
        wire.connect(self.hosts.exchange, "microsoft365", ews_api(api, self.hosts))
        wire.connect(self.hosts.files, "microsoft365", files_api(api, self.hosts))

    def reset(self) -> None:
        """Empty the state, as in a new tenant."""
        empty(self.state)
        self.throttling.forget()
