"""The rules of inSync, each a function that decides and changes nothing."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta

from .model import Account, AccountStatus, PreservedBy, Profile, ScimMapping, ScimToken

# --- Accounts -----------------------------------------------------------------------------------

TOKEN_LIFE = timedelta(days=365)

_NOT_IN_A_NAME = str.maketrans(dict.fromkeys("?*/\\<>", "_"))


def clean_display_name(name: str) -> str:
    """Replace the characters that the name of a provisioned account cannot hold."""
    return name.translate(_NOT_IN_A_NAME)


def display_name_of(*, given: str, family: str, display: str | None, otherwise: str) -> str:
    """Choose a display name: the one sent, else first and last name combined."""
    return display or f"{given} {family}".strip() or otherwise


def value_of(attributes: tuple[tuple[str, str], ...], name: str) -> str | None:
    """Return the value of a SCIM attribute, named with or without the URN of its schema."""
    ending = f":{name}"
    for path, value in attributes:
        if path == name or path.endswith(ending):
            return value
    return None


def fits(mapping: ScimMapping, attributes: tuple[tuple[str, str], ...]) -> bool:
    """Compare with case the attribute a mapping names and the values it lists."""
    return not mapping.attribute or value_of(attributes, mapping.attribute) in mapping.values


def fitting_mapping(
    mappings: tuple[ScimMapping, ...], attributes: tuple[tuple[str, str], ...]
) -> ScimMapping | None:
    """Return the first mapping in order of priority that fits a user, or None."""
    return next((mapping for mapping in mappings if fits(mapping, attributes)), None)


def is_full(profile: Profile, users: int) -> bool:
    """Tell whether a profile has as many users as it may; a maximum of 0 is none."""
    return 0 < profile.max_users <= users


def opens(token: ScimToken | None, digest: str, now: datetime) -> bool:
    """Accept the token in force until the 365 days are over; a replaced one is not in force."""
    return (
        token is not None and hmac.compare_digest(token.digest, digest) and now <= token.expires_on
    )


def identity_provider_may_activate(account: Account) -> bool:
    """Allow the identity provider to bring back only what it preserved itself."""
    return account.preserved_by is not PreservedBy.ADMINISTRATOR


def wanted_status(account: Account, active: bool | None) -> AccountStatus:
    """Return the status an identity provider asks for; without ``active`` all stays as it is."""
    if active is None:
        return account.status
    return AccountStatus.ACTIVE if active else AccountStatus.PRESERVED


def stored_attribute(sent: str | None) -> str | None:
    """R06: keep as the AD attribute what provisioning sent, and nothing else."""
    return sent or None
