"""Which kind of mailbox somebody has, as Exchange calls it in RecipientTypeDetails."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

_NONE = frozenset({"user", "guestuser", "mailuser", "guestmailuser", "mailcontact", "contact"})
_SHARED = ("shared", "remoteshared")
_UNLICENSED = ("room", "equipment", "remoteroom", "remoteequipment", "scheduling")


class MailboxKind(Enum):
    """Whose mailbox it is. Only one of a person needs a license."""

    OF_A_PERSON = "a mailbox of a person, or it is not told"
    SHARED = "a shared mailbox"
    OF_A_RESOURCE = "a mailbox of a room or of equipment"
    NONE = "no mailbox in Exchange Online"


@lru_cache(maxsize=256)
def kind_of(recipient_type_details: str) -> MailboxKind:
    """Return the kind of mailbox that a recipient type says."""
    folded = recipient_type_details.casefold()
    if folded in _NONE:
        return MailboxKind.NONE
    if folded.startswith(_SHARED):
        return MailboxKind.SHARED
    if folded.startswith(_UNLICENSED):
        return MailboxKind.OF_A_RESOURCE
    return MailboxKind.OF_A_PERSON
