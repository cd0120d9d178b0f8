"""The closed lists of the vocabulary: people, apps, settings, codes, causes, assumptions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from fakes.insync.model import AccessSetting, Cause, ErrorCode, PreservedBy, Workload
from fakes.okta.model import Match, Provisioning, UsernameFormat
from fixtures.cast import CAST
from fixtures.catalogue import ASSUMPTIONS

from .runner.phrases import TYPES, one_of, open_type, quoted

__all__ = ["ATTRIBUTE_FIELDS", "TYPES"]

# The fields of the form by which an attribute is added.
ATTRIBUTE_FIELDS = (
    "Data type",
    "Display Name",
    "Variable Name",
    "External Name",
    "External namespace",
)

Switch = Callable[[Provisioning, bool], Provisioning]

# What Okta may do in inSync, and how each is switched on or off.
_SWITCHES: dict[str, Switch] = {
    "Create Users": lambda page, on: replace(page, create_users=on),
    "Update User Attributes": lambda page, on: replace(page, update_user_attributes=on),
    "Deactivate Users": lambda page, on: replace(page, deactivate_users=on),
}

_NAME = "|".join(CAST)
_PEOPLE = rf"(?:(?:(?:{_NAME}), )*(?:{_NAME}) and )?(?:{_NAME})"

one_of("Person", CAST)
open_type(
    "People",
    _PEOPLE,
    lambda text: tuple(CAST[name] for name in re.split(r", | and ", text)),
    expected=f"people of the cast ({', '.join(CAST)}), as in 'Sam, Ada and Lia'",
)
one_of("Workload", {workload.value: workload for workload in Workload})
one_of("ErrorCode", {ErrorCode.EUSERNOTFOUND.value: ErrorCode.EUSERNOTFOUND})
one_of("Setting", {setting.value: setting for setting in AccessSetting}, quoted=True)
one_of("Cause", {cause.value: cause for cause in Cause}, quoted=True)
one_of("Preserver", {who.value: who for who in PreservedBy})
one_of("Match", {match.value: match for match in Match})
one_of("Switch", _SWITCHES)
one_of("UsernameFormat", {chosen.value: chosen for chosen in UsernameFormat}, quoted=True)
one_of("Field", {field: field for field in ATTRIBUTE_FIELDS})
one_of("Assumption", {key: entry for key, entry in ASSUMPTIONS.items() if entry.readings})
one_of("Times", {"once": 1, "twice": 2})
one_of("YesOrNo", {"yes": True, "no": False})
quoted("Subject", str, expected="the subject of a message")
