"""What the placeholders of the vocabulary hold: people, apps, settings, codes, texts, numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from crosswalk.catalogue import ASSUMPTIONS
from crosswalk.procedure.procedure import UPN_FORM
from crosswalk.runner.phrases import TERMS, one_of, open_term, quoted
from fakes.company.cast import CAST
from fakes.insync.model import AccessSetting, Cause, ErrorCode, PreservedBy, Workload
from fakes.okta.model import Provisioning, UsernameFormat
from fakes.wire import Address

__all__ = ["TERMS"]

Switch = Callable[[Provisioning, bool], Provisioning]

# What Okta may do in inSync, and how each is switched on or off.
_SWITCHES: dict[str, Switch] = {
    "Create Users": lambda page, on: replace(page, create_users=on),
    "Update User Attributes": lambda page, on: replace(page, update_user_attributes=on),
    "Deactivate Users": lambda page, on: replace(page, deactivate_users=on),
}

_NAME = "|".join(CAST)
_PEOPLE = rf"(?:(?:(?:{_NAME}), )*(?:{_NAME}) and )?(?:{_NAME})"

quoted("address", Address, expected="an address")
one_of("person heir other owner", CAST)
open_term(
    "people",
    _PEOPLE,
    lambda text: tuple(CAST[name] for name in re.split(r", | and ", text)),
    expected=f"people of the cast ({', '.join(CAST)}), as in 'Sam, Ada and Lia'",
)
one_of("workload", {workload.value: workload for workload in Workload})
one_of("code", {ErrorCode.EUSERNOTFOUND.value: ErrorCode.EUSERNOTFOUND})
one_of("setting", {setting.value: setting for setting in AccessSetting}, quoted=True)
one_of("cause", {cause.value: cause for cause in Cause}, quoted=True)
one_of("preserver", {who.value: who for who in PreservedBy})
one_of("switch", _SWITCHES)
one_of("chosen", {chosen.value: chosen for chosen in UsernameFormat}, quoted=True)
one_of("field", {field: field for field in UPN_FORM})
one_of("assumption", {key: entry for key, entry in ASSUMPTIONS.items() if entry.readings})
one_of("times", {"once": 1, "twice": 2})
one_of("answer", {"yes": True, "no": False})
open_term(
    "count created drives mailboxes new old row seed status tries updated",
    r"\d+",
    int,
    expected="a whole number",
)
open_term("attribute", r"\S+", str, expected="one word")
open_term("states", r"[a-z]+(?:, [a-z]+)*", str, expected="states separated by commas")
quoted(
    "aliases department email line login mail name namespace nickname path profile reading reason "
    "source storage subject target text title token user_name value variable what",
    str,
    expected="a text",
)
