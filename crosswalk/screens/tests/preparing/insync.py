"""For the operations of inSync, by their names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from fakes.insync.model import Profile, Workload
from fakes.lab import Lab
from fakes.wire import Address

from . import Arguments, Before, Clicked

_WAY = ("Global Navigation", "SaaS Apps", "Microsoft 365", "Overview", "More", "Settings")
_MAIL = Workload.EXCHANGE_ONLINE

_MAPPINGS = [
    {
        "name": "Research",
        "profile": "Default",
        "storage": "Second",
        "attribute": "title",
        "values": ["Engineer", "Fellow"],
    },
    {"name": "Everyone", "profile": "Default", "storage": "Third", "attribute": "", "values": []},
]


def _preserve(lab: Lab) -> None:
    lab.insync.accounts.preserve(1)


def _edit(lab: Lab) -> None:
    account = lab.insync.accounts.account(1)
    lab.insync.accounts.fill_in(account.id, field="Email address", value="other@corp.example")


def _back_up(lab: Lab) -> None:
    lab.insync.protection.back_up(1, _MAIL)


def _back_up_twice(lab: Lab) -> None:
    _back_up(lab)
    _back_up(lab)


def _restore(lab: Lab) -> None:
    _back_up(lab)
    lab.insync.protection.restore(1, _MAIL)


def _keep_from_starting(lab: Lab) -> None:
    _preserve(lab)
    _back_up(lab)


def _open_settings(lab: Lab) -> None:
    for label in _WAY:
        lab.insync.settings.click(label)


def _choose(lab: Lab) -> None:
    _open_settings(lab)
    lab.insync.settings.choose(name="Access user accounts using", value="AD Attribute")


def _create_credentials(lab: Lab) -> None:
    lab.insync.api.create("Reporting")


def _grow_old(lab: Lab) -> None:
    clock = lab.wire.clock
    now = clock.now()
    lab.insync.profiles.save(Profile("Default", retention_days=1))
    clock.freeze(now - timedelta(days=3))
    _back_up(lab)
    clock.freeze(now)
    _back_up(lab)


def _come_from_ad(lab: Lab) -> None:
    lab.insync.accounts.add_from_ad(
        email_id=Address("desk@corp.example"), display_name="Desk", user_name="desk"
    )


def _log_in_with_ad(lab: Lab) -> None:
    lab.insync.profiles.save(Profile("Default", ad_ldap_login=True))


def _digest(lab: Lab) -> Mapping[str, object]:
    return {"digest": lab.insync.protection.snapshots(1, _MAIL)[0].items[0].digest}


BEFORE: Mapping[str, Before] = {
    "insync.accounts.activate": _preserve,
    "insync.accounts.edit_fields": _log_in_with_ad,
    "insync.accounts.reset_password": _edit,
    "insync.api.names": _create_credentials,
    "insync.api.revoke": _create_credentials,
    "insync.protection.apply_retention": _grow_old,
    "insync.protection.backups": _back_up_twice,
    "insync.protection.content": _back_up,
    "insync.protection.not_started": _keep_from_starting,
    "insync.protection.restore": _back_up,
    "insync.protection.restores": _restore,
    "insync.protection.snapshots": _back_up_twice,
    "insync.provisioning.change_to_scim": _come_from_ad,
}
ARGUMENTS: Mapping[str, Arguments] = {
    "insync.accounts.search": lambda _lab: {"words": "Sam", "status": "active"},
    "insync.accounts.find": lambda _lab: {"email_id": "SAM.SOTO@corp.example"},
    "insync.accounts.legal_hold": lambda _lab: {"on": True},
    "insync.provisioning.save_mappings": lambda _lab: {"mappings": _MAPPINGS},
    "insync.protection.content": _digest,
    "insync.protection.restore": lambda _lab: {
        "snapshot_id": 1,
        "destination": "new folder",
        "to_account_id": 2,
    },
}
CLICKED: Mapping[str, Clicked] = {
    "insync.settings.choose": _open_settings,
    "insync.settings.save": _choose,
}
