"""Assumptions that can be read otherwise: the first reading is in force until one is chosen."""

from __future__ import annotations

from enum import Enum

from fakes.microsoft365.assumed import (
    FormerAddress,
    UnknownMailUser,
    UnlicensedMailbox,
    UnlistedUpn,
    UnopenedOneDrive,
)

READINGS: dict[str, type[Enum]] = {
    "A6": UnlistedUpn,
    "A49": UnknownMailUser,
    "A50": UnopenedOneDrive,
    "A51": FormerAddress,
    "A54": UnlicensedMailbox,
}
