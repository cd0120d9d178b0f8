"""What a scenario needs of a lab, wherever the lab is.

The lab of this process and one that is served elsewhere both offer it; steps ask for nothing more.
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
        """Let the next requests that a fault strikes meet it instead of an API."""

    def send(self, sender: str, request: Request) -> Response:
        """Carry a request of somebody outside to the API of its host."""

    def snapshot(self) -> dict[str, Any]:
        """Return what the three fakes remember and what the wire is now, as JSON has it."""

    def reset(self) -> None:
        """Empty the three fakes and the wire; time is left as it is."""


class Time(Protocol):
    """The time of a lab: it stands still, and is moved by hand."""

    def pass_by(self, span: timedelta) -> None:
        """Let some time pass at once."""

    def go_to_start(self) -> None:
        """Go to the moment at which every scenario starts."""
