"""A fake Druva inSync: accounts, provisioning, settings, backups and restores."""

from __future__ import annotations

from fakes.store import Ids, Readings, Volatile, empty
from fakes.wire import Wire

from .api.dispatch import ApiHostApp
from .model import Hosts
from .service.accounts import AccountsService
from .service.api import InSyncApi
from .service.api_clients import ApiClients
from .service.profiles import ProfilesService
from .service.protection import ProtectionService
from .service.provisioning import ProvisioningService
from .service.readings import READINGS
from .service.settings import SettingsService
from .service.state import State

__all__ = ["FakeInSync", "Hosts"]


class FakeInSync:
    """An inSync tenant on a wire: its parts are what an administrator finds at the console."""

    def __init__(
        self,
        wire: Wire,
        seed: str = "crosswalk",
        hosts: Hosts | None = None,
        *,
        salt: str = "",
    ) -> None:
        hosts = hosts or Hosts()
        seed = f"{seed}/insync"
        state = State(Ids(seed), Volatile(seed, salt))
        self.state = state
        self.accounts = AccountsService(state, wire.clock)
        self.profiles = ProfilesService(state)
        self.provisioning = ProvisioningService(state, wire.clock, hosts)
        self.api = ApiClients(state, wire.clock)
        self.settings = SettingsService(state)
        self.protection = ProtectionService(
            state,
            wire,
            login=f"https://{hosts.login}",
            graph=f"https://{hosts.graph}",
            outlook=f"https://{hosts.exchange}",
        )
        self.readings = Readings(state, READINGS)
        wire.connect(hosts.api, "insync", ApiHostApp(self._api(wire)))

    def reset(self) -> None:
        """Empty the state, as in a new tenant."""
        empty(self.state)

    def _api(self, wire: Wire) -> InSyncApi:
        return InSyncApi.over(
            self.state,
            wire.clock,
            accounts=self.accounts,
            provisioning=self.provisioning,
            protection=self.protection,
            clients=self.api,
        )
