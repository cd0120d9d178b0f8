"""Example values for arguments; ids and addresses are those of the seed ``demo``."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum
from typing import Any, get_args

import msgspec

from fakes.insync.model import GraphApp, Profile, ScimMapping
from fakes.microsoft365.attributes import Details
from fakes.okta.model import Provisioning, SignOn
from fakes.wire import Fault, Response

from .clock import Setting
from .journal import Step
from .lab_state import Seed

_SAM = "sam@corp.example"
_APP = "1f593984-e44d-4fd0-ac9e-2d42c34ed4ad"
_SECRET = "the-secret"  # noqa: S105 - opens nothing
_NEW_USERS = b64encode(b"Username, Email\nKai Koch, kai@corp.example\n").decode()
_NEW_ADDRESSES = b64encode(
    b"inSync email ID, New inSync email ID\nsam@corp.example, sam.soto@corp.example\n"
).decode()

_TIME = datetime(2026, 3, 2, 8, tzinfo=UTC)
_RECORDS: Mapping[Any, object] = {
    Details: Details(job_title="Engineer", department="Research"),
    Fault: Fault("apis.druva.example", Response(503, headers=(("Retry-After", "1"),)), times=2),
    GraphApp: GraphApp("corp.onmicrosoft.example", _APP, _SECRET),
    Profile: Profile("Mail", max_users=10),
    Provisioning: Provisioning("https://apis.druva.example/insync/scim", _SECRET, enabled=True),
    ScimMapping: ScimMapping("Everyone", "Default", "Default"),
    Seed: Seed("empty"),
    Setting: Setting(frozen=_TIME),
    SignOn: SignOn(),
    Step: Step("When Okta runs its jobs", acts=True),
}
_VALUES: Mapping[str, Any] = {
    "a_minute": 600,
    "account_id": 1,
    "address": "sam.soto@corp.onmicrosoft.example",
    "base_url": "https://apis.druva.example/insync/scim",
    "body": "The plans are ready.",
    "calls": 100,
    "changes": [["email", "sam.soto@corp.example"]],
    "client_id": _APP,
    "client_ids": [_APP],
    "client_secret": _SECRET,
    "count": 50,
    "digest": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "display_name": "Kai Koch",
    "email": "kai.koch@corp.example",
    "email_id": "kai@corp.example",
    "expression": "user.login",
    "external_name": "department",
    "external_namespace": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
    "field": "Name",
    "first_name": "Kai",
    "last_name": "Koch",
    "login": "kai@corp.example",
    "message_id": "AAMkAD4OMCv44Oj3l4xvLDquGSxXbTessZeLWP0muWZBoIAAA=",
    "mime": b64encode(b"Subject: Plans\r\n\r\nThe plans are ready.\r\n").decode(),
    "name": "Reporting",
    "name_id": _SAM,
    "on": True,
    "path": "Plans of Sam.txt",
    "profile": "Default",
    "seconds": 60,
    "sender": _SAM,
    "subject": "Plans",
    "target": "displayName",
    "task_id": "1",
    "text": _SAM,
    "token": _SECRET,
    "user_name": "kai",
    "user_principal_name": "kai@corp.example",
    "value": "Sam Soto",
    "variable_name": "department",
    "okta.external_id": "389c3c8f-9e49-49b0-a8e5-2637789dc5ed",
    "okta.group_id": "00g3TXnI7kscXSOceds2",
    "okta.user_id": "00ueb5VWh2bsdpD7Q5jT",
    "okta.app.display_name": "Department",
    "okta.assignments.user_name": _SAM,
    "okta.console.label": "Directory",
    "okta.readings.assumption": "A2",
    "okta.readings.reading": "update in place",
    "insync.external_id": "00ueb5VWh2bsdpD7Q5jT",
    "insync.accounts.change_email_ids.content": _NEW_ADDRESSES,
    "insync.accounts.import_csv.content": _NEW_USERS,
    "insync.readings.assumption": "A1",
    "insync.readings.reading": "the setting",
    "insync.settings.label": "Global Navigation",
    "insync.settings.name": "Access user accounts using",
    "insync.settings.value": "AD attribute",
    "microsoft365.user_id": "dbbee249-ad45-4d25-8f72-c3d02c02e138",
    "microsoft365.directory.mail": "kai@home.example",
    "microsoft365.exchange.address": "desk@corp.example",
    "microsoft365.exchange.path": "Inbox/Projects",
    "microsoft365.onedrive.content": b64encode(b"The plans are ready.").decode(),
    "microsoft365.readings.assumption": "A6",
    "microsoft365.readings.reading": "only its addresses open the mailbox",
}
"""By the name of an argument, or by system, part or operation and name where these differ."""


ALSO: Mapping[str, tuple[str, ...]] = {
    "okta.app.add_attribute": ("external_name", "external_namespace"),
    "insync.accounts.edit": ("email_id",),
}
"""Arguments that may be left out, and that an operation does nothing useful without."""


def record(kind: Any) -> Any:
    """Return a value of a type of records as JSON has it, or None where no example is known."""
    known = isinstance(kind, type) and kind in _RECORDS
    return msgspec.to_builtins(_RECORDS[kind]) if known else None


def example(operation: str, name: str, kind: Any) -> Any:
    """Return a value of an argument as JSON has it; raises KeyError where none is known."""
    if (known := record(kind)) is not None:
        return known
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind)).value
    for inner in get_args(kind)[:1]:
        if (known := record(inner)) is not None:
            return [known]
    parts = f"{operation}.{name}".split(".")
    keys = (".".join((*parts[:known], name)) for known in range(len(parts) - 1, -1, -1))
    found = [key for key in keys if key in _VALUES]
    if not found:
        raise KeyError(f"{operation}: no example of {name!r}: add one to {__name__}")
    return _VALUES[found[0]]
