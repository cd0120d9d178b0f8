"""The interface of a lab that scenarios use, in this process or remote.

Steps use nothing else of a lab.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from fakes.insync.admin import InSyncAdmin
from fakes.microsoft365.admin import Microsoft365Admin
from fakes.okta.admin import OktaAdmin
from fakes.wire import Exchange, Fault, Request, Response

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
"""The time at which every scenario starts: any will do, as long as it is the same each time."""


class Journal(Protocol):
    """What crossed the wire, by the step during which it did."""

    def begin(self, step: str, *, acts: bool) -> None:
        """Say which step begins, and whether it is one that acts rather than looks."""

    def latest(self) -> tuple[Exchange, ...]:
        """Return the exchanges since the last step that acts began."""

    def since(self, number: int) -> tuple[Exchange, ...]:
        """Return the exchanges from the one with this number on (the first is 0)."""


class Lab(Protocol):
    """Three fakes on one wire."""

    @property
    def okta(self) -> OktaAdmin:
        """The admin console of Okta."""

    @property
    def insync(self) -> InSyncAdmin:
        """The inSync Management Console."""

    @property
    def microsoft365(self) -> Microsoft365Admin:
        """The admin centers of Microsoft 365."""

    @property
    def journal(self) -> Journal:
        """What crossed the wire."""

    def inject_fault(self, fault: Fault) -> None:
        """Answer the next matching requests with a fault instead of the API's answer."""

    def waiting_faults(self) -> tuple[Fault, ...]:
        """Return the faults that wait for a request still."""

    def send(self, sender: str, request: Request) -> Response:
        """Send a request of an outside client to the API of its host."""

    def snapshot(self) -> dict[str, Any]:
        """Return the state of the three fakes and of the wire, as JSON."""

    def reset(self) -> None:
        """Empty the three fakes and the wire; time is left as it is."""


class Time(Protocol):
    """The clock of a lab: frozen, and moved by steps only."""

    def pass_by(self, span: timedelta) -> None:
        """Let some time pass at once."""

    def go_to_start(self) -> None:
        """Go to the moment at which every scenario starts."""
