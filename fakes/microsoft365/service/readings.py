"""Assumptions that can be read otherwise: the first reading is in force until one is chosen."""

from __future__ import annotations

from enum import Enum

from fakes.microsoft365.model import (
    FormerAddress,
    UnknownMailUser,
    UnlicensedMailbox,
    UnlistedUpn,
    UnopenedOneDrive,
)

READINGS: dict[str, type[Enum]] = {
    "A6": UnlistedUpn,
    "A75": UnknownMailUser,
    "A76": UnopenedOneDrive,
    "A77": FormerAddress,
    "A80": UnlicensedMailbox,
}
