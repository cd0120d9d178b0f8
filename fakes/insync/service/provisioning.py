"""User Provisioning at the console: SCIM tokens and SCIM mappings."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime

from fakes.insync import rules
from fakes.insync.model import AdminRole, Hosts, Origin, ScimMapping, ScimToken
from fakes.wire import Clock

from .state import State


class ProvisioningService:
    """The SCIM token of the identity provider, and the SCIM mappings of its users."""

    def __init__(self, state: State, clock: Clock, hosts: Hosts) -> None:
        self._state = state
        self._clock = clock
        self._hosts = hosts

    def base_url(self) -> str:
        """Return the SCIM base URL that an identity provider is given."""
        return f"https://{self._hosts.api}/insync/scim"

    def new_token(self, *, role: AdminRole = AdminRole.CLOUD_ADMINISTRATOR) -> str:
        """Create the SCIM token, shown this once; the one before stops working.

        Raises ValueError unless a Cloud administrator asks.
        """
        if role is not AdminRole.CLOUD_ADMINISTRATOR:
            raise ValueError(
                f"a {role.value} cannot create a token: "
                f"expected a {AdminRole.CLOUD_ADMINISTRATOR.value}"
            )
        token = self._state.volatile.secret(self._state.ids, "SCIM token", 40)
        now = self._clock.now()
        self._state.token = ScimToken(_digest(token), now, now + rules.TOKEN_LIFE)
        return token

    def token_expires_on(self) -> datetime | None:
        """Return when the token in force expires, or None without one."""
        return self._state.token.expires_on if self._state.token else None

    def admits(self, token: str) -> bool:
        """Tell whether a bearer token is valid at the SCIM endpoint now."""
        return rules.opens(self._state.token, _digest(token), self._clock.now())

    def change_to_scim(self) -> None:
        """F70: exchange AD/LDAP for SCIM: who came by AD/LDAP becomes Manual and keeps the rest."""
        for account in tuple(self._state.accounts):
            if account.origin is Origin.AD_LDAP:
                self._state.accounts.put(replace(account, origin=Origin.MANUAL))

    def mappings(self) -> tuple[ScimMapping, ...]:
        """Return the SCIM mappings in order of priority."""
        return self._state.mappings

    def save_mappings(self, mappings: tuple[ScimMapping, ...]) -> None:
        """Replace the SCIM mappings; the first that fits a user decides.

        Raises ValueError for a mapping without name, of an unknown profile, or with an attribute
        and no values.
        """
        names: set[str] = set()
        for mapping in mappings:
            if not mapping.name or mapping.name in names:
                raise ValueError(f"mapping name {mapping.name!r}: expected a name used once")
            names.add(mapping.name)
            self._check(mapping)
        self._state.mappings = mappings
        for mapping in mappings:
            storages = self._state.storages
            storages.setdefault(mapping.storage, len(storages) + 1)

    def _check(self, mapping: ScimMapping) -> None:
        if mapping.profile not in self._state.profiles:
            known = ", ".join(profile.name for profile in self._state.profiles)
            raise ValueError(
                f"mapping {mapping.name}: no profile {mapping.profile!r}: expected one of {known}"
            )
        if bool(mapping.attribute) != bool(mapping.values):
            raise ValueError(f"mapping {mapping.name}: expected an attribute and its values")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
