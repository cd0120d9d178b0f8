"""Apps other than Druva 2.0: what the org holds of them, and to whom they are assigned.

Nothing is provisioned by them, and nobody signs on to them: they are records.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class SignOnMode(Enum):
    """How people sign on to an app."""

    BOOKMARK = "BOOKMARK"
    BASIC_AUTH = "BASIC_AUTH"
    BROWSER_PLUGIN = "BROWSER_PLUGIN"
    SECURE_PASSWORD_STORE = "SECURE_PASSWORD_STORE"  # noqa: S105 - a mode, not a password
    AUTO_LOGIN = "AUTO_LOGIN"
    SAML_2_0 = "SAML_2_0"
    WS_FEDERATION = "WS_FEDERATION"
    OPENID_CONNECT = "OPENID_CONNECT"


class AppStatus(Enum):
    """The statuses of an app."""

    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"


@dataclass(frozen=True, slots=True)
class OtherApp:
    """An app; ``name`` is the key of its kind, ``details`` the JSON of what was said of it.

    The details hold no secret.
    """

    id: str
    name: str
    label: str
    mode: SignOnMode
    status: AppStatus
    details: str
    created: datetime
    last_updated: datetime


@dataclass(frozen=True, slots=True)
class OtherAppUser:
    """An assignment to a person: their own, or, if not ``own``, from a group.

    ``profile`` is the JSON of the app profile.
    """

    id: str
    app_id: str
    user_id: str
    own: bool
    user_name: str
    created: datetime
    last_updated: datetime
    profile: str = "{}"
    has_password: bool = False

    @property
    def key(self) -> str:
        """What no other assignment has."""
        return pair(self.app_id, self.user_id)


@dataclass(frozen=True, slots=True)
class OtherAppGroup:
    """An assignment to a group; ``profile`` is the JSON of what its members get."""

    app_id: str
    group_id: str
    last_updated: datetime
    priority: int = 0
    profile: str = "{}"

    @property
    def key(self) -> str:
        """What no other assignment has."""
        return pair(self.app_id, self.group_id)


def pair(app_id: str, other_id: str) -> str:
    """Return the key of an assignment."""
    return f"{app_id}/{other_id}"
