"""App registrations, their secrets and the tokens given for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from fakes.microsoft365 import rules
from fakes.microsoft365.model import AccessToken, App, Credentials

from .sealing import sealed, unsealed
from .state import State

# How a JSON Web Token begins.
_TOKEN = "eyJ0eXAiOiJKV1Qi"  # noqa: S105 - opens nothing


class AppsService:
    """Microsoft Entra ID > App registrations, and the tokens of the token endpoint."""

    def __init__(self, state: State) -> None:
        self._state = state

    def register_app(self, name: str) -> Credentials:
        """Register an app and give it a first secret."""
        app = App(self._state.ids.guid("app"), name, mfa=self._state.tenant.mfa_required)
        self._state.apps.put(app)
        self._state.secrets[app.client_id] = set()
        return self.add_secret(app.client_id)

    def list_apps(self) -> tuple[App, ...]:
        """Return the registered apps, oldest first."""
        return tuple(self._state.apps)

    def add_secret(self, client_id: str) -> Credentials:
        """Add a client secret; the ones before it stay valid."""
        secret = self._state.volatile.secret(self._state.ids, "secret", 40)
        self._secrets(client_id).add(secret)
        return Credentials(self._state.tenant.id, client_id, secret)

    def remove_secret(self, *, client_id: str, client_secret: str) -> None:
        """Remove a client secret; tokens that were given for it live on until they expire."""
        secrets = self._secrets(client_id)
        if client_secret not in secrets:
            raise ValueError("the app has no such secret: expected one it was given")
        secrets.remove(client_secret)

    def delete_app(self, client_id: str) -> None:
        """Delete an app registration, with its secrets and tokens."""
        self._secrets(client_id).clear()
        self._state.apps.remove(client_id)

    def withdraw_mail_consent(self, client_id: str) -> None:
        """Withdraw the consent to Mail.ReadWrite, the permission of Graph for mail."""
        self._state.apps.put(replace(self._app(client_id), mail_read_write=False))

    def withdraw_user_consent(self, client_id: str) -> None:
        """Withdraw the consent to User.ReadWrite.All, the permission to change users."""
        self._state.apps.put(replace(self._app(client_id), user_read_write=False))

    def may_use_mail(self, client_id: str) -> bool:
        """F66: tell whether an app has the consent that Graph asks for where mail is concerned."""
        app = self._state.apps.get(client_id)
        return app is not None and app.mail_read_write

    def may_change_users(self, client_id: str) -> bool:
        """Tell whether an app has the consent that Graph asks for where users are changed."""
        app = self._state.apps.get(client_id)
        return app is not None and app.user_read_write

    def require_mfa(self) -> None:
        """Require multi-factor authentication of whoever authorizes an app, or has done so."""
        self._state.tenant = replace(self._state.tenant, mfa_required=True)

    def needs_mfa(self, client_id: str) -> bool:
        """Tell whether an app that is registered has to be authorized anew, with MFA."""
        app = self._state.apps.get(client_id.casefold())
        return app is not None and rules.needs_mfa(self._state.tenant, app)

    def is_tenant(self, name: str) -> bool:
        """Tell whether a tenant goes by an id or domain."""
        tenant = self._state.tenant
        return name.casefold() in (tenant.id, tenant.domain.casefold())

    def is_registered(self, client_id: str) -> bool:
        """Tell whether an app is registered in the tenant."""
        return client_id.casefold() in self._state.apps

    def granted(self, credentials: Credentials, scope: str) -> AccessToken | None:
        """Return a new token for an app, or None when its secret is not valid."""
        client_id = credentials.client_id.casefold()
        if credentials.client_secret not in self._state.secrets.get(client_id, ()):
            return None
        audience = scope.removesuffix("/.default")
        ends = self._state.clock.now() + rules.TOKEN_LIFE
        number = self._state.ids.number("token")
        parts = (client_id, audience, ends.isoformat(), number)
        value = _TOKEN + sealed(self._state.signing_key, _TOKEN, parts)
        return AccessToken(value, client_id, audience, ends)

    def token(self, value: str) -> AccessToken | None:
        """Return a token that was given to an app that is still registered, expired or not."""
        inner = value.removeprefix(_TOKEN)
        parts = unsealed(self._state.signing_key, _TOKEN, inner) if inner != value else None
        if parts is None:
            return None
        client_id, audience, ends, _ = map(str, parts)
        if client_id not in self._state.apps:
            return None
        return AccessToken(value, client_id, audience, datetime.fromisoformat(ends))

    def is_expired(self, token: AccessToken) -> bool:
        """Tell whether the time of a token is over."""
        return self._state.clock.now() >= token.expires_at

    def _app(self, client_id: str) -> App:
        app = self._state.apps.get(client_id)
        if app is None:
            raise _unknown(client_id)
        return app

    def _secrets(self, client_id: str) -> set[str]:
        if client_id not in self._state.apps:
            raise _unknown(client_id)
        return self._state.secrets[client_id]


def _unknown(client_id: str) -> ValueError:
    return ValueError(f"no app has the client id {client_id!r}: expected a registered one")
