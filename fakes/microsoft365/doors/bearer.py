"""Whether a request carries a token that opens a door."""

from __future__ import annotations

from fakes.microsoft365 import messages
from fakes.microsoft365.service.api import TenantApi


def bearer(authorization: str | None) -> str:
    """Return the token in an ``Authorization`` header, or nothing."""
    scheme, _, value = (authorization or "").partition(" ")
    return value.strip() if scheme.lower() == "bearer" else ""


def objection(api: TenantApi, authorization: str | None) -> str | None:
    """Say what is wrong with an ``Authorization`` header, or None when it opens the door."""
    scheme, _, value = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not value:
        return messages.TOKEN_EMPTY
    token = api.apps.token(value.strip())
    if token is None:
        return messages.TOKEN_UNKNOWN
    return messages.TOKEN_EXPIRED if api.apps.is_expired(token) else None
