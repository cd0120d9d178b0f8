"""What a provisioning client does to accounts.

The SCIM API parses requests and passes values; this service does not know the protocol. A refused
user is answered with a Refusal and nothing has changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fakes.insync import rules
from fakes.insync.assumed import (
    AttributeLeftOut,
    DeletedOverScim,
    IdentityProviderActivates,
    NeverSent,
    WithoutMappings,
)
from fakes.insync.licenses import LicenseTaken
from fakes.insync.model import (
    EVERYONE,
    Account,
    Origin,
    PreservedBy,
    Refusal,
    ScimMapping,
    ScimUser,
)
from fakes.store import Taken, in_force
from fakes.wire import Address, Clock

from . import licensing
from .state import State


class ScimUsers:
    """The accounts as an identity provider reads and changes them."""

    def __init__(self, state: State, clock: Clock) -> None:
        self._state = state
        self._clock = clock

    def all(self) -> Iterator[Account]:
        """Iterate over every account that SCIM knows, preserved ones too, oldest first."""
        accounts = self._state.accounts
        if len(accounts) == self.count():
            return iter(accounts)
        return (account for account in accounts if account.scim_id)

    def count(self) -> int:
        """Return how many accounts SCIM knows."""
        return len(self._state.accounts) - self._state.accounts.count("gone from SCIM", True)

    def shown(self, account: Account) -> tuple[tuple[str, str], ...]:
        """Return the attributes that SCIM shows of an account besides those of its own."""
        return rules.shown_attributes(account, in_force(self._state, "A96", NeverSent))

    def by_id(self, scim_id: str) -> Account | None:
        """Return the account of a SCIM id, or None."""
        return self._state.accounts.find("SCIM id", scim_id)

    def by_user_name(self, user_name: str) -> Account | None:
        """A3: return the account whose email ID is a userName, whatever its case, or None."""
        email_id = _address(user_name)
        holder = self._state.accounts.find("inSync email ID", email_id) if email_id else None
        return holder if holder and holder.scim_id else None

    def by_external_id(self, external_id: str) -> tuple[Account, ...]:
        """Return the accounts that carry a client's own id."""
        carriers = self._state.accounts.group("SCIM externalId", external_id)
        return tuple(account for account in carriers if account.scim_id)

    def create(self, user: ScimUser) -> Account | Refusal:
        """A28: create a user: the first SCIM mapping that fits gives profile and storage.

        F60: a user without displayName is refused like one whom no mapping fits.
        A30: a user that arrives inactive comes in active all the same.
        A55: an account that SCIM deleted before is given back, as far as SCIM may.
        """
        email_id = _address(user.user_name)
        if email_id is None:
            return Refusal.NOT_AN_ADDRESS
        holder = self._state.accounts.find("inSync email ID", email_id)
        if holder is not None:
            return Refusal.EMAIL_ID_TAKEN if holder.scim_id else self._give_back(holder, user)
        if not user.display_name:
            return Refusal.INCOMPLETE
        mapping = rules.fitting_mapping(self._mappings(), _filterable(user))
        if mapping is None:
            return Refusal.NO_MAPPING
        return self._profile_full(mapping) or self._add(email_id, user, mapping)

    def replace(self, scim_id: str, user: ScimUser) -> Account | Refusal:
        """Change the account of a SCIM id, which from then on is managed by SCIM.

        Raises KeyError when there is no such account.
        """
        account = self._known(scim_id)
        email_id = _address(user.user_name)
        if email_id is None:
            return Refusal.NOT_AN_ADDRESS
        wanted = self._with_status(account, user.active)
        if isinstance(wanted, Refusal):
            return wanted
        described = _described(wanted, email_id, user)
        if user.user_principal_name is None and self._keeps_attribute():
            described = replace(described, ad_attribute=account.ad_attribute)
        return self._put(described)

    def remove(self, scim_id: str) -> Account | Refusal:
        """A34, A55: preserve the account that a client deletes; SCIM knows it no longer.

        Raises KeyError when there is none.
        """
        preserved = self._with_status(self._known(scim_id), active=False)
        if isinstance(preserved, Refusal):
            return preserved
        known_as = preserved.scim_id if self._keeps_deleted() else ""
        return self._put(replace(preserved, scim_id=known_as))

    def _give_back(self, account: Account, user: ScimUser) -> Account | Refusal:
        activated = self._with_status(account, active=True)
        if isinstance(activated, Refusal):
            return activated
        known = replace(activated, scim_id=self._state.ids.guid("SCIM user"))
        return self._put(_described(known, account.email_id, user))

    def _known(self, scim_id: str) -> Account:
        account = self.by_id(scim_id)
        if account is None:
            raise KeyError(scim_id)
        return account

    def _profile_full(self, mapping: ScimMapping) -> Refusal | None:
        profile = self._state.profiles.get(mapping.profile)
        if profile is None:
            return Refusal.NO_MAPPING
        if licensing.profile_is_full(self._state, profile):
            return Refusal.PROFILE_FULL
        needs_license = licensing.taken(self._state) is LicenseTaken.OR_REFUSED
        if needs_license and not licensing.is_given_when_created(self._state):
            return Refusal.NO_LICENSE
        return None

    def _mappings(self) -> tuple[ScimMapping, ...]:
        """A27: return the SCIM mappings, without any the one that fits everyone if read so."""
        if in_force(self._state, "A27", WithoutMappings) is WithoutMappings.EVERYONE:
            return self._state.mappings or (EVERYONE,)
        return self._state.mappings

    def _add(self, email_id: Address, user: ScimUser, mapping: ScimMapping) -> Account:
        ids = self._state.ids
        now = self._clock.now()
        account = Account(
            id=ids.number("account"),
            scim_id=ids.guid("SCIM user"),
            email_id=email_id,
            display_name="",
            profile=mapping.profile,
            storage=mapping.storage,
            licensed=licensing.is_given_when_created(self._state),
            added_on=now,
            changed_on=now,
        )
        described = _described(account, email_id, user)
        self._state.accounts.put(described)
        return described

    def _with_status(self, account: Account, active: bool | None) -> Account | Refusal:
        if rules.wanted_status(account, active) is account.status:
            return account
        if active and not rules.identity_provider_may_activate(account):
            return self._stays_preserved(account)
        now = self._clock.now()
        if active:
            return licensing.activated(self._state, account, now)
        return licensing.preserved(self._state, account, PreservedBy.IDENTITY_PROVIDER, now)

    def _stays_preserved(self, account: Account) -> Account | Refusal:
        if self._state.readings.get("A26") == IdentityProviderActivates.REFUSED.value:
            return Refusal.PRESERVED_BY_ADMINISTRATOR
        return account

    def _keeps_attribute(self) -> bool:
        return self._state.readings.get("A33") == AttributeLeftOut.KEPT.value

    def _keeps_deleted(self) -> bool:
        return self._state.readings.get("A55") == DeletedOverScim.INACTIVE.value

    def _put(self, account: Account) -> Account | Refusal:
        changed = replace(account, changed_on=self._clock.now())
        try:
            self._state.accounts.put(changed)
        except Taken:
            return Refusal.EMAIL_ID_TAKEN
        return changed


def _described(account: Account, email_id: Address, user: ScimUser) -> Account:
    return replace(
        account,
        email_id=email_id,
        display_name=rules.clean_display_name(user.display_name or account.display_name),
        ad_attribute=rules.stored_attribute(user.user_principal_name),
        origin=Origin.SCIM,
        external_id=user.external_id,
        attributes=user.attributes,
    )


def _filterable(user: ScimUser) -> tuple[tuple[str, str], ...]:
    named = (
        ("userName", user.user_name),
        ("displayName", user.display_name),
        ("userPrincipalName", user.user_principal_name),
        ("externalId", user.external_id),
    )
    return (*((name, value) for name, value in named if value is not None), *user.attributes)


def _address(text: str) -> Address | None:
    try:
        return Address(text)
    except ValueError:
        return None
