"""Microsoft Entra ID > App registrations: the apps, their secrets and their consent."""

from __future__ import annotations

from fakes.microsoft365.admin import Microsoft365Admin
from fakes.microsoft365.model import App
from fakes.screens import Next, Screen, Values, Visit, page_of

from .fields import at_field

APPS = "/entra/apps"


def apps_screens(microsoft365: Microsoft365Admin) -> tuple[Screen, ...]:
    """Return the list of apps, *New registration*, and the page of an app."""
    apps = AppRegistrations(microsoft365)
    return (
        Screen(APPS, "apps.html", apps.show, {"mfa": apps.require_mfa}),
        Screen(
            f"{APPS}/register", "register_app.html", lambda _visit: {}, {"register": apps.register}
        ),
        Screen(
            f"{APPS}/{{client_id}}",
            "app.html",
            apps.show_one,
            {
                "new-secret": apps.add_secret,
                "remove-secret": apps.remove_secret,
                "withdraw": apps.withdraw,
                "withdraw-users": apps.withdraw_users,
                "delete": apps.delete,
            },
        ),
    )


class AppRegistrations:
    """The apps that are registered in the organization."""

    def __init__(self, microsoft365: Microsoft365Admin) -> None:
        self._apps = microsoft365.apps
        self._directory = microsoft365.directory

    def show(self, visit: Visit) -> Values:
        """Show the apps by pages."""
        apps = page_of(self._apps.list_apps(), visit.query)
        return {"apps": apps, "tenant": self._directory.tenant()}

    def show_one(self, visit: Visit) -> Values:
        """Show an app; its secrets cannot be seen again."""
        return {"app": self._app(visit), "tenant": self._directory.tenant()}

    def register(self, visit: Visit) -> Next:
        """Register an app, and show its first secret once."""
        made = self._apps.register_app(visit.form.text("name"))
        return Next(f"{APPS}/{made.client_id}", "The app was registered.", made.client_secret)

    def add_secret(self, visit: Visit) -> Next:
        """Add a secret and show it once."""
        made = self._apps.add_secret(self._app(visit).client_id)
        return Next(said="The client secret was added.", secret=made.client_secret)

    def remove_secret(self, visit: Visit) -> Next:
        """Remove a secret, which the admin knows."""
        app, secret = self._app(visit), visit.form.text("client_secret")
        try:
            self._apps.remove_secret(client_id=app.client_id, client_secret=secret)
        except ValueError as refusal:
            raise at_field("client_secret", refusal) from None
        return Next(said="The client secret was removed.")

    def withdraw(self, visit: Visit) -> Next:
        """Withdraw the consent to use mail over Graph."""
        self._apps.withdraw_mail_consent(self._app(visit).client_id)
        return Next(said="The consent to Mail.ReadWrite was withdrawn.")

    def withdraw_users(self, visit: Visit) -> Next:
        """Withdraw the consent to change users over Graph."""
        self._apps.withdraw_user_consent(self._app(visit).client_id)
        return Next(said="The consent to User.ReadWrite.All was withdrawn.")

    def delete(self, visit: Visit) -> Next:
        """Delete the registration."""
        app = self._app(visit)
        self._apps.delete_app(app.client_id)
        return Next(APPS, f"{app.name} was deleted.")

    def require_mfa(self, _visit: Visit) -> Next:
        """Require multi-factor authentication of whoever authorizes an app."""
        self._apps.require_mfa()
        return Next(said="Multi-factor authentication is required.")

    def _app(self, visit: Visit) -> App:
        wanted = visit.named["client_id"]
        for app in self._apps.list_apps():
            if app.client_id == wanted:
                return app
        raise ValueError(f"No app has the client ID {wanted}.")
