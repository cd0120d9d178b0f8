"""Assumptions that can be read otherwise: the first reading is in force until one is chosen."""

from __future__ import annotations

from enum import Enum

from fakes.insync.assumed import (
    AttributeLeftOut,
    DeletedOverScim,
    IdentityProviderActivates,
    MailApi,
    NeverSent,
    RestoreOfPreserved,
    WithoutMappings,
)
from fakes.insync.credentials import ApiTokenOver, EmailIdOverRest
from fakes.insync.licenses import ComingBack, LicenseTaken, PreservingNeeds
from fakes.insync.model import (
    RestorePresents,
    WithoutAttribute,
)

READINGS: dict[str, type[Enum]] = {
    "A1": RestorePresents,
    "A4": WithoutAttribute,
    "A25": LicenseTaken,
    "A26": IdentityProviderActivates,
    "A27": WithoutMappings,
    "A29": PreservingNeeds,
    "A33": AttributeLeftOut,
    "A44": RestoreOfPreserved,
    "A53": MailApi,
    "A55": DeletedOverScim,
    "A56": ApiTokenOver,
    "A57": EmailIdOverRest,
    "A82": ComingBack,
    "A96": NeverSent,
}
