"""Import from the Druva app into Okta, and the matching of what it finds."""

from __future__ import annotations

from typing import Protocol

from fakes.okta.model import AppUser, ImportResult, ImportRow, MatchOn, OktaUser

from .log import SystemLog
from .scim_client import ScimClient
from .state import State


class People(Protocol):
    """Where an import creates the people whom nobody matches."""

    def add(
        self,
        *,
        login: str,
        email: str,
        first_name: str,
        last_name: str,
        further: tuple[tuple[str, str], ...] = (),
        activate: bool = True,
    ) -> OktaUser:
        """Add a person."""


class AppImports:
    """Reads the accounts downstream and links them to people."""

    def __init__(self, state: State, log: SystemLog, client: ScimClient, people: People) -> None:
        self._state = state
        self._log = log
        self._client = client
        self._people = people

    def import_now(
        self, *, match_on: MatchOn = MatchOn.USERNAME, allow_partial: bool = True
    ) -> ImportResult:
        """Read every account of the service provider and compare it with the directory."""
        raise ValueError(f"not connected: {match_on}, {allow_partial}")

    def rows(self) -> tuple[ImportRow, ...]:
        """Return the rows of the last import."""
        return tuple(self._state.import_rows.values())

    def confirm(self, external_id: str, *, user_id: str | None = None) -> AppUser:
        """Confirm a row: link it to its match, to the person named, or to a new person."""
        raise ValueError(f"no row {external_id} for {user_id}")

    def ignore(self, external_id: str) -> None:
        """Leave a row alone."""
        raise ValueError(f"no row {external_id}")
