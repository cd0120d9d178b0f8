"""Assumptions that can be read otherwise: the first reading is in force until one is chosen."""

from __future__ import annotations

from enum import Enum

from fakes.insync.credentials import ApiTokenOver, EmailIdOverRest
from fakes.insync.mail_api import MailApi
from fakes.insync.model import (
    AttributeLeftOut,
    BeyondLicenses,
    DeletedOverScim,
    IdentityProviderActivates,
    RestorePresents,
    WithoutAttribute,
)

READINGS: dict[str, type[Enum]] = {
    "A1": RestorePresents,
    "A4": WithoutAttribute,
    "A25": BeyondLicenses,
    "A26": IdentityProviderActivates,
    "A33": AttributeLeftOut,
    "A53": MailApi,
    "A55": DeletedOverScim,
    "A56": ApiTokenOver,
    "A57": EmailIdOverRest,
}
