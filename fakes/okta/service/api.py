"""The service behind the Management API: its parts, and the ids in its answers."""

from __future__ import annotations

from dataclasses import dataclass

from .api_tokens import ApiTokens
from .app.app_requests import AppRequests
from .app.mapping_requests import MappingRequests
from .app.other_apps import OtherApps
from .app.schema_requests import SchemaRequests
from .assignments.app_group_requests import AppGroupRequests
from .assignments.app_user_requests import AppUserRequests
from .assignments.other_assignments import OtherAssignments
from .log.query import LogReader
from .people.credentials import UserCredentials
from .people.directory import UserDirectory
from .people.search import Search
from .people.user_requests import UserRequests
from .rate_limits import RateLimits
from .state import State


@dataclass(frozen=True, slots=True)
class ManagementApi:
    """The service behind the Management API."""

    state: State
    directory: UserDirectory
    people: UserRequests
    credentials: UserCredentials
    search: Search
    apps: AppRequests
    app_users: AppUserRequests
    app_groups: AppGroupRequests
    other_apps: OtherApps
    other_assignments: OtherAssignments
    schemas: SchemaRequests
    mappings: MappingRequests
    log: LogReader
    tokens: ApiTokens
    limits: RateLimits

    def request_id(self) -> str:
        """Return an identifier for a request."""
        return f"req{self.state.volatile.passing.word('request', 22)}"

    def error_id(self) -> str:
        """Return an identifier for an error."""
        return f"oae{self.state.volatile.passing.word('error', 22)}"

    def activation_token(self) -> str:
        """Return a token by which a person activates themselves."""
        return self.state.volatile.secret(self.state.ids, "activation", 20)

    def reset_token(self) -> str:
        """Return a token by which a person sets a new password."""
        return self.state.volatile.secret(self.state.ids, "reset", 20)

    def temporary_password(self) -> str:
        """Return a password that has to be changed."""
        return self.state.volatile.secret(self.state.ids, "password", 12)

    def client_secret(self) -> str:
        """Return the secret of an OpenID Connect client, which is shown this once."""
        return self.state.volatile.secret(self.state.ids, "client secret", 40)

    def user_type_id(self) -> str:
        """Return the id of the one user type."""
        return self.state.user_type_id

    def app_id(self) -> str:
        """Return the id of Druva 2.0."""
        return self.state.app_id
