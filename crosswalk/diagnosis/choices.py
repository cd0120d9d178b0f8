"""What a diagnosis is told besides the exports: the setting, the mappings, the readings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fakes.insync.model import AccessSetting


@dataclass(frozen=True, slots=True)
class Choices:
    """The setting in force, what Okta maps today, and the readings that differ from the default.

    ``user_name`` and ``ad_attribute`` are expressions of Okta; None is that nothing is stored.
    """

    access: AccessSetting = AccessSetting.EMAIL_ID
    user_name: str = "user.login"
    ad_attribute: str | None = None
    readings: Mapping[str, str] = field(default_factory=dict)
