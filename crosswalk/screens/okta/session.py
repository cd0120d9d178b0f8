"""Who is signed in, at the top of every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosswalk.screens.window import Window
from fakes.okta.model import AdminRole

if TYPE_CHECKING:
    from playwright.sync_api import Locator

_LABEL = "Signed in as"


class SessionScreen:
    """The list of roles."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def role(self) -> AdminRole:
        """Read who is signed in."""
        self._window.go("okta", "Dashboard")
        return AdminRole(self._header.get_by_label(_LABEL).input_value())

    def sign_in(self, role: AdminRole) -> None:
        """Choose a role and click *Change*."""
        self._window.go("okta")
        self._window.choose(_LABEL, role.value, within=self._header)
        self._window.press("Change", within=self._header)

    @property
    def _header(self) -> Locator:
        return self._window.page.locator("header.top")
