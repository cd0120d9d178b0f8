"""Users > Active users."""

from __future__ import annotations

from fakes.microsoft365.admin import Microsoft365Admin
from fakes.screens import Values, Visit, page_of


class ActiveUsers:
    """The list of active users."""

    def __init__(self, microsoft365: Microsoft365Admin) -> None:
        self._directory = microsoft365.directory

    def show(self, visit: Visit) -> Values:
        """Show users by pages."""
        return {"users": page_of(self._directory.list_users(), visit.query)}
