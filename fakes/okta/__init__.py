"""A fake Okta org: its directory, the Druva 2.0 app and what provisioning sends."""

from __future__ import annotations

from fakes.store import Ids, Readings, empty
from fakes.wire import Wire

from .doors.management import management_door
from .model import Hosts
from .service.api import ManagementApi
from .service.app import DruvaAppService
from .service.assignments import AppAssignments
from .service.directory import UserDirectory
from .service.imports import AppImports
from .service.jobs import JobQueue
from .service.log import SystemLog
from .service.mappings import AppProfiles
from .service.readings import READINGS
from .service.scim_client import ScimClient
from .service.state import State
from .service.tokens import ApiTokens

__all__ = ["FakeOkta", "Hosts"]


class FakeOkta:
    """An Okta org on a wire: its parts are what an admin finds at the console."""

    def __init__(self, wire: Wire, seed: str = "crosswalk", hosts: Hosts | None = None) -> None:
        hosts = hosts or Hosts()
        state = State(Ids(f"{seed}/okta"), hosts.org.split(".")[0])
        self.state = state
        client = ScimClient(state, wire)
        self.log = SystemLog(state, wire.clock)
        self.assignments = AppAssignments(state, self.log, AppProfiles(state))
        self.directory = UserDirectory(state, wire.clock, self.log, self.assignments)
        self.app = DruvaAppService(state, self.log, client)
        self.jobs = JobQueue(state, wire.clock, self.log, client)
        self.imports = AppImports(state, self.log, client, self.directory)
        self.tokens = ApiTokens(state, self.log)
        self.readings = Readings(state, READINGS)
        api = ManagementApi(state, self.directory, self.tokens)
        wire.connect(hosts.org, "okta", management_door(api))

    def reset(self) -> None:
        """Forget everything, so that the org is as new."""
        empty(self.state)
