"""Applications > Druva 2.0: General, Sign On, Provisioning, and its profile."""

from __future__ import annotations

from crosswalk.screens.window import Window
from fakes.okta.model import APP_LABEL, AttributeMapping, Direction, Provisioning, SignOn

from .profile import ProfileScreen

APP = ("Applications", APP_LABEL)
_PROVISIONING = (*APP, "Provisioning")
_SWITCHES = {
    "Create Users": "create_users",
    "Update User Attributes": "update_user_attributes",
    "Deactivate Users": "deactivate_users",
}


class AppScreens(ProfileScreen):
    """The pages of the app."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window

    def id(self) -> str:
        """Read the id on the tab General."""
        self._window.go("okta", *APP)
        found = self._window.page.locator('[itemtype="App"] [itemprop="id"]').text_content()
        return found or ""

    def add_anew(self) -> None:
        """Browse the catalog, and click *Add Integration*."""
        self._window.go("okta", "Applications", "Browse App Catalog")
        self._window.press("Add Integration")

    def sign_on(self) -> SignOn:
        """Read the tab Sign On."""
        self._window.go("okta", *APP, "Sign On")
        return self._window.read(SignOn)

    def save_sign_on(self, sign_on: SignOn) -> None:
        """Edit the tab Sign On and save it."""
        window = self._window
        window.go("okta", *APP, "Sign On", "Edit")
        window.choose("Application username format", sign_on.format.value)
        window.fill("Custom expression", sign_on.expression)
        window.choose("Update application username on", sign_on.update_on.value)
        window.press("Save")

    def provisioning(self) -> Provisioning:
        """Read the page To App, which does not show the token."""
        self._window.go("okta", *_PROVISIONING)
        return self._window.read(Provisioning)

    def configure(self, provisioning: Provisioning) -> None:
        """Edit the connection where another is wanted, and the switches of To App."""
        shown = self.provisioning()
        wanted = (provisioning.base_url, provisioning.enabled)
        if provisioning.token or wanted != (shown.base_url, shown.enabled):
            self._enter(provisioning.base_url, provisioning.token, on=provisioning.enabled)
            self._window.go("okta", *_PROVISIONING)
        self._window.follow("Edit")
        for label, name in _SWITCHES.items():
            self._window.tick(label, getattr(provisioning, name))
        self._window.choose("How updates are written", provisioning.style.value)
        self._window.press("Save")

    def connect(self, *, base_url: str, token: str) -> None:
        """Enter the connection and save it."""
        self._enter(base_url, token, on=True)

    def test_connection(self) -> str:
        """Click *Test API Credentials*; return what the screen then complains about."""
        self._window.go("okta", *_PROVISIONING, "Integration")
        try:
            self._window.press("Test API Credentials")
        except ValueError as complaint:
            return str(complaint)
        return ""

    def mappings(self, direction: Direction = Direction.TO_APP) -> tuple[AttributeMapping, ...]:
        """Read the attribute mappings on the page To App, or To Okta."""
        further = ("To Okta",) if direction is Direction.TO_OKTA else ()
        self._window.go("okta", *_PROVISIONING, *further)
        return self._window.read_all(AttributeMapping)

    def _enter(self, base_url: str, token: str, *, on: bool) -> None:
        window = self._window
        window.go("okta", *_PROVISIONING, "Integration")
        edit = window.page.get_by_role("link", name="Edit", exact=True)
        window.follow("Edit" if edit.count() else "Configure API Integration")
        window.tick("Enable API integration", on)
        window.fill("Base URL", base_url)
        window.fill("API Token", token)
        window.press("Save")
