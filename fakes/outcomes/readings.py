"""The assumptions that decide how jobs end, and the readings of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum

from fakes.insync.assumed import MailApi, RestoreOfPreserved
from fakes.insync.model import RestorePresents, WithoutAttribute
from fakes.microsoft365.assumed import (
    UnknownMailUser,
    UnlicensedMailbox,
    UnlistedUpn,
    UnopenedOneDrive,
)

from .model import Conditions

READINGS: Mapping[str, tuple[str, type[Enum]]] = {
    "A1": ("restore_presents", RestorePresents),
    "A4": ("without_attribute", WithoutAttribute),
    "A6": ("unlisted_upn", UnlistedUpn),
    "A44": ("restore_of_preserved", RestoreOfPreserved),
    "A49": ("unknown_mail_user", UnknownMailUser),
    "A50": ("unopened_onedrive", UnopenedOneDrive),
    "A53": ("mail_api", MailApi),
    "A54": ("unlicensed_mailbox", UnlicensedMailbox),
}
"""The field of the conditions that an assumption decides, and its readings."""


def read_as(conditions: Conditions, readings: Mapping[str, str]) -> Conditions:
    """Return the conditions under readings by their ids; an id that decides no job is passed over.

    Raises ValueError for a reading that there is not.
    """
    fields = {
        field: kind(readings[assumption])
        for assumption, (field, kind) in READINGS.items()
        if assumption in readings
    }
    return replace(conditions, **fields)  # type: ignore[arg-type]


def otherwise(conditions: Conditions, assumption: str) -> tuple[Conditions, ...]:
    """Return the conditions under each other reading of an assumption."""
    field, kind = READINGS[assumption]
    others = (reading for reading in kind if reading is not getattr(conditions, field))
    return tuple(replace(conditions, **{field: reading}) for reading in others)  # type: ignore[arg-type]
