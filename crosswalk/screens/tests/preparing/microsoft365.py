"""For the operations of Microsoft 365, by their names."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping

from fakes.lab import Lab
from fakes.microsoft365.model import App, DriveItem, License, Message, User
from fakes.wire import Address

from . import Arguments, Before

_ALIAS = "sam.s@corp.example"
_MORE_THAN_A_PAGE = 26


def _sam(lab: Lab) -> User:
    found = lab.microsoft365.directory.find_user("sam@corp.example")
    assert found
    return found


def _add_alias(lab: Lab) -> None:
    lab.microsoft365.directory.add_alias(_sam(lab).id, Address(_ALIAS))


def _unlicense(lab: Lab) -> None:
    for product in _sam(lab).licenses:
        lab.microsoft365.directory.remove_license(_sam(lab).id, product)


def _delete(lab: Lab) -> None:
    lab.microsoft365.directory.delete_user(_sam(lab).id)


def _delete_and_replace(lab: Lab) -> None:
    sam = _sam(lab)
    _delete(lab)
    lab.microsoft365.directory.add_user(sam.user_principal_name, licenses=(License.OFFICE_365_E3,))


def _fill_lists(lab: Lab) -> None:
    """Let there be more users and messages than a page of a list shows."""
    for number in range(_MORE_THAN_A_PAGE):
        lab.microsoft365.directory.add_user(Address(f"temp{number}@corp.example"))
        lab.microsoft365.exchange.compose(
            _sam(lab).id, subject=f"Note {number}", sender=_sam(lab).user_principal_name, body=""
        )


def _newest(lab: Lab) -> User:
    """Return who is on the last page of the list."""
    return lab.microsoft365.directory.list_users()[-1]


def _limit(lab: Lab) -> None:
    lab.microsoft365.throttling.limit(calls=5, seconds=10)


def _message(lab: Lab) -> Message:
    return lab.microsoft365.exchange.list_messages(_sam(lab).id)[-1]


def _file(lab: Lab) -> DriveItem:
    return lab.microsoft365.onedrive.list_files(_sam(lab).id)[0]


def _app(lab: Lab) -> App:
    return lab.microsoft365.apps.list_apps()[0]


def _kim(lab: Lab) -> User:
    """Return who never opened OneDrive."""
    found = lab.microsoft365.directory.find_user("kim@corp.example")
    assert found
    return found


BEFORE: Mapping[str, Before] = {
    "microsoft365.directory.get_user": _fill_lists,
    "microsoft365.directory.list_users": _fill_lists,
    "microsoft365.exchange.list_messages": _fill_lists,
    "microsoft365.exchange.remove_message": _fill_lists,
    "microsoft365.directory.set_as_primary": _add_alias,
    "microsoft365.directory.remove_alias": _add_alias,
    "microsoft365.directory.assign_license": _unlicense,
    "microsoft365.directory.list_deleted_users": _delete,
    "microsoft365.directory.find_deleted_users": _delete,
    "microsoft365.directory.restore_user": _delete_and_replace,
    "microsoft365.throttling.lift": _limit,
    "microsoft365.throttling.current": _limit,
}
ARGUMENTS: Mapping[str, Arguments] = {
    "microsoft365.directory.get_user": lambda lab: {"user_id": _newest(lab).id},
    "microsoft365.directory.add_user": lambda _lab: {
        "mail": "kai.koch@corp.example",
        "mail_nickname": "kk",
        "given_name": "Kai",
        "surname": "Koch",
        "licenses": ["Office 365 E3"],
        "upn_is_alias": False,
        "user_type": "Guest",
    },
    "microsoft365.directory.add_guest": lambda _lab: {"display_name": "Kai Koch"},
    "microsoft365.directory.set_user_type": lambda _lab: {"user_type": "Guest"},
    "microsoft365.directory.add_alias": lambda _lab: {"address": _ALIAS},
    "microsoft365.directory.set_as_primary": lambda _lab: {"address": _ALIAS},
    "microsoft365.directory.remove_alias": lambda _lab: {"address": _ALIAS},
    "microsoft365.directory.find_deleted_users": lambda lab: {
        "display_name": lab.microsoft365.directory.list_deleted_users()[0].display_name
    },
    "microsoft365.directory.restore_user": lambda _lab: {
        "new_user_principal_name": "sam.back@corp.example",
        "auto_reconcile_proxy_conflict": True,
    },
    "microsoft365.exchange.add_folder": lambda _lab: {"path": "Inbox/Old/2025"},
    "microsoft365.exchange.deliver": lambda lab: {
        "folder": "Inbox/Projects",
        "mime": b64encode(
            lab.microsoft365.exchange.read_mime(_sam(lab).id, message_id=_message(lab).id)
        ).decode(),
    },
    "microsoft365.exchange.compose": lambda _lab: {
        "body": "Two lines.\nThis is one of them.",
        "folder": "Sent Items",
    },
    "microsoft365.exchange.list_messages": lambda _lab: {"folder": "Inbox"},
    "microsoft365.exchange.read_mime": lambda lab: {"message_id": _message(lab).id},
    "microsoft365.exchange.remove_message": lambda lab: {"message_id": _message(lab).id},
    "microsoft365.exchange.switch_ews": lambda _lab: {"on": False},
    "microsoft365.exchange.allow_ews_to": lambda _lab: {"client_ids": ["one", "two"]},
    "microsoft365.onedrive.switch_sharepoint": lambda _lab: {"on": False},
    "microsoft365.onedrive.provision": lambda lab: {"user_id": _kim(lab).id},
    "microsoft365.onedrive.write_file": lambda _lab: {
        "path": "Reports/2026/January.bin",
        "content": b64encode(bytes(range(256))).decode(),
    },
    "microsoft365.onedrive.read_file": lambda lab: {"path": _file(lab).path},
    "microsoft365.onedrive.remove": lambda lab: {"path": _file(lab).path},
    "microsoft365.apps.remove_secret": lambda lab: {
        "client_secret": next(iter(lab.microsoft365.state.secrets[_app(lab).client_id]))
    },
}
