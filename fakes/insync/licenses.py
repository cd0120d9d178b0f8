"""Licenses of Microsoft 365 in inSync: how many there are, and who holds them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class LicenseTaken(Enum):
    """A25: when an account takes a license for active users."""

    BY_FIRST_BACKUP = "by the first backup"
    WHEN_CREATED = "when created"
    OR_REFUSED = "when created, or refused"


class PreservingNeeds(Enum):
    """A29: which license must be free for an account to be preserved."""

    PRESERVED_USER = "one for preserved users"
    ACTIVE_USER = "one for active users"


class ComingBack(Enum):
    """A82: whether an account that is activated again needs a place in its profile."""

    NEEDS_PLACE = "it needs a place in the profile"
    ALWAYS = "it comes back all the same"


@dataclass(frozen=True, slots=True)
class Licenses:
    """The licenses for active and for preserved users: allocated, and consumed."""

    active: int
    active_consumed: int
    preserved: int
    preserved_consumed: int
