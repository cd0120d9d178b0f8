"""SaaS Apps > Microsoft 365 > Overview."""

from __future__ import annotations

from fakes.insync.admin import InSyncAdmin
from fakes.screens import Values, Visit


class Overview:
    """The page of the app Microsoft 365."""

    def __init__(self, insync: InSyncAdmin) -> None:
        self._insync = insync

    def show(self, _visit: Visit) -> Values:
        """Show whether inSync has access."""
        return {"connected_as": self._insync.protection.connected_as()}
