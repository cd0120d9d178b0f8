"""Checking of bearer tokens."""

from __future__ import annotations

from fakes.microsoft365 import messages, rules
from fakes.microsoft365.service.api import TenantApi
from fakes.microsoft365.service.apps import AppsService


def bearer(authorization: str | None) -> str:
    """Return the token in an ``Authorization`` header, or nothing."""
    scheme, _, value = (authorization or "").partition(" ")
    return value.strip() if scheme.lower() == "bearer" else ""


def caller_of(apps: AppsService, authorization: str | None) -> str:
    """Return the client id of the app that has a token, or nothing."""
    token = apps.token(bearer(authorization))
    return token.client_id if token else ""


def objection(api: TenantApi, host: str, authorization: str | None) -> str | None:
    """Return what is wrong with an ``Authorization`` header, or None if it is valid for a host."""
    scheme, _, value = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not value:
        return messages.TOKEN_EMPTY
    token = api.apps.token(value.strip())
    if token is None:
        return messages.TOKEN_UNKNOWN
    if not rules.is_for(token.audience, host):
        return messages.TOKEN_FOR_ANOTHER
    return messages.TOKEN_EXPIRED if api.apps.is_expired(token) else None
