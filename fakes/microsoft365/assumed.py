"""What is assumed of Microsoft 365 and can be read otherwise: the readings of an assumption."""

from __future__ import annotations

from enum import Enum


class UnlistedUpn(Enum):
    """A6: what a UPN does at a mailbox that does not have it as an alias."""

    OPENS = "the UPN opens the mailbox"
    DOES_NOT_OPEN = "only its addresses open the mailbox"


class UnknownMailUser(Enum):
    """A49: the code of Graph for a user whom Exchange does not know."""

    INVALID_USER = "ErrorInvalidUser"
    RESOURCE_NOT_FOUND = "ResourceNotFound"


class UnopenedOneDrive(Enum):
    """A50: what Graph says of a OneDrive that was never opened."""

    NO_MYSITE = "User's mysite not found."
    NO_MYSITE_URL = "Unable to retrieve user's mysite URL."


class UnlicensedMailbox(Enum):
    """A54: whether a mailbox can be reached during the 30 days without a license."""

    CLOSED = "it is closed at once"
    OPEN = "it stays open for 30 days"


class FormerAddress(Enum):
    """A51: what becomes of a UPN or primary SMTP address when another takes its place."""

    STAYS = "the former address stays an alias"
    GOES = "the former address is gone"
