"""A fake Okta org: directory, the Druva 2.0 app, provisioning and the Management API."""

from __future__ import annotations

from fakes.store import Ids, Readings, Volatile, empty
from fakes.wire import Wire

from .api.management import management_api
from .model import Hosts
from .service.api import ManagementApi
from .service.api_tokens import ApiTokens
from .service.app.app import DruvaAppService
from .service.app.app_profiles import AppProfiles
from .service.app.app_requests import AppRequests
from .service.app.mapping_dialog import MappingDialogService
from .service.app.mapping_requests import MappingRequests
from .service.app.other_apps import OtherApps
from .service.app.schema_requests import SchemaRequests
from .service.assignments.all_assignments import AllAssignments
from .service.assignments.app_group_requests import AppGroupRequests
from .service.assignments.app_user_requests import AppUserRequests
from .service.assignments.assignments import AppAssignments
from .service.assignments.other_assignments import OtherAssignments
from .service.console import AdminConsole
from .service.log.query import LogReader
from .service.log.system_log import SystemLog
from .service.people.credentials import UserCredentials
from .service.people.directory import UserDirectory
from .service.people.search import Search
from .service.people.user_requests import UserRequests
from .service.permission import AdminSession
from .service.provisioning.imports import AppImports
from .service.provisioning.job_queue import JobQueue
from .service.provisioning.scim_client import ScimClient
from .service.rate_limits import RateLimits
from .service.readings import READINGS
from .service.state import State

__all__ = ["FakeOkta", "Hosts"]


class FakeOkta:
    """An Okta org on a wire: its parts are what an admin finds at the console."""

    def __init__(
        self,
        wire: Wire,
        seed: str = "crosswalk",
        hosts: Hosts | None = None,
        *,
        salt: str = "",
    ) -> None:
        hosts = hosts or Hosts()
        seed = f"{seed}/okta"
        state = State(Ids(seed), Volatile(seed, salt), hosts.org.split(".")[0])
        self.state = state
        client = ScimClient(state, wire)
        self.log = SystemLog(state, wire.clock)
        self.jobs = JobQueue(state, wire.clock, self.log, client)
        profiles = AppProfiles(state, wire.clock.now)
        self.assignments = AppAssignments(state, self.log, profiles, self.jobs)
        others = OtherAssignments(state, self.log)
        assigned = AllAssignments(self.assignments, others)
        self.directory = UserDirectory(state, wire.clock, self.log, assigned)
        self.app = DruvaAppService(state, self.log, client)
        self.mapping = MappingDialogService(state, self.app, self.assignments, wire.clock.now)
        self.console = AdminConsole(state, self.mapping)
        self.session = AdminSession(state)
        self.imports = AppImports(state, self.log, client, self.directory)
        self.tokens = ApiTokens(state, self.log)
        self.readings = Readings(state, READINGS)
        self.limits = RateLimits(state, wire.clock)
        credentials = UserCredentials(state, self.log)
        api = ManagementApi(
            state=state,
            directory=self.directory,
            people=UserRequests(state, self.directory, credentials),
            credentials=credentials,
            search=Search(state),
            apps=AppRequests(state),
            app_users=AppUserRequests(state, self.assignments, profiles),
            app_groups=AppGroupRequests(state, self.assignments),
            other_apps=OtherApps(state, self.log),
            other_assignments=others,
            schemas=SchemaRequests(state),
            mappings=MappingRequests(state, self.app),
            log=LogReader(state, wire.clock),
            tokens=self.tokens,
            limits=self.limits,
        )
        wire.connect(hosts.org, "okta", management_api(api))

    def reset(self) -> None:
        """Empty the state, as in a new org."""
        empty(self.state)
        self.limits.forget()
