"""The service behind the APIs of the API host."""

from __future__ import annotations

from dataclasses import dataclass

from fakes.insync.credentials import EmailIdOverRest
from fakes.wire import Clock

from .accounts import AccountsService
from .api_clients import ApiClients
from .devices import Devices
from .events import Events
from .protection import ProtectionService
from .provisioning import ProvisioningService
from .rest_ids import RestIds
from .scim_groups import ScimGroups
from .scim_users import ScimUsers
from .state import State


@dataclass(frozen=True, slots=True)
class InSyncApi:
    """The service behind SCIM and the REST API."""

    state: State
    clock: Clock
    accounts: AccountsService
    provisioning: ProvisioningService
    protection: ProtectionService
    clients: ApiClients
    scim_users: ScimUsers
    scim_groups: ScimGroups
    rest_ids: RestIds
    devices: Devices
    events: Events

    def passes_over_email_ids(self) -> bool:
        """A57: tell whether a change over REST may name an email ID, which stays as it is."""
        return self.state.readings.get("A57") == EmailIdOverRest.IGNORED.value

    @classmethod
    def over(
        cls,
        state: State,
        clock: Clock,
        *,
        accounts: AccountsService,
        provisioning: ProvisioningService,
        protection: ProtectionService,
        clients: ApiClients,
    ) -> InSyncApi:
        """Return the service over a state and the parts of the console."""
        return cls(
            state=state,
            clock=clock,
            accounts=accounts,
            provisioning=provisioning,
            protection=protection,
            clients=clients,
            scim_users=ScimUsers(state, clock),
            scim_groups=ScimGroups(state, clock),
            rest_ids=RestIds(state),
            devices=Devices(state),
            events=Events(state, clock),
        )
