"""Microsoft 365: the authorization, and the jobs for all users."""

from __future__ import annotations

import re

from crosswalk.screens.window import Window
from fakes.insync.model import Backup, GraphApp

from .navigation import go


class AllUsersProtectionScreen:
    """*Reconfigure*, and the jobs for the users of a profile, or for all."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def connect(self, app: GraphApp) -> None:
        """Click *Reconfigure*, enter the registration of the app, and authorize."""
        window = self._window
        self._reconfigure()
        window.fill("Tenant ID", app.tenant_id)
        window.fill("Client ID", app.client_id)
        window.fill("Client secret", app.client_secret)
        window.press("Authorize")

    def revoke(self) -> None:
        """Click *Reconfigure*, and take the authorization back."""
        self._reconfigure()
        self._window.press("Take the authorization back")

    def connected_as(self) -> str:
        """Click *Reconfigure*, and read as whom inSync is authorized."""
        self._reconfigure()
        shown = self._window.page.locator("#connected-as")
        return "" if shown.locator(".nothing").count() else shown.text_content() or ""

    def back_up_profile(self, profile: str) -> tuple[Backup, ...]:
        """Click *Back Up Now* beside a profile."""
        go(self._window, "Profiles")
        self._window.press(f"Back Up Now {profile}")
        return self._window.read_pages(Backup)

    def back_up_everyone(self) -> tuple[Backup, ...]:
        """Click *Back Up Everyone*."""
        self._open_jobs()
        self._window.press("Back Up Everyone")
        return self._window.read_pages(Backup)

    def apply_retention(self) -> int:
        """Click *Apply Retention*, and read how many snapshots were removed."""
        self._open_jobs()
        self._window.press("Apply Retention")
        said = self._window.page.get_by_role("status").text_content() or ""
        return int(re.sub(r"\D", "", said))

    def _reconfigure(self) -> None:
        go(self._window, "SaaS Apps > Microsoft 365", "Overview", "Reconfigure")

    def _open_jobs(self) -> None:
        go(self._window, "SaaS Apps > Microsoft 365", "Jobs")
