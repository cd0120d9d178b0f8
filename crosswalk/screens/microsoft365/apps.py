"""Microsoft Entra ID > App registrations."""

from __future__ import annotations

from dataclasses import dataclass

from crosswalk.screens.window import Window
from fakes.microsoft365.model import App, Credentials

from .lists import CONSOLE


@dataclass(frozen=True, slots=True)
class Registered:
    """What the page of an app always says of its credentials."""

    tenant_id: str
    client_id: str


class AppsScreens:
    """The list of apps, *New registration*, and the page of an app."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def register_app(self, name: str) -> Credentials:
        """Click *New registration*, type the name, and copy the secret."""
        self._window.go(CONSOLE, "App registrations", "New registration")
        self._window.fill("Name", name)
        self._window.press("Register")
        return self._copied()

    def list_apps(self) -> tuple[App, ...]:
        """Read the list."""
        self._window.go(CONSOLE, "App registrations")
        return self._window.read_pages(App)

    def add_secret(self, client_id: str) -> Credentials:
        """Click *New client secret* on the page of an app, and copy it."""
        self._open(client_id)
        self._window.press("New client secret")
        return self._copied()

    def remove_secret(self, *, client_id: str, client_secret: str) -> None:
        """Type a secret on the page of an app, and remove it."""
        self._open(client_id)
        self._window.fill("Client secret to remove", client_secret)
        self._window.press("Remove")

    def delete_app(self, client_id: str) -> None:
        """Click *Delete app registration*."""
        self._open(client_id)
        self._window.press("Delete app registration")

    def withdraw_mail_consent(self, client_id: str) -> None:
        """Withdraw the consent on the page of an app."""
        self._open(client_id)
        self._window.press("Withdraw the consent to Mail.ReadWrite")

    def withdraw_user_consent(self, client_id: str) -> None:
        """Withdraw the consent to change users on the page of an app."""
        self._open(client_id)
        self._window.press("Withdraw the consent to User.ReadWrite.All")

    def require_mfa(self) -> None:
        """Click *Require multi-factor authentication* below the list."""
        self._window.go(CONSOLE, "App registrations")
        self._window.press("Require multi-factor authentication")

    def _copied(self) -> Credentials:
        shown = self._window.read(Registered)
        secret = self._window.page.locator("code.secret").text_content() or ""
        return Credentials(shown.tenant_id, shown.client_id, secret)

    def _open(self, client_id: str) -> None:
        self._window.go(CONSOLE, "App registrations")
        self._window.follow_to(f"/{CONSOLE}/entra/apps/{client_id}")
