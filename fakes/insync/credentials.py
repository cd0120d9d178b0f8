"""Credentials of the clients of inSync's APIs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum


@dataclass(frozen=True, slots=True)
class ApiCredentials:
    """A client id and its secret, as the console shows them once."""

    client_id: str
    client_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ApiClient:
    """API credentials as inSync stores them: of the secret only its ``digest``."""

    client_id: str
    name: str
    digest: str


class Admission(Enum):
    """Whether a bearer token is valid, expired or unknown."""

    GRANTED = "granted"
    UNKNOWN = "unknown"
    EXPIRED = "expired"


class ApiTokenOver(Enum):
    """A56: how the REST API answers a token whose time is over."""

    SESSION_EXPIRED = "403"
    BAD_CREDENTIALS = "401"


class EmailIdOverRest(Enum):
    """A57: what becomes of a change over the REST API that names an email ID as well."""

    REFUSED = "refused"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class ScimGroup:
    """A SCIM group; ``members`` is JSON, and has no effect."""

    scim_id: str
    display_name: str
    external_id: str | None
    members: str
    added_on: datetime
    changed_on: datetime
