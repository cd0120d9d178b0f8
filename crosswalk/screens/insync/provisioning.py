"""Users > User Provisioning."""

from __future__ import annotations

from datetime import datetime

from crosswalk.screens.window import Window
from fakes.insync.model import AdminRole, ScimMapping

from .navigation import go, sign_in


class ProvisioningScreen:
    """The SCIM mappings, the token, and the method of provisioning."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def base_url(self) -> str:
        """Read the base URL."""
        self._open()
        return self._window.page.locator("#base-url").text_content() or ""

    def new_token(self, *, role: AdminRole = AdminRole.CLOUD_ADMINISTRATOR) -> str:
        """Click *New Token*, signed in as somebody of this role, and copy what is shown once."""
        self._open()
        sign_in(self._window, role.value)
        self._window.press("New Token")
        return self._window.secret()

    def token_expires_on(self) -> datetime | None:
        """Read when the token expires."""
        self._open()
        shown = self._window.page.locator("#expires-on time")
        text = shown.get_attribute("datetime") if shown.count() else None
        return datetime.fromisoformat(text) if text else None

    def change_to_scim(self) -> None:
        """Click *Use SCIM*."""
        self._open()
        self._window.press("Use SCIM")

    def mappings(self) -> tuple[ScimMapping, ...]:
        """Read the list of mappings."""
        self._open()
        return self._window.read_all(ScimMapping)

    def save_mappings(self, mappings: tuple[ScimMapping, ...]) -> None:
        """Delete each mapping that is there, and create each of these, in their order."""
        for each in self.mappings():
            self._window.press(f"Delete {each.name}")
        for each in mappings:
            self._create(each)

    def _create(self, mapping: ScimMapping) -> None:
        window = self._window
        window.follow("New Mapping", within=window.page.locator("main"))
        window.fill("Mapping Name", mapping.name)
        window.fill("Filter by SCIM attribute", mapping.attribute)
        window.fill("Values", "\n".join(mapping.values))
        window.choose("Profile", mapping.profile)
        window.fill("Storage", mapping.storage)
        window.press("Finish")

    def _open(self) -> None:
        go(self._window, "Users", "User Provisioning")
